/** What the server starts: many at once, cancelled, ended with it, and with output of any size. */
import { existsSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { execa } from "execa";
import { expect, inject, test } from "vitest";
import { processEnd } from "../../support/process-end.ts";
import { Project, runScript } from "../../support/project.ts";
import { connect } from "./connected-client.ts";

const secret = "correct-horse-battery";

const app = `import { app, automation, job, matrix, run, stringInput, step, task } from "recompose-ci";
const wait = task({ name: "wait", inputs: { file: stringInput() }, async run({ file }) {
  await step("waiting", () => run("sh", "-c", 'trap "" INT; sleep 1000 & echo $! > "$0"; wait', file));
} });
const meet = task({ name: "meet", inputs: { mine: stringInput(), other: stringInput() }, async run({ mine, other }) {
  await run("sh", "-c", ': > "$0"; until [ -e "$1" ]; do sleep 0.05; done', mine, other);
} });
const flood = task({ name: "flood", async run() { await run("seq", "1", "100000"); } });
const wide = task({ name: "wide", async run() {
  await run("sh", "-c", "head -c 3000000 /dev/zero | tr '\\\\0' x; echo; exit 1");
} });
const leak = task({ name: "leak", secrets: ["TOKEN"], async run(_inputs, context) {
  const token = context.getSecret("TOKEN");
  console.log("console " + token);
  console.error("console " + token);
  await run("sh", "-c", 'echo "sh $TOKEN"; echo "::error::$TOKEN"');
  throw new Error("no " + token);
} });
const noisy = task({ name: "noisy", inputs: { n: stringInput() }, async run() {
  await run("sh", "-c", "for i in $(seq 1 100); do head -c 1500 /dev/zero | tr '\\\\0' x; echo; done; exit 1");
} });
const many = automation({ name: "many", jobs() {
  const m = matrix({ n: Array.from({ length: 12 }, (_, n) => String(n)) }, { failFast: false });
  job(noisy, { matrix: m, inputs: { n: m.n } });
} });
const ci = automation({ name: "ci", jobs() { job(wait, { inputs: { file: "job.pid" } }); job(leak); } });
const logs = automation({ name: "logs", jobs() { job(flood); } });
const leaks = automation({ name: "leaks", jobs() { job(leak); } });
if (process.env.BROKEN) throw new Error("broken " + process.env.TOKEN);
export default app({ commands: [wait, meet, flood, wide, leak, noisy], automations: [ci, logs, leaks, many] });
`;

const newProject = (): Project => new Project({ "recompose.ts": app, run: runScript() });

/** The id of a process that writes it into a file. */
async function processIn(project: Project, file: string): Promise<number> {
  const read = (): number =>
    existsSync(path.join(project.folder, file)) ? Number(project.read(file)) : 0;
  await expect.poll(read, { timeout: 40_000, interval: 50 }).toBeGreaterThan(0);
  return read();
}

test.each([
  ["run_task", "legacy", { name: "wait", inputs: { file: "task.pid" } }, "task.pid"],
  ["run_task", "auto", { name: "wait", inputs: { file: "task.pid" } }, "task.pid"],
  ["run_automation", "legacy", { name: "ci", only: ["wait"] }, "job.pid"],
] as const)(
  "a cancelled %s (%s) ends with all that it started",
  async (tool, mode, values, file) => {
    const project = newProject();
    const server = await connect(project, {}, { versionNegotiation: { mode } });
    const controller = new AbortController();
    const call = server.call(tool, values, { signal: controller.signal });
    const id = await processIn(project, file);
    controller.abort("enough");
    await expect(call).rejects.toThrow("enough");
    await processEnd(id);
    // The server goes on.
    expect((await server.call("list_commands", { name: "wait" })).isError).toBe(false);
  },
);

test.each([
  ["its input is closed", (end: { close: () => void }) => end.close()],
  ["it is told to end", (end: { pid: number }) => process.kill(end.pid, "SIGTERM")],
  ["it is killed", (end: { pid: number }) => process.kill(end.pid, "SIGKILL")],
])("a server ends with all that it started when %s", async (_how, end) => {
  const project = newProject();
  const server = await connect(project);
  const { pid } = server;
  const inputs = { file: "task.pid" };
  const call = server.call("run_task", { name: "wait", inputs }).then(
    () => "answered",
    () => "lost",
  );
  const id = await processIn(project, "task.pid");
  end({ pid, close: () => void server.client.close() });
  await processEnd(pid);
  await processEnd(id);
  expect(await call).toBe("lost");
});

test("several calls run at the same time", async () => {
  const server = await connect(newProject());
  const meet = (mine: string, other: string): Promise<unknown> =>
    server.call("run_task", { name: "meet", inputs: { mine, other } }).then(({ data }) => data);
  const results = await Promise.all([meet("a", "b"), meet("b", "a")]);
  expect(results).toMatchObject([{ result: "success" }, { result: "success" }]);
});

test.each([["legacy"], ["auto"]] as const)(
  "a client (%s) that asks is told how far a run is, with numbers that rise",
  async (mode) => {
    const project = newProject();
    const server = await connect(project, {}, { versionNegotiation: { mode } });
    const controller = new AbortController();
    const told: { readonly progress: number; readonly message?: string | undefined }[] = [];
    const inputs = { file: "task.pid" };
    const call = server.call(
      "run_task",
      { name: "wait", inputs },
      { signal: controller.signal, onprogress: (progress) => void told.push(progress) },
    );
    const end = call.catch(String);
    await processIn(project, "task.pid");
    // The second one comes by itself.
    await expect.poll(() => told.length, { timeout: 40_000 }).toBeGreaterThan(1);
    controller.abort("enough");
    expect(await end).toContain("enough");
    const numbers = told.map(({ progress }) => progress);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(told.at(-1)?.message).toBe("waiting");
  },
);

test("of 100,000 lines a result has the last ones, and the log has all", async () => {
  const server = await connect(newProject());
  const task = await server.call("run_task", { name: "flood", lines: 3 });
  expect(task.data).toMatchObject({ outputLines: 100_000, lastLines: "99998\n99999\n100000" });
  const all = await server.call("run_task", { name: "flood", lines: 2000 });
  expect(all.text.length).toBeLessThan(60_000);
  await server.call("run_automation", { name: "logs" });
  const { data } = await server.call("read_log", { job: "flood", lines: 2, from: 50_000 });
  const totalLines = data["totalLines"] as number;
  expect(totalLines).toBeGreaterThanOrEqual(100_000);
  expect((data["lines"] as string).split("\n")).toHaveLength(2);
  const found = await server.call("read_log", { job: "flood", containing: "77777" });
  expect(found.data["lines"]).toMatch(/^\d+: 77777$/);
  // Of more than a result has, the number is that of its first line: one can read on from there.
  const last = await server.call("read_log", { job: "flood", containing: "7", lines: 2 });
  expect(last.data["lines"]).toMatch(new RegExp(`^${last.data["from"] as number}: `));
  const long = await server.call("read_log", { job: "flood", from: 90_000, lines: 2000 });
  const longLines = (long.data["lines"] as string).split("\n");
  const next = 90_000 + longLines.length;
  const rest = await server.call("read_log", { job: "flood", from: next, lines: 1 });
  expect(long.data["from"]).toBe(90_000);
  expect(Number(rest.data["lines"])).toBe(Number(longLines.at(-1)) + 1);
  const behind = await server.call("read_log", { job: "flood", from: 1_000_000 });
  expect(behind.data).toMatchObject({ totalLines, lines: "" });
});

test("of a line of 3 MB a result has its beginning and its end", async () => {
  const server = await connect(newProject());
  const { data, text } = await server.call("run_task", { name: "wide" });
  expect(data).toMatchObject({ result: "failure" });
  expect(data["lastLines"]).toMatch(/^x+… \d+ characters …x+/);
  expect(text.length).toBeLessThan(60_000);
});

test("a page of long lines begins with the line that was asked for", async () => {
  const server = await connect(newProject());
  await server.call("run_automation", { name: "many", only: ["noisy"], lines: 0 });
  const { data } = await server.call("read_log", { job: "noisy (1)", from: 2, lines: 100 });
  const lines = data["lines"] as string;
  expect(data["from"]).toBe(2);
  // Each has 1,500 characters.
  expect(lines.split("\n").length).toBeLessThan(22);
  expect(lines.length).toBeLessThan(33_000);
});

test("of many failures a result has as much as one can read", async () => {
  const server = await connect(newProject());
  const { data, text } = await server.call("run_automation", { name: "many", lines: 2000 });
  expect(data).toMatchObject({
    counts: { failure: 12 },
    moreFailures: ["noisy (10)", "noisy (11)"],
  });
  const failures = data["failures"] as { lastLines: string }[];
  expect(failures).toHaveLength(10);
  for (const { lastLines } of failures) expect(lastLines).toMatch(/^x+\n/);
  expect(text.length).toBeLessThan(60_000);
});

test("read_run says of a run that it goes on", async () => {
  const project = newProject();
  const server = await connect(project);
  const controller = new AbortController();
  const values = { name: "ci", only: ["wait"] };
  const call = server.call("run_automation", values, { signal: controller.signal }).catch(String);
  const id = await processIn(project, "job.pid");
  const { data } = await server.call("read_run", {});
  expect(data).toMatchObject({ automation: "ci", isRunning: true, jobs: [{ job: "wait" }] });
  expect(data["result"]).toBeUndefined();
  controller.abort("enough");
  expect(await call).toContain("enough");
  await processEnd(id);
  await expect
    .poll(async () => (await server.call("read_run", {})).data, { timeout: 40_000 })
    .toMatchObject({ result: "cancelled" });
});

test("no secret is in anything that a client gets, and nothing but the protocol is on stdout", async () => {
  const project = newProject();
  const call = (id: number, name: string, values: object): object => ({
    jsonrpc: "2.0",
    id,
    method: "tools/call",
    params: { name, arguments: values, _meta: { progressToken: id } },
  });
  const client = { name: "test", version: "1" };
  const params = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: client };
  const messages = [
    { jsonrpc: "2.0", id: 1, method: "initialize", params },
    { jsonrpc: "2.0", method: "notifications/initialized" },
    call(2, "list_commands", {}),
    call(3, "run_task", { name: "leak" }),
    call(4, "run_automation", { name: "leaks" }),
    call(5, "plan_automation", { name: "leaks" }),
    call(6, "run_task", { name: secret }),
    call(7, "run_task", { name: "wait", inputs: { file: 1, [secret]: secret } }),
  ];
  const answers = async (env: Record<string, string>, some: readonly object[]): Promise<string> => {
    const server = execa(process.execPath, [inject("recomposeCli"), "mcp"], {
      cwd: project.folder,
      env: { TOKEN: secret, ...env },
      buffer: false,
    });
    let text = "";
    server.stdin.write(some.map((message) => `${JSON.stringify(message)}\n`).join(""));
    const wanted = some.filter((message) => "id" in message).length;
    server.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.match(/^\{"result":/gm)?.length === wanted) server.stdin.end();
    });
    expect((await server).exitCode).toBe(0);
    return text;
  };
  const text = await answers({}, messages);
  const lines = text.trimEnd().split("\n");
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ jsonrpc: "2.0" });
  expect(text).not.toContain(secret);
  expect(text).toContain("sh ***");
  expect(text).toContain('"secrets":["TOKEN"]');
});

test("an app that fails with a secret in its error has none in the client's", async () => {
  const project = newProject();
  project.write({ "secrets.toml": `WRONG = 1\nKNOWN = "${secret}"` });
  const server = await connect(project, {
    RECOMPOSE_SECRETS_FILE: path.join(project.folder, "secrets.toml"),
    DEPLOY: "to-the-moon",
    API_TOKEN: "abcdefgh",
  });
  const withError = (variable: string): string =>
    `${app}\nthrow new Error("broken " + ${variable});`;
  // Neither what the file has nor what has such a name needs a declaration.
  project.write({ "recompose.ts": withError(`"${secret} " + process.env.API_TOKEN`) });
  expect((await server.call("list_commands", {})).text).toContain("broken *** ***");
  // Of any other, its declaration was read while the app was well.
  project.write({ "recompose.ts": app.replaceAll("TOKEN", "DEPLOY") });
  await server.call("list_commands", {});
  project.write({ "recompose.ts": withError("process.env.DEPLOY") });
  expect((await server.call("list_commands", {})).text).toContain("broken ***");
});

test("read_log reads nothing but logs of runs of this project", async () => {
  const project = newProject();
  const server = await connect(project);
  await server.call("run_automation", { name: "leaks" });
  project.write({ ".recompose/other/run.json": '{"jobs":[]}', "private.txt": "private" });
  for (const run of ["../other", "/etc", "..", ".", "", "latest/../../other"]) {
    const { text } = await server.call("read_log", { run, job: "leak" });
    expect(text).toContain(`there is no run ${JSON.stringify(run)}`);
  }
  for (const job of ["../../../private.txt", "jobs/leak.log", "/etc/passwd"]) {
    const { text } = await server.call("read_log", { job });
    expect(text).toContain(`has no job ${JSON.stringify(job)}`);
  }
  const runFile = path.join(project.folder, ".recompose/runs/latest/run.json");
  const record = project.read(".recompose/runs/latest/run.json");
  writeFileSync(runFile, record.replace("jobs/leak.log", "../../../private.txt"));
  const outside = await server.call("read_log", { job: "leak" });
  expect(outside.text).toContain("is not there any more");
  writeFileSync(runFile, record);
  const log = path.join(project.folder, ".recompose/runs/latest/jobs/leak.log");
  rmSync(log);
  symlinkSync(path.join(project.folder, "private.txt"), log);
  expect((await server.call("read_log", { job: "leak" })).text).toContain("is not there any more");
  const run = await server.call("read_run", {});
  expect(run.text).not.toContain("private");
});
