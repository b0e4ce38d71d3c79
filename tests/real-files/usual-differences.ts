/** What recompose writes where a workflow does not say it, and what nobody writes by hand here. */
import { builtInPins, repositoryOf } from "../../src/workflow/pins/action-pins.ts";
import type { Difference } from "../../src/import/compare/difference.ts";
import { mappingOf, type YamlMapping } from "../../src/import/read-workflow.ts";

/** @param workflow The one by hand. */
type Rule = (path: string, difference: Difference, workflow: YamlMapping) => boolean;

const cancelsTheOneBefore = {
  group: "${{ github.workflow }}-${{ github.event.pull_request.number || github.run_id }}",
  "cancel-in-progress": true,
};
const ownGroup = { group: "${{ github.workflow }}-${{ github.run_id }}" };

function hasPullRequest(workflow: YamlMapping): boolean {
  return Object.keys(mappingOf(workflow["on"]) ?? {}).includes("pull_request");
}

/** By the reason. */
export const usualDifferences: Readonly<Record<string, Rule>> = {
  "A checkout leaves no token behind.": (path, { before, after }) =>
    /\.steps\.\d+\.with$/.test(path) &&
    before === undefined &&
    JSON.stringify(after) === '{"persist-credentials":"false"}',
  "A setup of Node uses no cache unless it is asked to.": (path, { before, after }) =>
    path.endsWith(".with.package-manager-cache") && before === undefined && after === "false",
  "The token reads the code, and writes nothing.": (path, { before, after }) =>
    /^jobs\.[^.]+\.permissions$/.test(path) &&
    before === undefined &&
    JSON.stringify(after) === '{"contents":"read"}',
  "A newer commit of a pull request cancels the run for the one before, and no other run.": (
    path,
    { before, after },
    workflow,
  ) =>
    path === "concurrency" &&
    before === undefined &&
    JSON.stringify(after) ===
      JSON.stringify(hasPullRequest(workflow) ? cancelsTheOneBefore : ownGroup),
  "A command runs in bash on all systems.": (path, { before, after }) =>
    path.endsWith(".shell") && before === undefined && after === "bash",
  "recompose pins the actions that it has functions for, to the release that it knows.": (
    path,
    { before, after },
  ) => {
    if (!path.endsWith(".uses") || typeof before !== "string") return false;
    const [action = ""] = before.split("@");
    return after === `${action}@${builtInPins[repositoryOf(action).toLowerCase()]?.sha}`;
  },
  "A text has no line break at its end, and its comments stand in the program.": (
    path,
    { before, after },
  ) =>
    /\.(?:run|with\.[^.]+)$/.test(path) &&
    typeof before === "string" &&
    before.replaceAll(/^ *#.*\n/gm, "").replace(/\n$/, "") === after,
};
