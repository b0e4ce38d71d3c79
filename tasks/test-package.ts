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
  },
  async run({ package: tarball, version }) {
    const folder = await mkdtemp(path.join(tmpdir(), "recompose-package-"));
    try {
      await useAsNewcomer(folder, tarball.path, version);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});

async function useAsNewcomer(cwd: string, tarball: string, version: string): Promise<void> {
  const recompose = (...args: string[]): Promise<CommandResult> =>
    run("npx", "--no-install", "recompose", ...args, { cwd, capture: true });
  await step("install", async () => {
    await writeFile(
      path.join(cwd, "package.json"),
      JSON.stringify({ name: "newcomer", type: "module" }),
    );
    await run("npm", "install", "--no-audit", "--no-fund", tarball, ...(await tools()), { cwd });
    expect(await recompose("--version"), version);
  });
  await step("type-check", async () => {
    await cp("tests/package", cwd, { recursive: true });
    await run("npx", "--no-install", "tsc", { cwd });
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
