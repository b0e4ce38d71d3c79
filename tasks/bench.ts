/** Measures recompose beside its floors and its peers, and writes down what came out. */
import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { numberInput, out, run, step, task } from "recompose-ci";
import { installedPackages } from "./tool.ts";

/** The newest versions that run with Node 20. */
const peers = [
  "@jlarky/gha-ts@0.1.7",
  "concurrently@9.2.5",
  "github-actions-workflow-ts@0.3.1",
  "gulp@5.0.1",
  "hereby@1.15.2",
  "lage@2.17.0",
  "npm-run-all2@8.0.4",
  "rust-just@1.57.0",
  "tsx@4.23.15",
  "turbo@2.11.11",
  // For github-actions-workflow-ts, and for gha-ts.
  "typescript@5.9.3",
  "yaml@2.9.1",
  "zx@8.8.5",
];
const results = "bench/RESULTS.md";

const benches = [
  { title: "Starts", script: "startup.mjs" },
  { title: "Jobs", script: "jobs.mjs" },
  { title: "Output", script: "logs.mjs" },
  { title: "Generation", script: "generation.mjs" },
  { title: "Type-check of an app", script: "types.mjs" },
];

export const bench = task({
  name: "bench",
  description: `Measure recompose beside its floors and peers, and write ${results} (takes long; best on a quiet machine)`,
  inputs: {
    rounds: numberInput({ description: "How often each start is measured", default: 20 }),
  },
  async run({ rounds }) {
    await step("install", () => installedPackages("bench-peers", peers));
    const sections: string[] = [];
    for (const { title, script } of benches) {
      const args = script === "startup.mjs" ? [String(rounds)] : [];
      const text = await step(title, async () => {
        const { stdout } = await run("node", join("bench", script), ...args, { capture: true });
        return stdout.trimEnd();
      });
      out(text);
      sections.push(`## ${title}\n\n\`\`\`text\n${text}\n\`\`\`\n`);
    }
    await writeFile(results, `${head()}\n${sections.join("\n")}`);
    out(`${results} is written.`);
  },
});

function head(): string {
  const [cpu] = cpus();
  const date = new Date().toISOString().slice(0, 10);
  return `# Results

Written by \`./run bench\` on ${date}, with Node ${process.version} on ${cpus().length} cores (${cpu?.model.trim() ?? "unknown"}).
In each table all is measured in turn, in one run. Where nothing else is said, a ratio is one of the time of the processor, of a
program and all that it starts.
Machines are noisy: compare ratios of one table, and nothing else.
`;
}
