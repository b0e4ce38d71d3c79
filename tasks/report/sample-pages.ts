import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { run } from "recompose-ci";

/** The automations of tests/report, and how their runs end. */
const exitCodes = { sample: 1, fine: 0, slow: 1, big: 1 } as const;

export type SamplePages = Readonly<Record<keyof typeof exitCodes, string>>;

/** Has the page of a run of each automation, as long as `body` takes. */
export async function withSamplePages(body: (pages: SamplePages) => Promise<void>): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), "recompose-report-"));
  const pageOf = (name: string): string => join(scratch, `${name}.html`);
  try {
    for (const [name, wanted] of Object.entries(exitCodes)) {
      const options = { cwd: "tests/report", check: false, capture: true } as const;
      const { exitCode } = await run(resolve("run"), name, `--report=${pageOf(name)}`, options);
      if (exitCode !== wanted) throw new Error(`${name} ended with ${exitCode}, not ${wanted}`);
    }
    const names = Object.keys(exitCodes) as (keyof typeof exitCodes)[];
    await body(Object.fromEntries(names.map((name) => [name, pageOf(name)])) as SamplePages);
  } finally {
    await rm(scratch, { recursive: true, force: true });
    await rm("tests/report/.recompose", { recursive: true, force: true });
  }
}
