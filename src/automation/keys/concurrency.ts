/** `concurrency`, of a workflow or a job. */
import { hasExpression } from "../../expression/language/template.ts";
import type { ContextRule } from "../../github/context-availability.ts";
import type { ConcurrencyValues, JobDefinition } from "../declaration.ts";
import type { ConcurrencyOptions, Text } from "./job-options.ts";
import type { OptionReader } from "./option-reader.ts";
import { DeclarationError, type Place } from "../place.ts";
import { shown } from "../../problems/wording.ts";

/** GitHub's limit, as far as it can be known before the run. */
const longestGroup = 400;

export function readConcurrency(
  given: ConcurrencyOptions,
  place: Place,
  reader: OptionReader,
  rule: ContextRule,
): ConcurrencyValues {
  const fail = (option: string, message: string): never => {
    throw new DeclarationError({ ...place, option }, message);
  };
  const readGroup = (value: unknown, option: string): string => {
    const group = reader.text(value, option, rule);
    if (group.trim() === "") fail(option, "the name of the group is empty.");
    if (!hasExpression(group) && group.length > longestGroup) {
      fail(
        option,
        `the name of the group has ${group.length} characters; GitHub takes at most ${longestGroup}.`,
      );
    }
    return group;
  };
  if (reader.isText(given)) return { group: readGroup(given, "concurrency") };
  reader.shape(given, ["group", "cancelInProgress", "queue"], "concurrency");
  const { group, cancelInProgress: cancel, queue } = given as Exclude<ConcurrencyOptions, Text>;
  if (queue !== undefined && queue !== "single" && queue !== "max") {
    fail("concurrency.queue", `it is "single" or "max", not ${shown(queue)}.`);
  }
  // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#concurrency
  if (queue === "max" && cancel === true) {
    fail(
      "concurrency.queue",
      'GitHub refuses "max" together with `cancelInProgress`: either all wait, or the newest goes first.',
    );
  }
  return {
    group: readGroup(group, "concurrency.group"),
    ...(cancel === undefined
      ? {}
      : {
          cancelInProgress: reader.flag(cancel, "concurrency.cancelInProgress", rule),
        }),
    ...(queue === undefined ? {} : { queue }),
  };
}

/** The run holds its group until its jobs have ended, so a job of it that asks for the same never starts. */
export function checkGroups(
  jobs: readonly JobDefinition[],
  { group }: ConcurrencyValues,
  place: Place,
): void {
  const same = jobs.find((job) => job.concurrency?.group.toLowerCase() === group.toLowerCase());
  if (same === undefined) return;
  throw new DeclarationError(
    { ...place, job: same.id, option: "concurrency" },
    `the workflow has the group ${JSON.stringify(group)}, too: the job would wait for its own run, and GitHub cancels both.`,
  );
}
