/** Jobs for a machine that this one is not, and what depends on what they would make. */
import { type Contexts, interpolate } from "../expression/evaluate.ts";
import type { Host } from "../host/host.ts";
import type { ActionStep, WorkflowJob, YamlValue } from "../workflow/model.ts";
import { matches } from "./artifact-store.ts";
import { runnerSystem } from "./environment.ts";

/**
 * The label of `runs-on` that names another operating system than this machine's; undefined where none does.
 * https://docs.github.com/en/actions/reference/runners/github-hosted-runners
 */
export function foreignLabel(
  job: WorkflowJob,
  contexts: Contexts,
  host: Pick<Host, "platform">,
): string | undefined {
  const here = runnerSystem(host);
  return runnerLabels(job["runs-on"], contexts).find((label) => {
    const system = systemOf(label);
    return system !== undefined && system !== here;
  });
}

/** With their expressions evaluated. */
export function runnerLabels(runsOn: YamlValue, contexts: Contexts): readonly string[] {
  if (Array.isArray(runsOn)) {
    return (runsOn as readonly YamlValue[]).flatMap((label) => runnerLabels(label, contexts));
  }
  if (typeof runsOn === "object" && runsOn !== null) {
    const { labels } = runsOn as Readonly<Record<string, YamlValue>>;
    return labels === undefined ? [] : runnerLabels(labels, contexts);
  }
  return [interpolate(String(runsOn), contexts)];
}

function systemOf(label: string): string | undefined {
  if (/^(?:ubuntu|linux)\b/i.test(label)) return "Linux";
  if (/^macos\b/i.test(label)) return "macOS";
  return /^windows\b/i.test(label) ? "Windows" : undefined;
}

/** The first of `jobs` whose outputs a job reads, in whatever part of it. */
export function readsOutputsOf(job: WorkflowJob, jobs: readonly string[]): string | undefined {
  const text = JSON.stringify(job);
  return jobs.find((id) =>
    new RegExp(`\\bneeds(?:\\.${id}|\\['${id}'\\])(?:\\.outputs|\\['outputs'\\])`, "i").test(text),
  );
}

export interface ArtifactUse {
  readonly name?: string;
  readonly pattern?: string;
}

/** What the steps of a job upload and download, as far as their names are known before it runs. */
export function artifactUses(
  job: WorkflowJob,
  contexts: Contexts,
): { readonly uploads: readonly string[]; readonly downloads: readonly ArtifactUse[] } {
  const input = (step: ActionStep, name: string): string =>
    interpolate(String(step.with?.[name] ?? ""), contexts);
  const using = (action: string): readonly ActionStep[] =>
    job.steps.filter(
      (step): step is ActionStep => "uses" in step && step.uses.startsWith(`${action}@`),
    );
  return {
    uploads: using("actions/upload-artifact").map((step) => input(step, "name")),
    downloads: using("actions/download-artifact").map((step) => {
      const name = input(step, "name");
      return name === "" ? { pattern: input(step, "pattern") || "*" } : { name };
    }),
  };
}

/** The first artifact that a job downloads and that only jobs elsewhere would have made. */
export function missingArtifact(
  downloads: readonly ArtifactUse[],
  elsewhere: readonly string[],
  here: readonly string[],
): string | undefined {
  for (const { name, pattern = "*" } of downloads) {
    const fits = (artifact: string): boolean =>
      name === undefined ? matches(artifact, pattern) : artifact === name;
    const missing = elsewhere.find(fits);
    if (missing !== undefined && !here.some(fits)) return missing;
  }
  return undefined;
}
