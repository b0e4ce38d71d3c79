// What a job's output costs: one gigabyte through `runWorkflow`, beside a shell that writes the same bytes to a file,
// in seconds, and the most memory that the parent held (Node alone holds about 45 MiB):
//
//   node bench/logs.mjs [MEGABYTES]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const megabytes = Number(process.argv[2] ?? 1024);
const folder = mkdtempSync(join(tmpdir(), "recompose-bench-"));

/** Lines of 100 characters, as fast as a program can print them. */
const line = "x".repeat(99);
const command = `yes ${line} | head -c ${megabytes * 1024 * 1024}`;

try {
  const driver = join(folder, "driver.mjs");
  await build({
    stdin: {
      contents: driverSource(),
      resolveDir: fileURLToPath(new URL("..", import.meta.url)),
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    format: "esm",
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    outfile: driver,
  });
  const floor = timed(() => spawnSync("bash", ["-c", `${command} > ${join(folder, "floor")}`]));
  const child = timed(() => spawnSync(process.execPath, [driver, folder], { encoding: "utf8" }));
  if (child.result.status !== 0) throw new Error(child.result.stderr);
  const { lines, peakMegabytes, log } = JSON.parse(child.result.stdout);
  process.stdout.write(`${megabytes} MiB in ${lines} lines\n`);
  process.stdout.write(`floor  ${floor.seconds.toFixed(1)} s\n`);
  process.stdout.write(
    `run    ${child.seconds.toFixed(1)} s, parent at most ${peakMegabytes} MiB\n`,
  );
  process.stdout.write(`log    ${statSync(log).size} bytes\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * @template Result
 * @param {() => Result} action
 */
function timed(action) {
  const start = performance.now();
  const result = action();
  return { result, seconds: (performance.now() - start) / 1000 };
}

function driverSource() {
  return `
    import { nodeHost } from "./src/host/node-host.ts";
    import { runWorkflow } from "./src/runner/run-workflow.ts";
    const root = process.argv[2];
    let lines = 0;
    const step = { purpose: "task", id: "run", run: ${JSON.stringify(command)} };
    const record = await runWorkflow(
      { name: "bench", on: { push: null }, permissions: {}, jobs: { a: { "runs-on": "ubuntu-latest", steps: [step] } } },
      {
        root, host: nodeHost, jobs: 1, signal: new AbortController().signal,
        sink: (event) => { if (event.type === "line") lines += 1; },
      },
    );
    if (record.result !== "success") throw new Error(JSON.stringify(record));
    const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
    const log = root + "/.recompose/runs/latest/" + record.jobs[0].log;
    console.log(JSON.stringify({ lines, peakMegabytes, log }));
  `;
}
