/** The scripts in the shells that they are for. */
import { spawnSync } from "node:child_process";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { Project, runScript } from "../../support/project.ts";

const app = `
import { app, artifactInput, choiceInput, task } from "recompose-ci";
console.log("loading is loud");
const deploy = task({
  name: "deploy",
  description: "It's $HOME, \\"quoted\\" and \`ticked\`",
  inputs: { env: choiceInput(["dev", "prod:eu", "prod:us", "odd one"]), wheel: artifactInput() },
  run() {},
});
const design = task({ name: "design", run() {} });
export default app({ commands: [deploy, design] });
`;

function newProject(): Project {
  return new Project({
    "recompose.ts": app,
    run: runScript(),
    "dist/a.whl": "",
    "dist/b c.whl": "",
  });
}

function hasShell(name: string): boolean {
  return spawnSync(name, ["--version"]).status === 0;
}

/** What bash would insert, given the words as bash splits them: at = and : too. */
async function inBash(project: Project, words: readonly string[], line = words.join(" ")) {
  const script = `
    source <("$1" "$2" completion bash)
    COMP_LINE=$3 COMP_POINT=\${#3}
    shift 3
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _recompose
    printf '%s\\n' "\${COMPREPLY[@]}"
  `;
  const cli = runScript().split('"')[3] ?? "";
  const args = ["--norc", "-c", script, "bash", process.execPath, cli, line, ...words];
  const { stdout, stderr } = await execa("bash", args, { cwd: project.folder });
  expect(stderr).toBe("");
  return stdout === "" ? [] : stdout.split("\n");
}

describe("in bash", () => {
  test("commands are completed, whatever the app prints while it loads", async () => {
    expect(await inBash(newProject(), ["./run", "de"])).toEqual(["deploy", "design"]);
  });

  test("a choice is completed behind =, at which bash splits words", async () => {
    const words = ["./run", "deploy", "--env", "=", "d"];
    expect(await inBash(newProject(), words, "./run deploy --env=d")).toEqual(["dev"]);
  });

  test("a choice with a colon is completed from the colon on", async () => {
    const words = ["./run", "deploy", "--env", "=", "prod", ":", "e"];
    expect(await inBash(newProject(), words, "./run deploy --env=prod:e")).toEqual(["eu"]);
  });

  test("a choice with a space is quoted", async () => {
    expect(await inBash(newProject(), ["./run", "deploy", "--env", "o"])).toEqual(["odd\\ one"]);
  });

  test("an artifact is a file", async () => {
    const words = ["./run", "deploy", "--wheel", "=", "dist/"];
    const found = await inBash(newProject(), words, "./run deploy --wheel=dist/");
    expect(found.sort()).toEqual(["dist/a.whl", "dist/b c.whl"]);
  });

  test("a program of that name with no app beside it is not started", async () => {
    const project = newProject();
    project.write({ "other/run": "#!/bin/sh\necho +started; touch started\n" });
    expect(await inBash(project, ["other/run", ""], "other/run ")).toEqual([]);
    expect(() => project.read("started")).toThrow("ENOENT");
  });

  test("a broken app completes the built-in commands, and prints no error", async () => {
    const project = newProject();
    project.write({ "recompose.ts": "this is no TypeScript" });
    expect(await inBash(project, ["./run", "doc"])).toEqual(["doctor"]);
  });
});

test.skipIf(!hasShell("fish"))("in fish, words come with their descriptions", async () => {
  const project = newProject();
  const script = `
    ./run completion fish | source
    for line in './run de' './run deploy --env=prod' './run deploy --wheel=dist/'
      complete -C $line
    end`;
  const { stdout } = await execa("fish", ["--no-config", "-c", script], { cwd: project.folder });
  expect(stdout.split("\n")).toEqual([
    'deploy\tIt\'s $HOME, "quoted" and `ticked`',
    "design",
    "--env=prod:eu",
    "--env=prod:us",
    "--wheel=dist/a.whl",
    "--wheel=dist/b c.whl",
  ]);
});

test.skipIf(!hasShell("zsh"))("in zsh, the script loads beside compinit", async () => {
  const script = `
    autoload -U compinit; compinit -u -D
    source <(./run completion zsh)
    print -- $_comps[recompose] $_comps[run]`;
  const { folder } = newProject();
  const { stdout, stderr } = await execa("zsh", ["-f", "-c", script], { cwd: folder });
  expect({ stdout, stderr }).toEqual({ stdout: "_recompose _recompose", stderr: "" });
});

test("the name of another entry point can be given", async () => {
  const { stdout } = await newProject().recompose(["completion", "bash", "./dev"]);
  expect(stdout).toMatch(/^complete -F _recompose recompose run dev$/m);
});

test("an unknown shell ends 2 and names the three", async () => {
  expect(await newProject().recompose(["completion", "fis"])).toEqual({
    exitCode: 2,
    stdout: "",
    stderr:
      'error: there is no completion for the shell "fis". It is one of "bash", "zsh" or "fish". Did you mean "fish"?\n  → recompose completion bash\n  → recompose completion zsh\n  → recompose completion fish',
  });
});

test("the hidden command prints nothing where something is wrong", async () => {
  const outcome = await new Project({}).recompose(["__complete", "no-such-command", "--x"]);
  expect(outcome).toEqual({ exitCode: 0, stdout: "", stderr: "" });
});

test("help for the commands that need no app says what is typed here", async () => {
  const { stdout } = await newProject().recompose(["doctor", "--help"]);
  expect(stdout).toContain("Usage: ./run doctor [options]");
  const elsewhere = await new Project({}).recompose(["doctor", "--help"]);
  expect(elsewhere.stdout).toContain("Usage: recompose doctor [options]");
});
