import { expect, test } from "vitest";
import { checkAudit } from "../../tasks/checks/check-audit.ts";
import { Project } from "../support/project.ts";
import { record } from "../support/terminal/session.ts";

/** Runs the task where npm prints this. */
function audited(answer: object | string, exitCode: number): ReturnType<typeof record> {
  const text = typeof answer === "string" ? answer : JSON.stringify(answer);
  const npm = `#!/bin/sh\ncat <<'END'\n${text}\nEND\nexit ${exitCode}\n`;
  const { folder } = new Project({ "bin/npm": npm });
  return record(checkAudit, {}, { env: { PATH: `${folder}/bin:${process.env["PATH"]}` } });
}

function found(total: number): object {
  return { auditReportVersion: 2, metadata: { vulnerabilities: { info: 0, low: total, total } } };
}

test("a registry that knows of no vulnerability passes, one that knows of any fails", async () => {
  expect((await audited(found(0), 0)).result).toMatchObject({ ok: true });
  const { result } = await audited(found(2), 1);
  expect(result).toMatchObject({ ok: false, error: { message: /found vulnerabilities \(2\)/ } });
});

// What npm 11 prints with --json where a mirror has no audit.
test("a registry that has no audit passes, and it is said that nothing was checked", async () => {
  const message =
    "405 Method Not Allowed - POST https://registry.npmjs.org/-/npm/v1/security/advisories/bulk";
  const { result, lines } = await audited({ message, method: "POST", statusCode: 405 }, 1);
  expect(result).toMatchObject({ ok: true });
  expect(lines.join("\n")).toContain(`NOT CHECKED, this registry answers no npm audit: ${message}`);
});

test.each([
  ["an error of the registry's", { message: "503 Service Unavailable", statusCode: 503 }],
  ["a network that is not there", { message: "request to https://r.example failed" }],
  ["what is no JSON", "npm: not today"],
  ["no answer at all", ""],
])("%s is no answer, and fails", async (_name, answer) => {
  const { result } = await audited(answer, 1);
  expect(result).toMatchObject({ ok: false, error: { message: /gave no answer/ } });
});
