/** Takes the pictures of docs/images from a run on a terminal. */
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { boolInput, err, out, step, task } from "recompose-ci";
import { steady } from "./pictures/steady.ts";
import { svgOf } from "./pictures/svg.ts";
import { type Screen, TerminalRun } from "./pictures/terminal-run.ts";

const size = { columns: 80, rows: 30 };
const longest = 60_000;

/** What is there when the first picture is taken: then only what waits for it still runs, and the last row is drawn. */
const during = [
  "╰ ",
  "✓ lint",
  "✓ types",
  "✓ adds a tax by country",
  "✓ puts it into",
  "84 kB",
  "deploy waiting for test, build",
];

export const pictures = task({
  name: "pictures",
  description: "Take the pictures in docs/images from a run, on Linux",
  inputs: {
    check: boolInput({ description: "Fail where a picture would change, and write none" }),
  },
  async run({ check }) {
    if (process.platform !== "linux") {
      return check
        ? out("nothing was checked: only Linux has the terminals for it")
        : err("only Linux has the terminals for it");
    }
    const folder = await mkdtemp(join(tmpdir(), "recompose-picture-"));
    try {
      const screens = await step("run", () => run(folder));
      for (const [name, screen] of Object.entries(screens)) {
        const title = `./run ci in a terminal: ${name === "run" ? "while it runs" : "its end"}`;
        await keep(`docs/images/${name}.svg`, svgOf(steady(screen), size.columns, title), check);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});

/** The screen while the jobs of `tests/picture` run, and at their end. */
async function run(folder: string): Promise<Readonly<Record<string, Screen>>> {
  const taken = join(folder, "taken");
  const app = join(folder, "shop");
  await mkdir(app);
  await copyFile("tests/picture/recompose.ts", join(app, "recompose.ts"));
  await writeFile(join(app, "run"), `#!/bin/sh\nexec '${resolve("run")}' "$@"\n`);
  await chmod(join(app, "run"), 0o755);
  // As on a machine with eight cores.
  const terminal = await TerminalRun.start("./run ci --jobs=8", {
    cwd: app,
    env: { ...ownEnvironment(), TERM: "xterm-256color", PICTURE_TAKEN: taken },
    size,
    typed: "./run ci",
  });
  try {
    const whileRunning = await terminal.screenWith(during, longest);
    await writeFile(taken, "");
    return { run: whileRunning, "run-end": await terminal.ended() };
  } finally {
    // Whatever went wrong, nothing writes to the folder when it is removed.
    await writeFile(taken, "");
    await terminal.ended();
  }
}

/** Without what a run around this one, or a person, says about output. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const others = /^(?:GITHUB_|RUNNER_|RECOMPOSE_|INPUT_|CI$|NO_COLOR$|FORCE_COLOR$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !others.test(name)));
}

async function keep(path: string, text: string, check: boolean): Promise<void> {
  const before = await readFile(path, "utf8").catch(() => "");
  if (before === text) return out(`${path} is as it was`);
  if (check)
    throw new Error(`${path} is not what a run shows now. Look at it after ./run pictures`);
  await mkdir("docs/images", { recursive: true });
  await writeFile(path, text);
  out(`${path} written`);
}
