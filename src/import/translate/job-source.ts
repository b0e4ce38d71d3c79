/** A job of the file, and what all kinds of jobs share. */
import type { YamlValue } from "../../model/workflow.ts";
import { name, type Plan } from "../../typescript/plan.ts";
import { listOf, mappingOf, textOf, type YamlMapping } from "../read-workflow.ts";
import { nameAmong } from "../same-name.ts";
import type { ConstantNames } from "./constant-names.ts";
import type { JobScope, Scope } from "./expressions/scope.ts";

/** A step that the API refuses. */
export interface RefusedStep {
  readonly job: string;
  readonly index: number;
  /** What of it is refused, by its name in the API: `env.TOKEN`. */
  readonly option: string;
  readonly message: string;
}

export interface JobSource {
  readonly id: string;
  readonly job: YamlMapping;
  readonly workflow: YamlMapping;
  /** The constant for the job, where others refer to it. */
  readonly constant?: string | undefined;
  /** Of this and other jobs. */
  readonly refusedSteps: readonly RefusedStep[];
  /** For the constants that the job needs beside it. */
  readonly names: ConstantNames;
}

export function needsPlan(needs: YamlValue | undefined, scope: Scope): Plan | undefined {
  if (needs === undefined) return undefined;
  return listOf(needs).map((need) => {
    const id = nameAmong(scope.jobs.keys(), textOf(need)) ?? textOf(need);
    const job = scope.jobs.get(id);
    return job === undefined ? id : name(job.constant);
  });
}

export function jobScope(constant: string, job: YamlMapping): JobScope {
  const outputs = job["strategy"] === undefined ? Object.keys(mappingOf(job["outputs"]) ?? {}) : [];
  const isOpen = job["uses"] !== undefined && job["strategy"] === undefined;
  return { constant, outputs: isOpen ? undefined : outputs };
}
