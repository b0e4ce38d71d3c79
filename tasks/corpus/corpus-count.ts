/** Translates each workflow of a corpus, makes it again of what comes out, and compares the two. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { runInThisContext } from "node:vm";
import { transformSync } from "esbuild";
import type { Automation } from "../../src/automation/automation.ts";
import { type CheckedImport, checkImport } from "../../src/import/check-import.ts";
import { readComments } from "../../src/import/comments/read-comments.ts";
import type { ReleaseChoice } from "../../src/import/translate/release-choice.ts";
import { performPlan } from "../../src/import/perform-plan.ts";
import { automationStatements } from "../../src/import/modules/automation-module.ts";
import type { AutomationPlan } from "../../src/typescript/plan.ts";
import { mappingOf, readWorkflow } from "../../src/import/read-workflow.ts";
// Not "recompose-ci": what compiles an automation has to be the program that made it.
import * as api from "../../src/index.ts";
import { compileWorkflow } from "../../src/workflow/compile/compile.ts";
import { printModule } from "../../src/typescript/print-module.ts";
import { renderWorkflow } from "../../src/workflow/print/render.ts";

export interface Count {
  readonly files: number;
  readonly jobs: number;
}

/** Something that cannot be said, by its kind. */
export interface Reason {
  readonly kind: string;
  /** In how many files, how many of which have no other reason, and how often in all. */
  readonly files: number;
  readonly alone: number;
  readonly times: number;
  readonly example: string;
}

export interface CorpusCount {
  readonly all: Count;
  readonly said: Count;
  readonly reasons: readonly Reason[];
  /** What an import of each file writes, by a name for it. */
  readonly modules: ReadonlyMap<string, string>;
  /** Comments that it does not have: `owner__name/ci.yml:3: …`. */
  readonly lostComments: readonly string[];
}

interface Finding {
  readonly kind: string;
  readonly text: string;
  /** Undefined for what concerns the file. */
  readonly job?: string | undefined;
}

export function countCorpus(corpus: string): CorpusCount {
  const found = new Map<string, readonly Finding[]>();
  const modules = new Map<string, string>();
  const lostComments: string[] = [];
  const [all, said] = [
    { files: 0, jobs: 0 },
    { files: 0, jobs: 0 },
  ];
  for (const path of workflowsOf(corpus)) {
    const text = readFileSync(join(corpus, path), "utf8");
    const jobs = Object.keys(mappingOf(readWorkflow(text)["jobs"]) ?? {});
    const result = checkImport({ text, file: basename(path) }, generate);
    const findings = findingsOf(result);
    found.set(path, findings);
    const module = printModule(automationStatements(result.plan, "imported"));
    modules.set(`${path.replaceAll(/[/\\]/g, "__").replace(/\.ya?ml$/, "")}.ts`, module);
    for (const { line, text: words } of readComments(text)) {
      if (!module.includes(`// ${words}`.trimEnd())) lostComments.push(`${path}:${line}: ${words}`);
    }
    all.files += 1;
    all.jobs += jobs.length;
    if (findings.length === 0) said.files += 1;
    // Where the whole file is refused, nothing is known of its jobs.
    const isRefused = result.refused.some(({ job }) => job === undefined);
    if (!isRefused) {
      said.jobs += jobs.filter((id) => findings.every(({ job }) => job !== id)).length;
    }
  }
  return { all, said, reasons: reasonsOf(found), modules, lostComments };
}

/** `owner__name/ci.yml`, in order. */
function workflowsOf(corpus: string): readonly string[] {
  return readdirSync(corpus, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(corpus, name)).map((file) => join(name, file)))
    .filter((path) => /\.ya?ml$/.test(path))
    .sort();
}

/** By way of the TypeScript that an import writes. */
function generate(plan: AutomationPlan, actionPins: ReleaseChoice): string {
  // Errors of this one know their job.
  performPlan(plan, api);
  const workflow = compileWorkflow(evaluated(printModule(automationStatements(plan, "imported"))), {
    entryPoint: "./run",
    runsOn: "ubuntu-latest",
    permissions: { contents: "read" },
    setup: [],
    actionPins,
  });
  return renderWorkflow(workflow, "recompose.ts", "./run generate-gha");
}

function evaluated(module: string): Automation {
  const { code } = transformSync(module, { loader: "ts", format: "cjs" });
  const run = runInThisContext(`(module, require) => {${code}\n}`) as (
    module: { exports: { readonly imported?: Automation } },
    require: () => unknown,
  ) => void;
  const made: Parameters<typeof run>[0] = { exports: {} };
  run(made, () => api);
  const { imported } = made.exports;
  if (imported === undefined) throw new Error("The module exports no automation.");
  return imported;
}

function findingsOf({ lost, refused, differences }: CheckedImport): readonly Finding[] {
  return [
    ...lost.map(({ path, kind, reason }) => ({
      kind,
      text: `${path.join(".")}: ${reason}`,
      job: jobOf(path),
    })),
    ...refused.map(({ job, message }) => ({
      kind: `refused: ${general(message)}`,
      text: message,
      job,
    })),
    ...differences.map(({ path, before, after }) => ({
      kind: `differs: ${place(path)}`,
      text: `${path.join(".")}: ${JSON.stringify(before) ?? "nothing"} became ${JSON.stringify(after) ?? "nothing"}`,
      job: jobOf(path),
    })),
  ];
}

function jobOf([first, second]: readonly (string | number)[]): string | undefined {
  return first === "jobs" && second !== undefined ? String(second) : undefined;
}

/** The message without what differs from file to file. */
function general(message: string): string {
  return message
    .replace(/^(?:(?:automation|step) "(?:[^"\\]|\\.)*"(?:, |: ))*(?:option "([^"]*)": )?/, "$1: ")
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, "…")
    .replaceAll(/\$\{\{.*?\}\}|\{….*|\[….*/g, "…")
    .replace(/^(matrix|env)\.[^:]*/, "$1.…")
    .slice(0, 100);
}

/** `jobs.*.steps.*.env.*` for all steps. */
function place(path: readonly (string | number)[]): string {
  const named = ["jobs", "releases", "inputs", "env", "with", "outputs", "secrets"];
  return path
    .map((part, index) =>
      typeof part === "number" || named.includes(String(path[index - 1])) ? "*" : part,
    )
    .join(".");
}

function reasonsOf(found: ReadonlyMap<string, readonly Finding[]>): readonly Reason[] {
  const kinds = new Set(
    [...found.values()].flatMap((findings) => findings.map(({ kind }) => kind)),
  );
  const reasons = [...kinds].map((kind): Reason => {
    const concerned = [...found].filter(([, findings]) => findings.some((it) => it.kind === kind));
    const own = concerned.flatMap(([path, findings]) =>
      findings.filter((it) => it.kind === kind).map(({ text }) => `${path}: ${text}`),
    );
    return {
      kind,
      files: concerned.length,
      alone: concerned.filter(([, findings]) => findings.every((it) => it.kind === kind)).length,
      times: own.length,
      example: (own[0] ?? "").replaceAll(/\s+/g, " ").slice(0, 200),
    };
  });
  return reasons.sort((one, other) => other.files - one.files || other.times - one.times);
}
