/** Warns of uploads in called automations that meet under one name: the artifacts of a run are those of all that it calls. */
import { readsIn, readsOf } from "../../expression/analysis/usage.ts";
import { parse } from "../../expression/language/parser.ts";
import { quotedList } from "../../problems/wording.ts";
import { artifactNames } from "../artifact-names.ts";
import { conditionOf, type DeclaredJob } from "../declaration.ts";
import { isSharedText } from "../own-artifact-name.ts";
import type { Warning } from "../warning.ts";
import { type NamedUpload, uploadsOf } from "./named-uploads.ts";
import { mayHaveSeveral, together } from "./upload-conditions.ts";

interface Upload {
  /** The job of this automation. */
  readonly job: DeclaredJob;
  readonly isCalled: boolean;
  readonly name: string;
  /** Uploads with the same key have the same names. */
  readonly key: string;
  /** Whether each combination of a call uploads under the same name. */
  readonly isRepeated: boolean;
  /** The job that uploads, and what has to hold for that, in the jobs that call it, too. */
  readonly source: Pick<NamedUpload, "job" | "conditions">;
}

const kind = "same-artifact";
const advice = "Give the automation an input, and put that into the name.";

/** @param own Those of the automation's own jobs. */
export function calledArtifacts(
  jobs: readonly DeclaredJob[],
  own: readonly NamedUpload[],
): readonly Warning[] {
  const called = jobs.flatMap((job) => uploadsBelow(job, job, []));
  const repeated = called.filter(({ isRepeated }) => isRepeated);
  const all = [...called, ...own.flatMap(ownUpload)];
  const keys = [...new Set(called.map(({ key }) => key))];
  return [
    ...repeated.map(({ job, name }) => {
      const text = `each combination of the job ${JSON.stringify(job.id)} uploads the artifact ${JSON.stringify(name)}, in what it calls, and all but the first fail. ${advice}`;
      return { kind, job: job.id, text } as const;
    }),
    ...keys.flatMap((key): readonly Warning[] => {
      const named = all.filter((upload) => upload.key === key);
      const happening = together(named.map(({ source }) => source));
      const same = named.filter(({ source }) => happening.includes(source));
      const [first] = same;
      const ids = [...new Set(same.map(({ job }) => job.id))];
      if (first === undefined || ids.length < 2) return [];
      const text = `the jobs ${quotedList(ids)} upload the artifact ${JSON.stringify(first.name)}, ${same.every(({ isCalled }) => isCalled) ? "in what they call" : "some of them in what they call"}, and a second upload fails. ${advice}`;
      return [{ kind, job: first.job.id, text }];
    }),
  ];
}

function ownUpload(source: NamedUpload): readonly Upload[] {
  const { job, name, isUnique } = source;
  if (!isUnique || name === undefined || !isSharedText(name)) return [];
  return [{ job, isCalled: false, name, key: name, isRepeated: false, source }];
}

/**
 * Those of the automation that a job calls, and of the ones that it calls.
 *
 * @param chain The calls above, from the job of this automation on.
 */
function uploadsBelow(
  job: DeclaredJob,
  call: DeclaredJob,
  chain: readonly DeclaredJob[],
): readonly Upload[] {
  const { called } = call;
  if (called === undefined) return [];
  const names = artifactNames(called.name, called.jobs);
  const calls = [...chain, call];
  return called.jobs.flatMap((one): readonly Upload[] => {
    if (one.called !== undefined) return uploadsBelow(job, one, calls);
    return uploadsOf(one, names).flatMap(({ name, isUnique, conditions }): readonly Upload[] => {
      const key = name === undefined || !isUnique ? undefined : keyOf(name, one, calls);
      if (name === undefined || key === undefined) return [];
      // The inputs of a call may decide.
      if (conditions.some((text) => readsOf(parse(text)).contexts.includes("inputs"))) return [];
      const above = calls.map(conditionOf).filter((text) => text !== undefined);
      const source = { job: one, conditions: [...above, ...conditions] };
      const isRepeated = calls.some((each) => mayHaveSeveral(each) && !varies(name, one, each));
      return [{ job, isCalled: true, name, key, isRepeated, source }];
    });
  });
}

/** Undefined for a name that only the run knows. */
function keyOf(name: string, job: DeclaredJob, calls: readonly DeclaredJob[]): string | undefined {
  const { contexts, functions } = readsIn([name, job.keys.strategy]);
  const isStatic = contexts.every((context) =>
    ["inputs", "vars", "github", "matrix", "strategy"].includes(context),
  );
  if (!isStatic || functions.includes("hashfiles")) return undefined;
  const readsInputs = contexts.includes("inputs");
  if (isSharedText(name)) {
    if (!readsInputs) return name;
  } else if (contexts.includes("github")) return undefined;
  const automation = calls.at(-1)?.called?.name;
  const values = readsInputs ? calls.map(({ keys }) => keys.with ?? {}) : [];
  return JSON.stringify([automation, job.id, name, values]);
}

/** Whether the combinations of a call may give the name other values. */
function varies(name: string, job: DeclaredJob, call: DeclaredJob): boolean {
  if (!readsIn([name, job.keys.strategy]).contexts.includes("inputs")) return false;
  const { contexts } = readsIn(call.keys.with);
  return contexts.some((context) => context === "matrix" || context === "strategy");
}
