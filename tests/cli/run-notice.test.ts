import path from "node:path";
import { describe, expect, test } from "vitest";
import { Project, runScript } from "../support/project.ts";
import { hasTerminals, onTerminal } from "../support/terminal/terminal.ts";

/** The clock goes on by ten minutes when the file is there, as it does in a run that takes long. */
const app = `
import { existsSync, writeFileSync } from "node:fs";
import { app, automation, job, onWorkflowDispatch, task } from "recompose-ci";
const now = Date.now;
Date.now = () => now() + (existsSync("late") ? 600_000 : 0);
const long = task({ name: "long", run() { writeFileSync("late", ""); } });
const short = task({ name: "short", run() {} });
const fails = task({ name: "fails", secrets: ["TOKEN"], run() { writeFileSync("late", ""); throw new Error("it is bad"); } });
const ci = automation({ name: "ci", on: onWorkflowDispatch(), jobs: () => void job(long) });
export default app({ commands: [long, short, fails], automations: [ci] });
`;

/** Writes its arguments, one a line, and its environment. */
const notifier = `#!/bin/sh
printf '%s\\n' "$@" > told
env > env
`;

function newProject(): Project {
  return new Project({ "recompose.ts": app, run: runScript(), "bin/notify-send": notifier });
}

function desktop({ folder }: Project): Readonly<Record<string, string>> {
  const PATH = `${path.join(folder, "bin")}:${process.env["PATH"]}`;
  return { PATH, DISPLAY: ":0", TOKEN: "hunter2hunter2" };
}

describe.runIf(process.platform === "linux")("--notify", () => {
  test.each([
    ["long", 0, "./run long", /^succeeded after 10m 0\ds$/],
    ["fails", 1, "./run fails", /^failed after 10m 0\ds$/],
    ["ci", 0, "./run ci", /^succeeded after 10m \d\ds$/],
  ])("tells the desktop of the end of %s, without its secrets", async (name, code, title, text) => {
    const project = newProject();
    const env = desktop(project);
    const { exitCode, stderr } = await project.recompose([name, "--notify"], { env });
    expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: "" });
    const lines = project.read("told").trimEnd().split("\n");
    expect(lines.slice(0, 3)).toEqual(["--app-name=recompose", "--", title]);
    expect(lines[3]).toMatch(text);
    expect(project.read("env")).toContain("DISPLAY=:0");
    expect(project.read("env")).not.toContain("hunter2");
  });

  test("says nothing of a short run, nor without the option", async () => {
    const project = newProject();
    const env = desktop(project);
    expect(await project.recompose(["short", "--notify"], { env })).toMatchObject({ stderr: "" });
    expect(await project.recompose(["long"], { env })).toMatchObject({ stderr: "" });
    expect(() => project.read("told")).toThrow("ENOENT");
  });

  test("warns where there is nothing to ring and nobody to tell", async () => {
    const env = { DISPLAY: "", WAYLAND_DISPLAY: "", DBUS_SESSION_BUS_ADDRESS: "" };
    const { exitCode, stderr } = await newProject().recompose(["long", "--notify"], { env });
    expect(exitCode).toBe(0);
    expect(stderr).toBe(
      "warning: --notify: there is neither a terminal to ring nor a desktop to tell.",
    );
  });

  test.skipIf(!hasTerminals)("rings the terminal, once", async () => {
    const { folder } = newProject();
    const { raw } = await onTerminal("DISPLAY= ./run long --notify", folder, []);
    expect(raw.split("\u0007")).toHaveLength(2);
    expect(raw).not.toContain("warning");
  });
});
