/** Code may throw anything, in any place; the command fails with one line and is never brought down. */
import { expect, test } from "vitest";
import { Project, runScript } from "../../support/project.ts";

const thrown: Readonly<Record<string, string>> = {
  a_proxy: "new Proxy({}, new Proxy({}, { get() { throw new Error('trap'); } }))",
  an_error_behind_a_proxy:
    "new Proxy(new Error('inside'), new Proxy({}, { get() { throw new Error('trap'); } }))",
  nothing: "undefined",
  null: "null",
  a_symbol: "Symbol('sign')",
  no_prototype: "Object.create(null)",
  hostile_text: "{ toString() { throw new Error('trap'); } }",
  hostile_message:
    "Object.defineProperty(new Error('x'), 'message', { get() { throw new Error('trap'); } })",
  hostile_stack:
    "Object.defineProperty(new Error('what it says'), 'stack', { get() { throw new Error('trap'); } })",
  message_of_no_text:
    "Object.assign(new Error('x'), { message: { toString() { throw new Error('trap'); } } })",
  own_cause:
    "(() => { const error = new Error('what it says'); error.cause = error; return error; })()",
  causes_without_end:
    "new Proxy(new Error('what it says'), { get: (error, name, self) => name === 'cause' ? self : Reflect.get(error, name) })",
  wide_causes:
    "new AggregateError(Array.from({ length: 1e5 }, (_, n) => new Error('n' + n)), 'what it says')",
  errors_of_no_list: "Object.assign(new AggregateError([], 'what it says'), { errors: 3 })",
  huge_message: "new Error('what it says ' + 'x'.repeat(9e6))",
  huge_controls: "new Error('what it says ' + '\\u0001'.repeat(3e6))",
};

/** Thrown by the task, and where only the process can catch it. */
const places: Readonly<Record<string, (value: string) => string>> = {
  throws: (value) => `throw ${value};`,
  rejects: (value) => `void Promise.reject(${value}); await aborted;`,
  throws_later: (value) => `setTimeout(() => { throw ${value}; }); await aborted;`,
};

const tasks = Object.entries(thrown).flatMap(([name, value]) =>
  Object.entries(places).map(
    ([place, code]) => `task({ name: "${name}_${place}", async run(_inputs, { signal }) {
      const aborted = new Promise((resolve) => signal.addEventListener("abort", resolve));
      ${code(value)}
    } })`,
  ),
);

test.each(Object.keys(thrown))("%s that is thrown fails the task with one line", async (name) => {
  const project = new Project({
    "recompose.ts": `import { app, task } from "recompose-ci";\nexport default app({ commands: [${tasks.join(",\n")}] });`,
  });
  for (const place of Object.keys(places)) {
    const { stdout, stderr, exitCode } = await project.recompose([`${name}_${place}`]);
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 1 });
    const told = new RegExp(`^✗ ${name}_${place} \\S+ .+(?:\n  at recompose\\.ts:\\d+:\\d+)?$`);
    expect(stdout).toMatch(told);
    expect(stdout.length).toBeLessThan(100_000);
  }
});

test("an error or a line above 8 MiB in a job costs nothing but itself", async () => {
  const project = new Project({
    "recompose.ts": `
import { writeSync } from "node:fs";
import { app, automation, job, out, task } from "recompose-ci";
const long = task({ name: "long", run() {
  out("before");
  writeSync(1, "x".repeat(9 * 2 ** 20));
  out("between");
  out("y".repeat(9 * 2 ** 20));
  out("after");
  throw ${thrown["huge_controls"]};
} });
const ci = automation({ name: "ci", jobs() { job(long); } });
export default app({ entryPoint: "./run", commands: [long], automations: [ci] });`,
    run: runScript(),
  });
  const { stdout, exitCode } = await project.recompose(["ci", "--json"]);
  const events = stdout.split("\n").map((line) => JSON.parse(line) as Record<string, string>);
  const texts = events.flatMap(({ type, text = "" }) => (type === "line" ? [text] : []));
  const written = texts.join("\n");
  expect(exitCode).toBe(1);
  expect(texts).toEqual(expect.arrayContaining(["before", "between", "after"]));
  expect(written.match(/x/g)).toHaveLength(9 * 2 ** 20);
  expect(written.match(/y/g)).toHaveLength(9 * 2 ** 20);
  expect(written).not.toContain("task-finished");
  const finished = events.find(({ type }) => type === "task-finished");
  expect(finished?.["error"]).toMatch(/^what it says /);
});

test("a line that is written in a million pieces is one", async () => {
  const project = new Project({
    "recompose.ts": `
import { app, task } from "recompose-ci";
const pieces = task({ name: "pieces", run() { for (let n = 0; n < 1e6; n += 1) process.stdout.write("."); } });
export default app({ commands: [pieces] });`,
  });
  const { stdout } = await project.recompose(["pieces"]);
  expect(stdout).toMatch(/^\.{1000000}\n✓ pieces/);
});
