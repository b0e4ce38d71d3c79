/** What a run of a job of steps leaves in its folder, and says. */
import { expect, test } from "vitest";
import type { RunRecord } from "../../../src/events/event.ts";
import { Project } from "../../support/project.ts";

const app = `
import { app, automation, job, secret, shell } from "recompose-ci";
export default app({ commands: [], automations: [automation({ name: "ci", jobs() {
  job("image", { steps: [
    shell("exit 7", { name: "May fail", continueOnError: true }),
    shell("echo '# own' >> $GITHUB_STEP_SUMMARY; echo hunter_2_hunter"),
    shell("true", { name: "x".repeat(48) + " hunter_2_hunter", env: { TOKEN: secret("TOKEN") } }),
    shell("exit 3", { name: "Fails with hunter_2_hunter" }),
  ] });
} })] });`;

const env = { TOKEN: "hunter_2_hunter" };

test("a run keeps a table of steps, and the exit code of the step that failed, without secrets", async () => {
  const project = new Project({ "recompose.ts": app });
  const { stdout } = await project.recompose(["ci"], { env });
  const summary = project.read(".recompose/runs/latest/summary.md");
  expect(summary).toContain("✗ image: 4 steps, 1 failed, 1 failed and tolerated</summary>");
  expect(summary).toMatch(/<\/details>\n\n# own\n$/);
  const text = project.read(".recompose/runs/latest/run.json");
  const { jobs } = JSON.parse(text) as RunRecord;
  expect(jobs[0]).toMatchObject({
    exitCode: 3,
    reason: expect.stringContaining("Fails with ***:"),
  });
  for (const shown of [stdout, summary, text]) {
    expect(shown).toMatch(/\*\*\*|(?:\\\*){3}/);
    expect(shown).not.toContain("hunter");
  }
});

test("an exit code that a job tolerates is not that of the job", async () => {
  const fine = app.replace("exit 3", "exit 0");
  const project = new Project({ "recompose.ts": fine });
  const { exitCode } = await project.recompose(["ci"], { env });
  const { jobs } = JSON.parse(project.read(".recompose/runs/latest/run.json")) as RunRecord;
  expect({ exitCode, own: jobs[0]?.exitCode }).toEqual({ exitCode: 0, own: 0 });
});
