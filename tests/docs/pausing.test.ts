/** docs/run/pausing.md shows what its example prints. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Project, runScript } from "../support/project.ts";
import { hasTerminals, keys, onTerminal } from "../support/terminal/terminal.ts";

const text = readFileSync("docs/run/pausing.md", "utf8");

function block(language: string, containing: string): string {
  const blocks = [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)];
  const found = blocks.find(([, own, body = ""]) => own === language && body.includes(containing));
  return found?.[2] ?? "";
}

/** Without what differs from run to run, and from terminal to terminal. */
function lines(screen: string, folder: string): readonly string[] {
  return screen
    .replaceAll(folder, "/home/me/tool")
    .replaceAll(/\d{8}T\d{9}-\w{4}/g, "ID")
    .split(/\r*\n/)
    .map((line) => line.replaceAll("\r", "").trimEnd())
    .filter((line) => line !== "");
}

test.skipIf(!hasTerminals)(
  "the question, the shell and the end of the run are as they are shown (needs util-linux's script)",
  async () => {
    const project = new Project({
      "recompose.ts": block("ts", "export default"),
      run: runScript(),
      ".gitignore": ".recompose\nnode_modules\n",
    });
    const shell = block("text", "stopped tool");
    const typed = /^stopped tool \$ (echo .*)$/m.exec(shell)?.[1] ?? "";
    const { screen, exitCode } = await onTerminal(
      block("sh", "--pause").trim(),
      project.folder,
      [
        { see: "meanwhile: lint", type: "s" },
        { see: "stopped", type: `${typed}${keys.enter}` },
        { see: "http://localhost:8080 test true", type: `exit${keys.enter}` },
        { see: "q cancel", type: "i" },
      ],
      60_000,
    );
    const shown = lines(screen, project.folder);
    const question = lines(block("text", "run again"), "/home/me/tool");
    const first = shown.indexOf(question[0] ?? "");
    expect(shown.slice(first, first + question.length)).toEqual(question);
    const answer = shell.split("\n")[1];
    expect(shown).toContain(answer);
    expect(shown.at(-1)).toBe(block("text", "you said so").trim());
    expect(exitCode).toBe(0);
  },
);
