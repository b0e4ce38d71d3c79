/** Commands are read as they were printed. What is shown of them, and left in files, has no secret. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { WorkflowStep } from "../../../src/model/workflow.ts";
import { command, output, workflowOf } from "../workflow-builders.ts";
import { type Ran, runHere, testHost } from "../workflow-runs.ts";

const env = { T: "${{ secrets.TOKEN }}" };

function runSteps(secret: string, ...steps: readonly WorkflowStep[]): Promise<Ran> {
  return runHere(workflowOf({ a: { steps } }), { host: testHost({ TOKEN: secret }) });
}

/** The texts that reporters get, apart from the values that they have to hide. */
function shownBy({ events, folder }: Ran): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8"));
  return JSON.stringify([events.filter(({ type }) => type !== "mask"), files]);
}

describe("::add-mask:: of a value that has a secret in it", () => {
  test("hides the value, and none of its parts", async () => {
    const ran = await runSteps(
      "hunter2",
      command('echo "::add-mask::$T:PASSWORD"', { env }),
      command('echo "login $T:PASSWORD"; echo "::error::bad $T:PASSWORD"; echo PASSWORD alone', {
        env,
      }),
      command('echo "sum $T:PASSWORD" >> "$GITHUB_STEP_SUMMARY"', { env }),
    );
    expect(ran.log("a")).toContain("login ***\n##[error]bad ***\nPASSWORD alone\n");
    expect(shownBy(ran)).not.toMatch(/hunter2|\*:PASSWORD/);
    expect(shownBy(ran)).toContain("sum ***");
  });

  test("holds from the middle of the output on", async () => {
    const ran = await runSteps("hunter2", command("echo b-c; echo ::add-mask::b-c; echo b-c"));
    expect(ran.log("a")).toBe("b-c\n***\n");
  });
});

test("::set-output:: and ::save-state:: hand on the secret itself, as the file does", async () => {
  const ran = await runHere(
    workflowOf({
      a: {
        steps: [
          command('echo "::set-output name=v::$T"; echo "w=$T" >> "$GITHUB_OUTPUT"', { env }),
          command('[ "$V" = "$W" ] && [ ${#V} = 7 ]', {
            id: "compare",
            env: { V: output("v"), W: output("w") },
          }),
        ],
      },
    }),
    { host: testHost({ TOKEN: "hunter2" }) },
  );
  expect(ran.record.result).toBe("success");
  expect(shownBy(ran)).not.toContain("hunter2");
});

test.each([
  ["error", "::error::boom", "##[***]boom"],
  ["error", "::error file=error.ts::an error%0Ain lines", "##[***]***.ts an ***\nin lines"],
  ["::", "::error::a::b", "##[error]a***b"],
  ["name=", "::set-output name=v::x", ""],
  ["stop", "::stop-commands::pause\n::error::x", "::***-commands::pause\n::error::x"],
  ["::error::quiet", "::error::quiet", "##[error]***"],
  ["se,cret", "::error title=se,cret::x", "##[error]***: x"],
  ["a%0Ab", "::error::a%0Ab", "##[error]***"],
  ["p%25x", "::notice::p%25x", "##[notice]***"],
])("where %j is a secret, the line %j is the command that it is", async (secret, line, shown) => {
  const ran = await runSteps(
    secret,
    command(`cat <<'END'\n${line}\nEND\n: ${"$"}T`, { env: { ...env, CI: "true" } }),
  );
  expect(ran.log("a")).toContain(shown);
  expect(ran.log("a")).not.toContain(secret);
});

test("a message that is cut has no part of a secret at its end", async () => {
  const secret = "0123456789".repeat(3);
  const ran = await runSteps(secret, command(`printf '::error::%4080s%s\\n' '' "$T"`, { env }));
  const annotation = ran.events.find(({ type }) => type === "annotation");
  expect(annotation).toMatchObject({ message: `${" ".repeat(4080)}***` });
});

test("a secret of several lines is hidden in commands, and in lines between them", async () => {
  const ran = await runSteps(
    "first-line\nsecond-line",
    command('echo "::group::$T"; echo "$T"; echo "::warning::first-line%0Asecond-line"', { env }),
  );
  expect(shownBy(ran)).not.toMatch(/first-line|second-line/);
  expect(ran.log("a")).toContain("##[group]***\n***\n***\n***\n##[warning]***\n");
});

test("a secret that is the name of a command makes no other command of it", async () => {
  const ran = await runSteps("error", command('echo "::error::boom"; : $T', { env }));
  const annotation = ran.events.find(({ type }) => type === "annotation");
  expect(annotation).toMatchObject({ level: "error", message: "boom" });
});
