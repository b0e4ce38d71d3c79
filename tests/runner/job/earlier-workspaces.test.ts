import { existsSync, mkdirSync, utimesSync } from "node:fs";
import path from "node:path";
import { execa } from "execa";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { processIdentity } from "../../../src/host/processes/process-identity.ts";
import { trackingPrefix, trackingVariable } from "../../../src/runner/step/tracking.ts";
import { openWorkspaces, ownTemp } from "./open-workspaces.ts";

let temp = "";
beforeEach(() => {
  temp = ownTemp();
});

describe("what an earlier run has left", () => {
  const [id = "", started = "", place = ""] = processIdentity().split("-");
  // Process ids end at 2 ** 22 on Linux.
  const ended = `99999999-${started}-${place}`;
  const elsewhere = `${id}-${started}-elsewhere`;
  const aDay = 24 * 60 * 60 * 1000;

  function left(name: string, age = 0): string {
    const folder = path.join(temp, name);
    mkdirSync(path.join(folder, "jobs"), { recursive: true });
    const time = new Date(now - age);
    utimesSync(folder, time, time);
    return folder;
  }
  const now = Date.UTC(2026, 0, 10);

  test.each<[what: string, name: string, age: number, stays: boolean]>([
    ["goes, where its process has ended", `recompose-run-${ended}-x`, 0, false],
    ["stays, where its process runs", `recompose-run-${processIdentity()}-x`, 2 * aDay, true],
    ["stays, where its process is of elsewhere", `recompose-run-${elsewhere}-x`, aDay - 1, true],
    ["goes, where that was a day ago", `recompose-run-${elsewhere}-x`, aDay, false],
    ["stays, where it is of somebody else", "recompose-run-x", 2 * aDay, true],
    ["stays, where its name only has that of a run", `x-recompose-run-${ended}-x`, 2 * aDay, true],
  ])("%s", (_what, name, age, stays) => {
    const folder = left(name, age);
    openWorkspaces({ now });
    expect(existsSync(folder)).toBe(stays);
  });

  test("goes with the processes that still run in it, and with no others", async () => {
    const start = (owner: string) =>
      execa("sleep", ["1000"], {
        env: { [trackingVariable]: `${trackingPrefix(owner)}x` },
        reject: false,
      });
    const other = start(`${ended}0`);
    const own = start(ended);
    onTestFinished(async () => {
      other.kill("SIGKILL");
      await other;
    });
    await Promise.all(
      [other, own].map((each) => new Promise((resolve) => each.once("spawn", resolve))),
    );
    left(`recompose-run-${ended}-x`);
    openWorkspaces({ now });
    if (process.platform !== "linux") own.kill("SIGKILL");
    expect((await own).signal).toBe("SIGKILL");
    expect(other.exitCode ?? other.signalCode).toBe(null);
  });
});
