import { expect, test } from "vitest";
import { changeFile } from "../../../tasks/release/change.ts";
import { release } from "../../../tasks/release/release.ts";
import { record } from "../../support/terminal/session.ts";

test("nothing is published from here, and it is said what to type instead", async () => {
  const { result, events } = await record(release, { dryRun: false, anyTime: false });
  const message = expect.stringMatching(/^nothing is published from here: .*release --dry-run/);
  expect(result).toMatchObject({ ok: false, error: { message: message as unknown } });
  // Not even built.
  expect(events.map(({ type }) => type)).toEqual(["task-started", "task-finished"]);
});

test("the file of a change is named after what it is about", () => {
  expect(changeFile("Pause at a failing step (`--pause`)")).toBe(
    ".changeset/pause-at-a-failing-step-pause.md",
  );
  expect(changeFile("../../x")).toBe(".changeset/x.md");
  expect(() => changeFile("…")).toThrow("--about needs letters");
});
