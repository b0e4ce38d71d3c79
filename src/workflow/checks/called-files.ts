/** What a file of the repository has for the jobs that call it. GitHub refuses a caller of a file that does not fit. */
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { DeclarationError, type Place } from "../../automation/place.ts";
import { anyName, readsIn } from "../../expression/analysis/usage.ts";
import { ownWorkflowPath } from "../../model/own-action.ts";
import { commandOf, workflowPath } from "../../model/workflow-names.ts";
import type { Workflow, WorkflowJob, YamlValue } from "../../model/workflow.ts";
import { isMapping } from "../../problems/options.ts";
import { didYouMean, messageOf, quotedList } from "../../problems/wording.ts";
import { checkPassedSecrets } from "../compile/passed-secrets.ts";
import type { RepositoryFiles } from "./repository-paths.ts";

interface CalledFile {
  /** From the top of the repository, as in `uses`. */
  readonly path: string;
  readonly on: YamlValue;
  /** The files that its jobs call. */
  readonly calls: readonly string[];
}

type Mapping = Readonly<Record<string, YamlValue>>;

/** @throws DeclarationError for a call that does not fit the file: one that is there, or that the app writes. */
export async function checkCalledFiles(
  workflow: Workflow,
  repository: RepositoryFiles,
): Promise<void> {
  for (const [id, job] of Object.entries(workflow.jobs)) {
    const { called, uses } = job;
    if (called !== undefined) await checkCalledFiles(called, repository);
    else {
      const path = ownWorkflowPath(uses);
      if (path !== undefined) await checkCall(workflow, id, path, repository);
    }
  }
}

async function checkCall(
  workflow: Workflow,
  id: string,
  uses: string,
  repository: RepositoryFiles,
): Promise<void> {
  const place = { automation: commandOf(workflow), job: id };
  const file = await readFile(uses, repository, place);
  await checkLoop(file, `./${workflowPath(workflow)}`, repository, place);
  const config = configOf(file.on);
  if (config === undefined) {
    throw new DeclarationError(
      place,
      `${uses} cannot be called: its \`on\` has no workflow_call.`,
      repository.workflows.includes(posix.basename(uses))
        ? ["on: [onWorkflowCall(), …] of its automation"]
        : [`on: { workflow_call: … } in ${uses}`],
    );
  }
  const { with: values = {}, secrets } = workflow.jobs[id] ?? ({} as Partial<WorkflowJob>);
  checkInputs(uses, partOf(config, "inputs"), Object.keys(values), place);
  checkPassedSecrets({ owner: uses, declared: partOf(config, "secrets") }, secrets, place);
  checkOutputs(workflow, id, uses, Object.keys(partOf(config, "outputs")));
}

/** `ConvertToWorkflowJobInputs` in src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs of actions/runner. */
function checkInputs(uses: string, inputs: Mapping, given: readonly string[], job: Place): void {
  const place = { ...job, option: "inputs" };
  const names = Object.keys(inputs);
  const unknown = given.find((name) => !isAmong(names, name));
  if (unknown !== undefined) {
    throw new DeclarationError(
      place,
      `${uses} has no input ${JSON.stringify(unknown)}, and GitHub refuses a call that gives it. Its inputs are ${quotedList(names)}.${didYouMean(unknown, names)}`,
    );
  }
  const missing = names.filter((name) => {
    const input = inputs[name];
    return isMapping(input) && input["required"] === true && !isAmong(given, name);
  });
  if (missing.length === 0) return;
  throw new DeclarationError(
    place,
    `${uses} requires ${missing.length === 1 ? "the input" : "the inputs"} ${quotedList(missing)}, which the call does not give.`,
    [`inputs: { ${missing.map((name) => `${name}: …`).join(", ")} }`],
  );
}

/** An output that the file does not have would be empty. */
function checkOutputs(
  workflow: Workflow,
  id: string,
  uses: string,
  names: readonly string[],
): void {
  const automation = commandOf(workflow);
  const readers: (readonly [Place, unknown])[] = [
    [{ automation, option: "on" }, workflow.on],
    ...Object.entries(workflow.jobs).map(([job, { called: _called, ...own }]) => {
      return [{ automation, job }, own] as const;
    }),
  ];
  for (const [place, value] of readers) {
    for (const [context, job, property, output] of readsIn(value).paths) {
      if (context !== "needs" && context !== "jobs") continue;
      if (!isSame(job, id) || !isSame(property, "outputs")) continue;
      if (output === undefined || output === anyName || isAmong(names, output)) continue;
      throw new DeclarationError(
        place,
        `it reads the output ${JSON.stringify(output)} of the job ${JSON.stringify(id)}, which calls ${uses}. The outputs of that are ${quotedList(names)}.${didYouMean(output, names)}`,
      );
    }
  }
}

/**
 * Loops are not permitted:
 * https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows#nesting-reusable-workflows
 */
async function checkLoop(
  file: CalledFile,
  caller: string,
  repository: RepositoryFiles,
  place: Place,
): Promise<void> {
  const open = [file];
  const seen = new Set([file.path]);
  for (const { path, calls } of open) {
    if (path === caller) {
      throw new DeclarationError(
        place,
        file === open[0] && path === file.path
          ? `${path} is the workflow itself, and GitHub lets none call itself.`
          : `${file.path} calls ${path}, which is the workflow itself, and GitHub lets none call itself, not even through others.`,
      );
    }
    for (const next of calls.filter((call) => !seen.has(call))) {
      seen.add(next);
      open.push(await readFile(next, repository, place));
    }
  }
}

async function readFile(
  uses: string,
  { folder, workflows, compiled }: RepositoryFiles,
  place: Place,
): Promise<CalledFile> {
  const own = workflows.includes(posix.basename(uses))
    ? compiled?.(posix.basename(uses))
    : undefined;
  if (own !== undefined) return { path: uses, on: own.on, calls: callsOf(own.jobs) };
  try {
    const { readYaml } = await import("./read-yaml.ts");
    const value = readYaml(readFileSync(join(folder, uses), "utf8"));
    const { on = null, jobs } = isMapping(value) ? (value as Mapping) : {};
    return { path: uses, on, calls: callsOf(jobs) };
  } catch (error) {
    throw new DeclarationError(
      place,
      `${uses} is no workflow that GitHub can read: ${messageOf(error)}`,
    );
  }
}

function callsOf(jobs: unknown): readonly string[] {
  return Object.values(isMapping(jobs) ? jobs : {}).flatMap((job) => {
    const path = isMapping(job) ? ownWorkflowPath(job["uses"]) : undefined;
    return path?.startsWith("./.github/workflows/") === true ? [path] : [];
  });
}

/** What `on` says of calls; undefined where it has none. */
function configOf(on: YamlValue): Mapping | undefined {
  if (Array.isArray(on)) return on.includes("workflow_call") ? {} : undefined;
  if (typeof on === "string") return on === "workflow_call" ? {} : undefined;
  if (!isMapping(on) || !Object.hasOwn(on, "workflow_call")) return undefined;
  const config: unknown = on["workflow_call"];
  return isMapping(config) ? (config as Mapping) : {};
}

function partOf(config: Mapping, key: string): Mapping {
  const part = config[key];
  return isMapping(part) ? (part as Mapping) : {};
}

function isAmong(names: readonly string[], name: string): boolean {
  return names.some((other) => isSame(other, name));
}

/** GitHub ignores the case of all these names. */
function isSame(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}
