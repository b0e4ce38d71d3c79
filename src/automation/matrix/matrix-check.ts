/** Rules of a matrix that GitHub checks only when a run starts. */
import { didYouMean, quotedList } from "../../problems/wording.ts";
import type { WorkflowMatrix } from "../../model/workflow.ts";
import { DeclarationError, type Place } from "../place.ts";
import { axesOf, combinationsOf, entriesOf } from "../../matrix/workflow-matrix.ts";
import { mostCombinations } from "../../github/limits.ts";
import { isValidName, nameRule } from "../../github/name-rules.ts";

/** In the YAML `include` and `exclude` stand beside the axes. */
export function checkAxisNames(axes: readonly string[], place: Place): void {
  const axis = axes.find((name) => ["include", "exclude"].includes(name.toLowerCase()));
  if (axis === undefined) return;
  throw new DeclarationError(
    place,
    `the axis ${JSON.stringify(axis)} has a name that GitHub reserves.`,
  );
}

export function checkMatrix(matrix: WorkflowMatrix, place: Place): void {
  const fail = (message: string, hints: readonly string[] = []): never => {
    throw new DeclarationError(place, message, hints);
  };
  const axes = axesOf(matrix).map(([axis]) => axis);
  if (axes.length === 0 && matrix["include"] === undefined) {
    fail("the matrix has no values.", ['matrix({ node: ["20", "22"] })']);
  }
  for (const [axis, values] of axesOf(matrix)) {
    if (!isValidName(axis)) {
      fail(`the axis ${JSON.stringify(axis)} has no valid name: ${nameRule}`);
    }
    const twin = axes.find((other) => other !== axis && other.toLowerCase() === axis.toLowerCase());
    if (twin !== undefined) {
      fail(`the axes ${quotedList([axis, twin])} are the same to GitHub, which ignores case.`);
    }
    if (typeof values === "string") continue;
    if (values.length === 0) fail(`the axis ${JSON.stringify(axis)} has no values.`);
    const texts = values.map((value) => JSON.stringify(value));
    const twice = texts.find((text, index) => texts.indexOf(text) !== index);
    if (twice !== undefined) fail(`the axis ${JSON.stringify(axis)} has the value ${twice} twice.`);
  }
  for (const entry of entriesOf(matrix, "exclude")) {
    const keys = Object.keys(entry);
    if (keys.length === 0) fail("an `exclude` entry is empty.");
    for (const key of keys) {
      if (axes.includes(key)) continue;
      fail(
        `an \`exclude\` entry has the key ${JSON.stringify(key)}, which is not an axis. The axes are ${quotedList(axes)}.${didYouMean(key, axes)}`,
      );
    }
  }
  for (const entry of entriesOf(matrix, "include")) {
    if (Object.keys(entry).length === 0) fail("an `include` entry is empty.");
  }
  checkCounts(matrix, fail);
}

function checkCounts(matrix: WorkflowMatrix, fail: (message: string) => never): void {
  // Multiplies first: the combinations of ten axes with ten values would not fit into memory.
  const product = axesOf(matrix).reduce(
    (count, [, values]) => count * (typeof values === "string" ? 1 : values.length),
    1,
  );
  const isHuge = product > 100 * mostCombinations;
  const count = isHuge ? product : combinationsOf(matrix)?.length;
  if (count === undefined) return;
  if (count === 0) fail("the matrix excludes all of its combinations.");
  if (count > mostCombinations) {
    fail(`the matrix has ${count} combinations; GitHub runs ${mostCombinations} at most.`);
  }
}
