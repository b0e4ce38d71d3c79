/** Measures recompose beside its floors and its peers, and writes down what came out. */
import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { delimiter, join } from "node:path";
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
/** The newest one with long-term support: https://nodejs.org/en/about/previous-releases */
const newestNode = "24.22.3";
const results = "bench/RESULTS.md";

const benches = [
  { title: "Starts", script: "startup.mjs" },
  { title: "Jobs", script: "jobs.mjs" },
  { title: "Output", script: "logs.mjs" },
  { title: "Generation", script: "generation.mjs" },
];

/** What each of many costs should be what each of few does. */
const manyJobs = { title: "Ten times as many jobs", script: "jobs.mjs" };

/** TypeScript's compiler is no program of Node. */
const once = { title: "Type-check of an app", script: "types.mjs" };

export const bench = task({
  name: "bench",
  description: `Measure recompose beside its floors and peers, with this Node and ${newestNode}, and write ${results} (takes long; best on a quiet machine)`,
  inputs: {
    rounds: numberInput({ description: "How often each start is measured", default: 20 }),
    seed: numberInput({ description: "Another seed gives other turns", default: 1 }),
  },
  async run({ rounds, seed }) {
    const newest = await step("install", async () => {
      await installedPackages("bench-peers", peers);
      return nodeFolder();
    });
    const start = [String(rounds)];
    const seedEnv = { RECOMPOSE_BENCH_SEED: String(seed) };
    const sections = [`## Node ${process.version}\n`];
    for (const each of benches) {
      sections.push(await measured(each, { args: each === benches[0] ? start : [], env: seedEnv }));
    }
    sections.push(await measured(manyJobs, { args: ["2000", "1", "--no-peers"], env: seedEnv }));
    sections.push(await measured(once, { args: [], env: seedEnv }));
    sections.push(`## Node v${newestNode}, without the peers\n`);
    const env = { ...seedEnv, PATH: `${newest}${delimiter}${process.env["PATH"]}` };
    for (const each of benches) {
      const args = [...(each === benches[0] ? start : []), "--no-peers"];
      sections.push(await measured(each, { args, env }));
    }
    await writeFile(results, `${head(seed)}\n${sections.join("\n")}`);
    out(`${results} is written.`);
  },
});

/** Where the program of the newest Node is. */
async function nodeFolder(): Promise<string> {
  // The npm packages of this name hold nothing but the program of that version.
  const name = `node-${process.platform}-${process.arch}`;
  const folder = await installedPackages("bench-node", [`${name}@${newestNode}`]);
  const bin = join(folder, "node_modules", name, "bin");
  const { stdout } = await run(join(bin, "node"), "--version", { capture: true });
  if (stdout.trim() !== `v${newestNode}`) {
    throw new Error(`Node ${newestNode} was wanted, and ${stdout} came`);
  }
  return bin;
}

interface How {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

async function measured(
  { title, script }: { readonly title: string; readonly script: string },
  { args, env }: How,
): Promise<string> {
  const text = await step(title, async () => {
    const { stdout } = await run("node", join("bench", script), ...args, { capture: true, env });
    return stdout.trimEnd();
  });
  out(text);
  return `### ${title}\n\n\`\`\`text\n${text}\n\`\`\`\n`;
}

function head(seed: number): string {
  const [cpu] = cpus();
  const date = new Date().toISOString().slice(0, 10);
  return `# Results

Written by \`./run bench\` on ${date}, on ${cpus().length} cores (${cpu?.model.trim() ?? "unknown"}).
In each table all is measured in one run, each once a round, in turns that the seed ${seed} gives.
Where nothing else is said, a ratio is one of the time of the processor, of a program and all that it starts.
Machines are noisy: compare ratios of one table, and nothing else.
[docs/performance.md](../docs/performance.md) says what is met, and where the rest of the time goes.
`;
}
