/** Steps that upload and download artifacts: `upload("report", "report/")`. */
import { artifactName } from "../../../steps/artifacts/artifact-name.ts";
import { downloadTable, downloadSeveralTable } from "../../../steps/artifacts/download.ts";
import { uploadTable } from "../../../steps/artifacts/upload.ts";
import { yamlKey } from "../../../github/name-rules.ts";
import { filledLines, filledText, type ReadInput } from "../../../steps/input-table.ts";
import { callWith, object, type Plan } from "../../../typescript/plan.ts";
import type { YamlMapping } from "../../read-workflow.ts";
import type { At } from "../at.ts";
import type { ActionUse } from "./action-use.ts";
import { inputValue } from "./input-value.ts";

type Table = Readonly<Record<string, ReadInput>>;

/** Undefined for another action, and for inputs that the function for it does not take. */
export function artifactPlan(use: ActionUse, at: At): Plan | undefined {
  if (use.action === "actions/upload-artifact") return uploadPlan(use, at);
  return use.action === "actions/download-artifact" ? downloadPlan(use, at) : undefined;
}

const readName: ReadInput = (value, what) => artifactName(filledText(value, what) as string, what);

function uploadPlan({ inputs, options }: ActionUse, at: At): Plan | undefined {
  const { name, path, archive, ...others } = inputs;
  // Without a zip the artifact has the name of its file.
  if (name === undefined || path === undefined || archive !== undefined) return undefined;
  const first = inputValue(readName, name, at.scope);
  const second = inputValue(filledLines, path, at.scope);
  const own = optionPlans(uploadTable, others, at);
  return first === undefined || second === undefined || own === undefined
    ? undefined
    : callWith("upload", [first, second], object({ ...options, ...own }));
}

function downloadPlan({ inputs, options }: ActionUse, at: At): Plan | undefined {
  const { name, ...others } = inputs;
  // Ids are a list in the API, and GitHub has several at once in one text.
  if (inputs["artifact-ids"] !== undefined || !isOfOneRun(inputs)) return undefined;
  const first = name === undefined ? undefined : inputValue(readName, name, at.scope);
  if (name !== undefined && first === undefined) return undefined;
  const table = name === undefined ? downloadSeveralTable : downloadTable;
  const own = optionPlans(table, others, at);
  return (
    own && callWith("download", first === undefined ? [] : [first], object({ ...options, ...own }))
  );
}

/** What download() asks for of another run. */
function isOfOneRun(inputs: YamlMapping): boolean {
  const [token, run, repository] = ["github-token", "run-id", "repository"].map(
    (input) => inputs[input] !== undefined,
  );
  return (token === true || run !== true) && (run === true || repository !== true);
}

function optionPlans(
  table: Table,
  inputs: YamlMapping,
  at: At,
): Readonly<Record<string, Plan>> | undefined {
  const plans: Record<string, Plan> = {};
  for (const [input, value] of Object.entries(inputs)) {
    const [option, read] = Object.entries(table).find(([name]) => yamlKey(name) === input) ?? [];
    const plan = read && inputValue(read, value, at.scope);
    if (option === undefined || plan === undefined) return undefined;
    plans[option] = at.comments.on([...at.path, "with", input], plan);
  }
  return plans;
}
