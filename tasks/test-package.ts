import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { artifactInput, type CommandResult, run, step, stringInput, task } from "recompose-ci";

export const testPackage = task({
  name: "test_package",
  description: "Use the packed package as someone new would, in an empty folder",
  inputs: {
    package: artifactInput({ description: "The tarball that build packs" }),
    version: stringInput({ description: "The version that the tarball has to say it is" }),
    node: stringInput({
      default: "",
      description: "The Node to use it with, such as 22; the one that runs this task if empty",
    }),
  },
  async run({ package: tarball, version, node }) {
    const folder = await mkdtemp(path.join(tmpdir(), "recompose-package-"));
    try {
      await useAsNewcomer({ cwd: folder, tarball: tarball.path, version, node });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});

interface Newcomer {
  readonly cwd: string;
  readonly tarball: string;
  readonly version: string;
  readonly node: string;
}

async function useAsNewcomer({ cwd, tarball, version, node }: Newcomer): Promise<void> {
  // The npm packages of this name hold nothing but the program of that version.
  const nodePackage = `node-${process.platform}-${process.arch}`;
  const bin = path.join(cwd, "node_modules", nodePackage, "bin");
  const env = node === "" ? {} : { PATH: `${bin}:${process.env["PATH"]}` };
  const recompose = (...args: string[]): Promise<CommandResult> =>
    run("npx", "--no-install", "recompose", ...args, { cwd, env, capture: true });
  await step("install", async () => {
    await writeFile(
      path.join(cwd, "package.json"),
      JSON.stringify({ name: "newcomer", type: "module" }),
    );
    const packages = [
      tarball,
      ...(await tools()),
      ...(node === "" ? [] : [`${nodePackage}@${node}`]),
    ];
    await run("npm", "install", "--no-audit", "--no-fund", ...packages, { cwd });
    const { stdout } = await run("node", "--version", { cwd, env, capture: true });
    if (!stdout.startsWith(`v${node}`))
      throw new Error(`Node ${node} was wanted, and ${stdout} came`);
    expect(await recompose("--version"), version);
  });
  await step("type-check", async () => {
    await cp("tests/package", cwd, { recursive: true });
    await run("npx", "--no-install", "tsc", { cwd, env });
    // Where package.json says that a .ts file is CommonJS, TypeScript asks for other declarations.
    await run("npm", "pkg", "set", "type=commonjs", { cwd });
    await run("npx", "--no-install", "tsc", { cwd, env });
    await run("npm", "pkg", "set", "type=module", { cwd });
  });
  // With the Node that runs this task, so once is enough.
  if (node === "" || node === "22") {
    await checkStarter(path.join(cwd, "starter"), tarball);
    await useWithOthers(path.join(cwd, "others"), tarball, version);
  }
  await step("run a task", async () => {
    expect(await recompose("greet", "--name=it's me"), "Hello, it's me!");
  });
  await step("run an automation", async () => {
    expect(await recompose("hello"), "2 passed");
  });
  await step("generate-gha", async () => {
    await recompose("generate-gha");
    const workflow = await readFile(path.join(cwd, ".github/workflows/hello.yml"), "utf8");
    if (!workflow.includes("run: npx recompose greet --name=")) {
      throw new Error(`hello.yml does not call the task:\n${workflow}`);
    }
  });
}

/** The oldest that the documentation names, and the last ones of each major version since. */
const compilers = ["5.6.3", "5.9.3", "6.0.3", "7.0.2"];

/** Uses actions that the package knows, and one that the project has added. */
const typedActions = {
  "action.yml": `inputs: { who: { required: true } }
outputs: { text: {} }
runs: { using: composite, steps: [] }
`,
  "typed.mts": `import { uses } from "recompose-ci";
uses("own/greet@v1.2.0", { id: "x", with: { who: "you" } }).get("text");
// @ts-expect-error -- no such input
uses("own/greet@v1.2.0", { with: { whom: "you" } });
// @ts-expect-error -- no such output
uses("docker/build-push-action@v6", { id: "x", with: { push: true } }).get("digset");
// @ts-expect-error -- no such input
uses("docker/build-push-action@v6", { with: { psuh: true } });
uses<string>("docker/build-push-action@v6", { with: { psuh: true } });
`,
};

/** Type-checks what `init` writes beside a package.json as `npm init -y` makes it. */
async function checkStarter(cwd: string, tarball: string): Promise<void> {
  const compilerOptions = { verbatimModuleSyntax: true, module: "nodenext", target: "es2022" };
  const files = {
    "package.json": { name: "starter", version: "1.0.0", type: "commonjs" },
    "tsconfig.json": {
      compilerOptions: { ...compilerOptions, strict: true, noEmit: true, types: [] },
    },
  };
  await mkdir(cwd, { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    await writeFile(path.join(cwd, file), JSON.stringify(content));
  }
  await run("npm", "install", "--no-audit", "--no-fund", "--save-dev", tarball, { cwd });
  await run("npx", "--no-install", "recompose", "init", { cwd });
  for (const [file, text] of Object.entries(typedActions)) {
    await writeFile(path.join(cwd, file), text);
  }
  const add = ["actions", "add", "own/greet@v1", "--from", "action.yml"];
  await run("npx", "--no-install", "recompose", ...add, { cwd });
  for (const compiler of compilers) {
    await step(`TypeScript ${compiler}`, async () => {
      const tsc = ["--yes", `--package=typescript@${compiler}`, "tsc"];
      await run("npx", ...tsc, { cwd });
      // The old way to find a package: https://www.typescriptlang.org/tsconfig/#moduleResolution
      if (compiler.startsWith("5.")) await run("npx", ...tsc, "--module", "commonjs", { cwd });
    });
  }
}

/**
 * It is this pnpm that is to be tried, whatever `packageManager` names: to take care of itself it would ask for builds
 * of itself for all systems, of which a registry may have some and not others. https://pnpm.io/settings#pmonfail
 */
const pnpmSettings = "packages: ['packages/*']\npmOnFail: ignore\n";

/** pnpm from version 11 on refuses dependencies that want to run a script: https://pnpm.io/settings#strictdepbuilds */
const otherManagers = [
  { name: "pnpm", program: "pnpm@12.21.0", install: ["install"], setting: {} },
  { name: "pnpm", program: "pnpm@12.21.0", install: ["install", "--ignore-scripts"], setting: {} },
  { name: "yarn", program: "yarn@1.22.22", install: ["install", "--ignore-scripts"], setting: {} },
  {
    name: "yarn",
    program: "@yarnpkg/cli-dist@4.18.1",
    install: ["install"],
    setting: { ".yarnrc.yml": "nodeLinker: node-modules\n", "yarn.lock": "" },
  },
  {
    name: "yarn",
    program: "@yarnpkg/cli-dist@4.18.1",
    install: ["install"],
    setting: { ".yarnrc.yml": "nodeLinker: pnp\n", "yarn.lock": "" },
  },
] as const;

/** Installs with each other package manager, and runs a task by what `init` writes, also in a member of a workspace. */
async function useWithOthers(folder: string, tarball: string, version: string): Promise<void> {
  for (const [index, { name, program, install, setting }] of otherManagers.entries()) {
    const settings = Object.values(setting).join(" ").trim();
    await step([program, ...install, settings].filter(Boolean).join(" "), async () => {
      const bin = path.join(folder, `bin-${program.replaceAll("/", "-")}`);
      const cwd = path.join(folder, `project-${index}`);
      const member = path.join(cwd, "packages/tool");
      const dependency = { "recompose-ci": `file:${path.resolve(tarball)}` };
      await mkdir(bin, { recursive: true });
      await mkdir(member, { recursive: true });
      const files: Readonly<Record<string, string>> = {
        ".git/HEAD": "ref: refs/heads/main\n",
        "package.json": JSON.stringify({
          name: "root",
          private: true,
          workspaces: ["packages/*"],
          packageManager: `${name}@${program.replace(/.*@/, "")}`,
        }),
        ...(name === "pnpm" ? { "pnpm-workspace.yaml": pnpmSettings } : {}),
        "packages/tool/package.json": JSON.stringify({
          name: "tool",
          version: "1.0.0",
          devDependencies: dependency,
        }),
        ...setting,
      };
      for (const [file, text] of Object.entries(files)) {
        await mkdir(path.dirname(path.join(cwd, file)), { recursive: true });
        await writeFile(path.join(cwd, file), text);
      }
      await run("npm", "install", "--no-audit", "--no-fund", "--prefix", bin, program);
      const env = {
        PATH: `${path.join(bin, "node_modules/.bin")}:${process.env["PATH"]}`,
        // A lockfile changes in the first install, whatever CI wants.
        CI: "",
        YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
      };
      await run(name, ...install, { cwd, env });
      await run(name, name === "pnpm" ? "exec" : "run", "recompose", "init", { cwd: member, env });
      const greet = ["greet", "--name=you"] as const;
      expect(await run("./run", "--version", { cwd: member, env, capture: true }), version);
      expect(await run("./run", ...greet, { cwd: member, env, capture: true }), "Hello, you!");
    });
  }
}

/** What a TypeScript project has besides, in this project's versions. */
async function tools(): Promise<string[]> {
  const { devDependencies } = JSON.parse(await readFile("package.json", "utf8")) as {
    devDependencies: Record<string, string>;
  };
  return ["typescript", "@types/node"].map((name) => `${name}@${devDependencies[name]}`);
}

function expect({ stdout }: CommandResult, text: string): void {
  if (!stdout.includes(text)) throw new Error(`expected ${JSON.stringify(text)} in:\n${stdout}`);
}
