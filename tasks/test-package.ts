import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
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
  await step("run a task", async () => {
    expect(await recompose("greet", "--name=it's me"), "Hello, it's me!");
  });
  await step("run an automation", async () => {
    expect(await recompose("hello"), "2 jobs succeeded");
  });
  await step("generate-gha", async () => {
    await recompose("generate-gha");
    const workflow = await readFile(path.join(cwd, ".github/workflows/hello.yml"), "utf8");
    if (!workflow.includes("run: npx recompose greet --name=")) {
      throw new Error(`hello.yml does not call the task:\n${workflow}`);
    }
  });
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
