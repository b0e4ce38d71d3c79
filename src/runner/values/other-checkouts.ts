/** Checkouts of other files than those that are here: of another ref or repository, or into a folder of their own. */
import { normalize } from "node:path/posix";
import type { Contexts } from "../../expression/values/evaluate.ts";
import type { ActionStep, WorkflowStep } from "../../model/workflow.ts";
import type { OtherCheckout } from "../tools/other-checkout.ts";
import { isCheckout } from "../tools/tool-requests.ts";
import { knownText } from "./known.ts";

/** The steps, with what such a checkout would bring. A value that only a run knows may be any. */
export function withOtherCheckouts(
  steps: readonly WorkflowStep[],
  contexts: Contexts,
): readonly WorkflowStep[] {
  return steps.map((step) => {
    if (!isCheckout(step) || step.local !== undefined) return step;
    const brings = otherFiles(step, contexts);
    if (brings === undefined) return step;
    const other: OtherCheckout = { ...step, purpose: "other", brings };
    return other;
  });
}

function otherFiles(
  { with: inputs = {} }: ActionStep,
  contexts: Contexts,
): OtherCheckout["brings"] | undefined {
  const valueOf = (name: string): string => textOf(String(inputs[name] ?? ""), contexts).trim();
  const [repository, ref, path] = [valueOf("repository"), valueOf("ref"), valueOf("path")];
  const folder = normalize(path || ".")
    .replace(/\/$/, "")
    .replace(/^\.$/, "");
  const here = textOf("${{ github.repository }}", contexts);
  const isHere = ["", here.toLowerCase()].includes(repository.toLowerCase());
  const isThis =
    isHere && ["", ...ownRefs.map((each) => textOf(`\${{ ${each} }}`, contexts))].includes(ref);
  if (isThis && folder === "") return undefined;
  const named = isHere ? ref : [repository, ref].filter((part) => part !== "").join("@");
  const files = isThis ? "this repository" : named;
  return {
    files: folder === "" ? `the files of ${files}` : `the files of ${files} in ${folder}`,
    folder,
  };
}

/** What is checked out here stands for each of them: the merge of a pull request and its head, too. */
const ownRefs: readonly string[] = [
  "github.sha",
  "github.ref",
  "github.ref_name",
  "github.head_ref",
  "github.event.pull_request.head.sha",
  "github.event.pull_request.head.ref",
];

/** As it is written where only the run knows it. */
function textOf(text: string, contexts: Contexts): string {
  try {
    return knownText(text, contexts);
  } catch {
    return text;
  }
}
