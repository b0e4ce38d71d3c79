/** Text on the command line and in an app, shown by the real program. */
import { expect, test } from "vitest";
import { Project } from "../../support/project.ts";

const evil = "x\u001B]0;title\u0007\u001B[2J\u009B2J\u202Ey";
// oxlint-disable-next-line no-control-regex -- what a terminal would obey
const obeyed = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;

const app = `
import { app, automation, job, matrix, stringInput, task } from "recompose-ci";
const lint = task({ name: "lint", inputs: { os: stringInput() }, run() {} });
const ci = automation({
  name: "ci",
  jobs() {
    const all = matrix({ os: [${JSON.stringify(evil)}] });
    job(lint, { matrix: all, inputs: { os: all.os } });
  },
});
export default app({ commands: [lint], automations: [ci] });
`;

test.each([
  [[evil]],
  [["ci", `--${evil}`]],
  [["ci", "--only", evil]],
  [["ci", `--event=${evil}`]],
  [["inspect", evil]],
  [["generate-gha", "--target", evil]],
  [["help", evil]],
  [["ci", `--report=/nowhere/${evil}`, "--dry-run"]],
  [["ci", "--dry-run"]],
  [["inspect"]],
  [["inspect", "--json"]],
])("%j prints nothing that a terminal obeys", async (args) => {
  const project = new Project({ "recompose.ts": app });
  const { stdout, stderr } = await project.recompose(args);
  expect(stdout + stderr).not.toMatch(/^$|at recompose\.ts:/);
  expect(stdout + stderr).not.toMatch(obeyed);
});

test("an error on GitHub is no command", async () => {
  const project = new Project({ "recompose.ts": app });
  const { exitCode, stderr } = await project.recompose(["lint", "--os=x", "\n::error::injected"], {
    env: { GITHUB_ACTIONS: "true" },
  });
  expect(exitCode).toBe(2);
  expect(stderr).toContain("error::injected");
  expect(stderr).not.toMatch(/^\s*::/m);
});
