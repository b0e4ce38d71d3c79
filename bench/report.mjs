// What the page of a big run costs: to write it, beside the run without it and beside gzip of the same logs, and to open it,
// beside a page that has every line as text:
//
//   node bench/report.mjs [JOBS] [LINES] [ROUNDS]
//
// It is opened where `./run check_report` has installed a browser.
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { given } from "./arguments.mjs";
import { install } from "./installed-app.mjs";
import { aligned, measure, median, table } from "./measure.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const browserPackages = path.join(
  root,
  "node_modules/.cache/recompose-ci/tools/chromium/package.json",
);

const linesText = `{ printf "[%s] compiled module number %d of many, in %d ms\\n", $1 % 60, $1, ($1 * 7919) % 997 }`;

const options = given("report.mjs", { jobs: 36, lines: 20_000, rounds: 3 });
if (options !== undefined) await main(options);

/** @param {{ readonly jobs: number, readonly lines: number, readonly rounds: number }} options */
async function main({ jobs, lines, rounds }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "recompose-bench-"));
  try {
    await install(folder);
    writeFileSync(path.join(folder, "lines.awk"), linesText);
    writeFileSync(path.join(folder, "recompose.ts"), appText(jobs, lines));
    const run = ["./run", "many", "--quiet"];
    /** @type {import("./measure.mjs").Program[]} */
    const programs = [
      { name: `${jobs} jobs of ${lines} lines`, command: run, cwd: folder },
      { name: "with --report", command: [...run, "--report=page.html"], cwd: folder },
      {
        name: "gzip -4 and base64 of the logs alone",
        command: ["bash", "-c", "cat .recompose/runs/latest/jobs/*.log | gzip -4 | base64"],
        cwd: folder,
      },
    ];
    measure(programs, 1);
    process.stdout.write(`Node ${process.version}, median of ${rounds} rounds\n`);
    process.stdout.write(`${table(programs, measure(programs, rounds))}\n`);
    process.stdout.write(`${sizes(folder)}\n`);
    if (existsSync(browserPackages)) process.stdout.write(await opened(folder, rounds));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {number} jobs
 * @param {number} lines
 */
function appText(jobs, lines) {
  return `import { app, automation, job, matrix, run, task } from "recompose-ci";
const lines = task({ name: "lines", async run() {
  await run("sh", "-c", "seq ${lines} | awk -f lines.awk");
} });
export default app({ commands: [lines], automations: [automation({ name: "many", jobs() {
  job(lines, { matrix: matrix({ part: Array.from({ length: ${jobs} }, (_, index) => index) }) });
} })] });
`;
}

/** @param {string} folder */
function logsOf(folder) {
  const jobs = path.join(folder, ".recompose/runs/latest/jobs");
  return readdirSync(jobs).map((name) => path.join(jobs, name));
}

/** @param {string} folder */
function sizes(folder) {
  const logs = logsOf(folder).reduce((sum, file) => sum + statSync(file).size, 0);
  const page = statSync(path.join(folder, "page.html")).size;
  const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
  return aligned([
    ["", "size", "ratio"],
    ["the logs", megabytes(logs), "1.00x"],
    ["the page", megabytes(page), `${(page / logs).toFixed(2)}x`],
  ]);
}

/**
 * @param {string} folder
 * @param {number} rounds
 */
async function opened(folder, rounds) {
  const plain = path.join(folder, "plain.html");
  const texts = logsOf(folder).map((file) => {
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    return `<details><summary>log</summary>${lines.map((line) => `<div>${line}</div>`).join("")}</details>`;
  });
  writeFileSync(plain, `<!doctype html><meta charset="utf-8">${texts.join("")}`);
  const load = createRequire(browserPackages);
  const { default: binary } = load("@sparticuz/chromium");
  const { chromium } = load("playwright-core");
  const executablePath = await binary.executablePath();
  const time = async (/** @type {string} */ file) => {
    const browser = await chromium.launch({ executablePath, args: binary.args, headless: true });
    try {
      const page = await browser.newPage();
      const began = performance.now();
      await page.goto(pathToFileURL(file).href);
      return performance.now() - began;
    } finally {
      await browser.close();
    }
  };
  /** @type {{ readonly own: number, readonly plain: number }[]} */
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push({ own: await time(path.join(folder, "page.html")), plain: await time(plain) });
  }
  const own = median(times.map((each) => each.own));
  const other = median(times.map((each) => each.plain));
  return aligned([
    ["opened", "wall", "ratio"],
    ["an element for each line", `${other.toFixed(0)} ms`, "1.00x"],
    ["the page", `${own.toFixed(0)} ms`, `${(own / other).toFixed(2)}x`],
  ]);
}
