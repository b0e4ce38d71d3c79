import { chmodSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { err, out, run, setOutput, step, task } from "../../src/index.ts";
import { Project } from "../support/project.ts";
import { record, type Recorded } from "../support/terminal/session.ts";

const printsToken = task({
  name: "publish",
  secrets: ["TOKEN"],
  run(_inputs, context) {
    return context.getSecret("TOKEN");
  },
});

function secretsFile(content: string, mode = 0o600): Record<string, string> {
  const project = new Project({ "secrets.toml": content });
  const file = path.join(project.folder, "secrets.toml");
  chmodSync(file, mode);
  return { PATH: process.env["PATH"] ?? "", HOME: "/nowhere", RECOMPOSE_SECRETS_FILE: file };
}

describe("a secret", () => {
  test("comes from the environment first", async () => {
    const env = { ...secretsFile(`TOKEN = "from the file"`), TOKEN: "from the environment" };
    expect((await record(printsToken, {}, { env })).result.value).toBe("from the environment");
  });

  test("comes from the file where the environment has none, or an empty one as GitHub sets it", async () => {
    const env = { ...secretsFile(`TOKEN = "from the file"`), TOKEN: "" };
    expect((await record(printsToken, {}, { env })).result.value).toBe("from the file");
  });

  test("comes from ~/.recompose/secrets.toml by default", async () => {
    const home = new Project({ ".recompose/secrets.toml": `TOKEN = "at home"` });
    const { result } = await record(printsToken, {}, { env: { HOME: home.folder } });
    expect(result.value).toBe("at home");
  });

  test("that is nowhere fails the task that asks for it, saying where it was looked for", async () => {
    const { result } = await record(printsToken);
    expect(result.error?.message).toBe(
      'task "publish" needs the secret "TOKEN", which is neither in the environment nor in /nowhere/.recompose/secrets.toml.',
    );
  });

  test("that the task does not declare cannot be had, although the file has it", async () => {
    const asks = task({
      name: "asks",
      secrets: ["TOKEN"],
      run: (_inputs, context) => context.getSecret("OTHER" as "TOKEN"),
    });
    const { result } = await record(asks, {}, { env: secretsFile(`OTHER = "x"`) });
    expect(result.error?.message).toBe(
      'task "asks" does not declare the secret "OTHER". Its secrets are "TOKEN".',
    );
  });

  test("of another type than string is an error that does not show it", async () => {
    const { result } = await record(printsToken, {}, { env: secretsFile("TOKEN = 8341") });
    expect(result.error?.message).toMatch(/secrets\.toml: the secret "TOKEN" is not a string\.$/);
  });

  test("in a file that is no TOML is an error with line and column, and nothing of the file", async () => {
    const env = secretsFile(`A = "fine"\nTOKEN = "hunter2\n`);
    const { result } = await record(printsToken, {}, { env });
    expect(result.error?.message).toMatch(/secrets\.toml:2:\d+ is not valid TOML/);
    expect(result.error?.message).not.toContain("hunter2");
  });

  test("in a file that others can read is used, with a warning", async () => {
    const { result, lines } = await record(
      printsToken,
      {},
      {
        env: secretsFile(`TOKEN = "x1y2"`, 0o644),
      },
    );
    expect(result.ok).toBe(true);
    expect(lines).toEqual([
      expect.stringMatching(/^publish │ warning: other users can read .*chmod 600/),
    ]);
  });

  test("of the file reaches the task's programs only if it is declared", async () => {
    const task_ = task({
      name: "t",
      secrets: ["TOKEN"],
      async run() {
        const { stdout } = await run("env", { capture: true });
        return stdout.split("\n").filter((line) => /^(?:TOKEN|OTHER)=/.test(line));
      },
    });
    const env = secretsFile(`TOKEN = "for the program"\nOTHER = "not for it"`);
    expect((await record(task_, {}, { env })).result.value).toEqual(["TOKEN=for the program"]);
  });
});

describe("the value of a secret is masked", () => {
  const value = "s3cr3t value\nwith lines";
  const leaks = task({
    name: "leaks",
    secrets: ["TOKEN"],
    outputs: ["leaked"],
    async run(_inputs, context) {
      const token = context.getSecret("TOKEN");
      out(`out ${token}`);
      await step("step", () => out("with lines"));
      // The program writes it in two pieces.
      const script = `process.stdout.write("piece s3cr3"); setTimeout(() => console.log("t value"), 50)`;
      await run("node", "-e", script);
      await run("node", "-e", `console.log(encodeURIComponent(process.env.TOKEN))`);
      await run("node", "-e", `console.log(JSON.stringify({ token: process.env.TOKEN }))`);
      await run(
        "node",
        "-e",
        `console.log(Buffer.from("xy" + process.env.TOKEN).toString("base64"))`,
      );
      await run("false", token, { check: false });
      setOutput("leaked", token);
      return err(`failed with ${token}`);
    },
  });
  let recorded: Recorded;

  test("in lines, steps, what programs print in pieces or encoded, outputs and errors", async () => {
    recorded = await record(leaks, {}, { env: { PATH: process.env["PATH"], TOKEN: value } });
    const shown = recorded.events.filter((event) => event.type !== "mask");
    const text = JSON.stringify(shown);
    expect(text).not.toMatch(/s3cr3t|with lines|with%20lines/);
    expect(text).not.toContain(Buffer.from(value).toString("base64").slice(4, -4));
    expect(recorded.lines).toContain("leaks │ piece ***");
    expect(recorded.finished).toMatchObject({
      error: "failed with ***",
      outputs: { leaked: "***" },
    });
  });

  test("but code gets it whole", () => {
    expect(recorded.result.outputs["leaked"]).toBe(value);
  });
});

test("a command that fails does not show a secret among its arguments", async () => {
  const fails = task({
    name: "fails",
    secrets: ["TOKEN"],
    run: async (_inputs, context) =>
      void (await run("false", `--token=${context.getSecret("TOKEN")}`)),
  });
  const env = { PATH: process.env["PATH"], TOKEN: "it's'secret" };
  const { finished } = await record(fails, {}, { env });
  expect(finished.error).not.toContain("secret");
  expect(finished.stack).not.toContain("it's");
});

test("the warning about a file that others can read comes once, whoever reads it", async () => {
  const reads = (name: string) =>
    task({ name, secrets: ["TOKEN"], run: (_inputs, { getSecret: get }) => void get("TOKEN") });
  const [a, b] = [reads("a"), reads("b")];
  const both = task({ name: "both", run: async () => void (await Promise.all([a(), b()])) });
  const { lines } = await record(both, {}, { env: secretsFile(`TOKEN = "x1y2"`, 0o644) });
  expect(lines.filter((line) => line.includes("warning:"))).toHaveLength(1);
});

test("a secret in the name of a step is masked", async () => {
  const names = task({
    name: "names",
    secrets: ["TOKEN"],
    run: (_inputs, context) => step(`with ${context.getSecret("TOKEN")}`, () => out("here")),
  });
  const { events } = await record(names, {}, { env: { TOKEN: "hunter22" } });
  const shown = events.filter(({ type }) => type !== "mask");
  expect(JSON.stringify(shown)).not.toContain("hunter22");
});

test("::add-mask:: of a program hides the value from then on, and the line itself is not shown", async () => {
  const masks = task({
    name: "masks",
    async run() {
      await run("echo", "::add-mask::very private");
      out("this is very private");
    },
  });
  expect((await record(masks)).lines).toEqual(["masks │ this is ***"]);
});

test("::add-mask:: of a value that has a secret in it hides the value, and none of its parts", async () => {
  const masks = task({
    name: "masks",
    secrets: ["TOKEN"],
    async run(_inputs, context) {
      const token = context.getSecret("TOKEN");
      await run("echo", `::add-mask::${token}:PASSWORD`);
      out(`login ${token}:PASSWORD, PASSWORD alone`);
    },
  });
  const { lines } = await record(masks, {}, { env: { TOKEN: "hunter22" } });
  expect(lines).toEqual(["masks │ login ***, PASSWORD alone"]);
});
