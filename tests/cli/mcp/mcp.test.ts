/** `./run mcp`, as an agent uses it. */
import { existsSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { Project, runScript } from "../../support/project.ts";
import { hasTerminals, onTerminal } from "../../support/terminal/terminal.ts";
import { connect } from "./connected-client.ts";

const app = `import { app, artifactInput, automation, boolInput, choiceInput, job, numberInput, onPush, onWorkflowDispatch, restInput, run, stringInput, task } from "recompose-ci";
console.log("[1, 2] the app is loaded");
console.log('{"type":"line","message":"a logger"}');
const lint = task({ name: "lint", description: "Look at it", run() { console.log("looked"); } });
const pack = task({
  name: "pack_all",
  inputs: {
    level: choiceInput(["debug", "release"], { default: "debug" }),
    tag: stringInput({ description: "what to call it" }),
    count: numberInput({ default: 1 }),
    is_dry: boolInput(),
    file: artifactInput(),
    words: restInput(),
  },
  outputs: ["version"],
  artifacts: ["file"],
  run({ level, tag, count, is_dry, file, words }, context) {
    console.log(JSON.stringify([level, tag, count, is_dry, file.path.endsWith("/recompose.ts"), words]));
    context.setOutput("version", tag);
    context.saveArtifact("file", file.path);
  },
});
const broken = task({ name: "broken", async run() {
  await run("sh", "-c", "echo '::error file=a.ts,line=3::no such thing'; echo before; exit 3");
} });
const ci = automation({ name: "ci", on: [onPush(), onWorkflowDispatch()], inputs: { deep: boolInput() }, jobs({ deep }) {
  const linted = job(lint);
  job(broken, { needs: [linted], condition: deep });
  job("mac", { runsOn: "macos-latest", steps: [lint] });
} });
export default app({ commands: [lint, pack, broken], automations: [ci] });
`;

const newProject = (): Project => new Project({ "recompose.ts": app, run: runScript() });

test("a client learns what the server is, and of tools that say what they may do", async () => {
  const { client } = await connect(newProject());
  expect(client.getServerVersion()).toMatchObject({ name: "recompose" });
  expect(client.getInstructions()).toContain("list_commands");
  const { tools } = await client.listTools();
  expect(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint])).toEqual([
    ["list_commands", true],
    ["run_task", false],
    ["run_automation", false],
    ["plan_automation", true],
    ["read_run", true],
    ["read_log", true],
  ]);
  for (const { name, description, inputSchema, annotations } of tools) {
    expect(description?.length).toBeGreaterThan(50);
    expect(annotations?.destructiveHint).toBe(name.startsWith("run_"));
    const properties = Object.values(inputSchema.properties ?? {}) as { description?: string }[];
    expect(properties.every((property) => property.description !== undefined)).toBe(true);
    new Ajv2020().compile(inputSchema);
  }
});

test.each([["legacy"], ["auto"]] as const)(
  "a client that negotiates as %s gets results",
  async (mode) => {
    const { client } = await connect(newProject(), {}, { versionNegotiation: { mode } });
    const result = await client.callTool({ name: "run_task", arguments: { name: "lint" } });
    expect(result.structuredContent).toMatchObject({ result: "success", lastLines: "looked" });
  },
);

test("list_commands has inputs as JSON Schemas that accept what a run takes", async () => {
  const server = await connect(newProject());
  const { data } = await server.call("list_commands", {});
  const [lint, pack] = data["tasks"] as { name: string; inputs?: object }[];
  expect(lint).toEqual({ name: "lint", description: "Look at it", automations: ["ci"] });
  expect(pack).toMatchObject({ name: "pack_all", outputs: ["version"], artifacts: ["file"] });
  const inputs = {
    tag: "a b",
    file: "recompose.ts",
    words: ["-x", "$(y)"],
    count: 2,
    is_dry: true,
  };
  const accepts = new Ajv2020().compile(pack?.inputs ?? false);
  expect(accepts(inputs)).toBe(true);
  expect(accepts({ ...inputs, level: "relase" })).toBe(false);
  expect(accepts({ ...inputs, more: 1 })).toBe(false);
  expect(accepts({ file: "recompose.ts" })).toBe(false);
  expect(data["automations"]).toMatchObject([
    {
      name: "ci",
      triggers: ["push", "workflow_dispatch"],
      inputs: { properties: { deep: { type: "boolean", default: false } } },
      jobs: [{ id: "lint", task: "lint" }, { id: "broken", needs: ["lint"] }, { id: "mac" }],
    },
  ]);
  const run = await server.call("run_task", { name: "pack-all", inputs });
  expect(run.data).toMatchObject({
    task: "pack_all",
    result: "success",
    outputs: { version: "a b" },
    lastLines: JSON.stringify(["debug", "a b", 2, true, true, ["-x", "$(y)"]]),
  });
  expect((await server.call("list_commands", { name: "pack-all" })).data).toMatchObject({
    tasks: [{ name: "pack_all" }],
    automations: [],
  });
});

test("a task that fails is a result with what it said, and no error of the call", async () => {
  const server = await connect(newProject());
  const { data, isError } = await server.call("run_task", { name: "broken", lines: 1 });
  expect(isError).toBe(false);
  expect(data).toMatchObject({
    result: "failure",
    outputLines: 2,
    lastLines: "before",
  });
  expect(data["error"]).toContain("exited with code 3");
});

test("a run of an automation has its failures with the end of their logs, which can be read on", async () => {
  const server = await connect(newProject());
  const { data } = await server.call("run_automation", { name: "ci", inputs: { deep: true } });
  expect(data).toMatchObject({
    automation: "ci",
    result: "failure",
    inputs: { deep: true },
    counts: { success: 1, failure: 1, elsewhere: 1 },
    failures: [{ job: "broken", exitCode: 1 }],
  });
  const [failure] = data["failures"] as { log: string; lastLines: string }[];
  expect(failure?.lastLines).toContain("before");
  expect(existsSync(failure?.log ?? "")).toBe(true);
  const { annotations, ...others } = data;
  expect(annotations).toEqual([
    { job: "broken", level: "error", message: "no such thing", file: "a.ts", line: 3 },
  ]);
  expect((await server.call("read_run", {})).data).toEqual(others);
  const run = data["run"] as string;
  const log = await server.call("read_log", { run, job: "broken", containing: "before" });
  expect(log.data).toMatchObject({ run, job: "broken", log: failure?.log });
  expect(log.data["lines"]).toMatch(/^\d+: before$/m);
  const only = await server.call("run_automation", { name: "ci", only: ["lint"], event: "push" });
  expect(only.data).toMatchObject({ result: "success", event: "push", jobs: [{ job: "lint" }] });
});

test("plan_automation says what would run, and runs nothing", async () => {
  const project = newProject();
  const server = await connect(project);
  const { data } = await server.call("plan_automation", { name: "ci", event: "push" });
  expect(data).toMatchObject({
    automation: "ci",
    event: "push",
    jobs: [
      { id: "lint", legs: [{ steps: [{ text: "./run lint" }] }] },
      { id: "mac", legs: [{ runsOn: ["macos-latest"] }] },
      { id: "broken", condition: { value: "false" } },
    ],
  });
  const [, mac] = data["jobs"] as { legs: { notRun?: string }[] }[];
  expect(mac?.legs[0]?.notRun).toContain("macos-latest");
  expect(existsSync(path.join(project.folder, ".recompose/runs"))).toBe(false);
  expect((await server.call("read_run", {})).text).toContain("call run_automation");
});

test.each([
  ["run_task", {}, 'name is a text, such as "…", and is required.'],
  ["run_task", { nam: "lint" }, 'run_task has no argument "nam". Did you mean "name"?'],
  ["run_task", { name: "lnt" }, 'there is no task or automation "lnt". Did you mean "lint"?'],
  ["run_task", { name: "ci" }, '"ci" is an automation.\n  → call run_automation with its name'],
  ["run_automation", { name: "lint" }, '"lint" is a task.\n  → call run_task'],
  ["run_task", { name: "lint", inputs: { a: 1 } }, 'the task "lint" has no input "a".'],
  ["run_task", { name: "lint", inputs: [] }, "inputs is an object, not []."],
  ["run_task", { name: "pack_all" }, 'the task "pack_all" needs "tag", a text; "file", the path'],
  [
    "run_task",
    { name: "pack_all", inputs: { tag: 1, file: "x" } },
    'the input "tag" is a text, not 1.\n  → "inputs": {"tag":"…"}',
  ],
  [
    "run_task",
    { name: "pack_all", inputs: { tag: "a", file: "x", level: "relase" } },
    'the input "level" is one of "debug" or "release", not "relase". Did you mean "release"?',
  ],
  ["run_task", { name: "lint", lines: -1 }, "lines is a whole number from 0 to 2000, not -1."],
  ["run_task", { name: "lint\0" }, 'name is a text, not "lint\\u0000".'],
  ["run_automation", { name: "ci", only: ["\0"] }, 'only is a list of texts, such as ["…"]'],
  [
    "run_task",
    { name: "pack_all", inputs: { tag: "a", file: "x", words: ["\0"] } },
    'the input "words" is a list of texts, not ["\\u0000"]',
  ],
  ["run_automation", { name: "ci", only: "lint" }, 'only is a list of texts, such as ["…"]'],
  ["run_automation", { name: "ci", only: ["lnt"] }, 'Did you mean "lint"?'],
  ["plan_automation", { name: "ci", event: "issues" }, '"issues"'],
  ["list_commands", { name: "packall" }, 'there is no task or automation "packall".'],
])("%s with %j says what to pass", async (tool, values, message) => {
  const server = await connect(newProject());
  const { text, isError } = await server.call(tool, values);
  expect(text).toContain(message);
  expect(isError).toBe(true);
});

test("an input that is too long for a command line is refused in words", async () => {
  const server = await connect(newProject());
  const inputs = { tag: "a".repeat(3_000_000), file: "x" };
  const { text, isError } = await server.call("run_task", { name: "pack_all", inputs });
  expect(text).toContain("the inputs are too long for a command line.\n  → write a long text into");
  expect(isError).toBe(true);
});

test("a tool that is not there is an error of the protocol", async () => {
  const server = await connect(newProject());
  await expect(server.call("run_shell", {})).rejects.toThrow("run_shell");
});

test("an app with a mistake is told of, and used once it is mended, without another server", async () => {
  const project = new Project({ "recompose.ts": `${app}\nnonsense();`, run: runScript() });
  const server = await connect(project);
  const broken = await server.call("list_commands", {});
  expect(broken).toMatchObject({ isError: true });
  expect(broken.text).toContain("nonsense is not defined");
  expect((await server.call("run_task", { name: "lint" })).text).toContain("nonsense");
  project.write({ "recompose.ts": app });
  expect((await server.call("run_task", { name: "lint" })).data).toMatchObject({
    lastLines: "looked",
  });
  project.write({ "recompose.ts": app.replace('name: "lint"', 'name: "look"') });
  expect((await server.call("run_task", { name: "lint" })).text).toContain('"look"');
});

test("--project is a folder of the project, for clients that start a server elsewhere", async () => {
  const project = newProject();
  const elsewhere = new Project({});
  const server = await connect(elsewhere, {}, {}, ["--project", project.folder]);
  expect((await server.call("run_task", { name: "lint" })).data).toMatchObject({
    result: "success",
  });
  const lost = await connect(elsewhere);
  expect((await lost.call("list_commands", {})).text).toContain("there is no recompose.ts");
  const { stderr, exitCode } = await elsewhere.recompose(["mcp", "--project=gone"]);
  expect(stderr).toContain("there is no folder");
  expect(exitCode).toBe(2);
});

test.skipIf(!hasTerminals)("on a terminal it says who starts it", async () => {
  const { screen, exitCode } = await onTerminal("./run mcp", newProject().folder, []);
  expect(screen).toContain("claude mcp add --scope project recompose -- ./run mcp");
  expect(exitCode).toBe(2);
});
