import { describe, expect, test } from "vitest";
import { check } from "../../checked-text.ts";
import { statementsText } from "../plan-text.ts";

function imported(steps: string): ReturnType<typeof check> & { readonly text: string } {
  const checked = check(
    `on: push\njobs:\n  a:\n    runs-on: [self-hosted, a]\n    steps:\n${steps}`,
  );
  return { ...checked, text: statementsText(checked.plan.statements) };
}

describe("a step that cannot be said leaves one that fails in its place", () => {
  test("which runs when that would, with its name, its id and its variables", () => {
    const { text, lost, refused } = imported(`
      - run: 'print("\${{ github.head_ref }}")'
        shell: python -X utf8 {0} --more
        name: Title
        id: title
        if: failure()
        env: { A: 1 }
        continue-on-error: true
      - run: echo "$T"
        env: { T: "\${{ steps.title.outcome }}" }
`);
    expect(refused).toEqual([]);
    expect(lost.map(({ path }) => path)).toEqual([["jobs", "a", "steps", 0]]);
    expect(text).toContain(`const title = shell("exit 1 # not imported", {
  name: "Title",
  id: "title",
  if: failure(),
  env: { A: 1 },
  continueOnError: true,
});`);
    expect(text).toContain("env: { T: title.outcome }");
  });

  test("which is named by its command", () => {
    const { text } = imported(
      `      - { run: "nu ${'"${{ github.head_ref }}"'.replaceAll('"', "'")}\\nmore", shell: "nu {0}" }\n`,
    );
    expect(text).toContain(`shell("exit 1 # not imported", { name: "Not imported: nu '…'" })`);
  });

  test("and says which keys it has instead of a command", () => {
    const { lost } = imported("      - { name: A, script: make }\n");
    expect(lost[0]?.reason).toBe("it has neither `uses` nor `run`, but `script`");
  });
});
