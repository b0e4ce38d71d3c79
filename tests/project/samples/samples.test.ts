import { expect, test } from "vitest";
import { factsOf } from "../project-files.ts";
import { samples } from "./samples.ts";

test.each(samples)(
  "a project of $name has its checks, and nothing to be noted",
  ({ files, lockfile, checks: expected }) => {
    const lock = lockfile === undefined ? {} : { [lockfile]: "" };
    const { parts, notes } = factsOf({ ...files, ...lock });
    const checks = parts.flatMap((part) => part.checks);
    expect(
      Object.fromEntries(checks.map(({ name, command }) => [name, command.join(" ")])),
    ).toEqual(expected);
    expect(notes).toEqual([]);
  },
);
