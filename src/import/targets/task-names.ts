/** Names of tasks for targets, whose tools allow more characters than a task does. */
import { isValidId } from "../../github/name-rules.ts";
import { builtInCommands } from "../../start/built-in-commands.ts";
import type { FoundTarget, Target } from "./target.ts";

/** Leaves room for a number below the 99 characters of a name. */
const longestName = 80;

/**
 * Each target with a name of its own. A target keeps its name where that is a valid one and free. `test:unit` is
 * `test_unit`, or `test_unit_2` beside a target `test-unit`: a command line reads both alike. What another
 * command has becomes `make_init`, by the tool that runs it.
 */
export function withTaskNames(
  targets: readonly FoundTarget[],
  taken: readonly string[] = [],
): readonly Target[] {
  const outside = new Set([...Object.keys(builtInCommands), ...taken].map(commandKey));
  const used = new Set(outside);
  const names = new Map<FoundTarget, string>();
  const give = (target: FoundTarget): void => {
    const tool = wordOf(target.command[0] ?? "") || "task";
    const word = wordOf(target.name);
    const startsWell: boolean = isValidId(word);
    const plain = startsWell ? word : `${tool}_${word}`;
    const wanted = outside.has(commandKey(plain)) ? `${tool}_${plain}` : plain;
    let name = wanted;
    for (let count = 2; used.has(commandKey(name)); count += 1) name = `${wanted}_${count}`;
    used.add(commandKey(name));
    names.set(target, name);
  };
  const isOwnName = ({ name }: FoundTarget): boolean => wordOf(name) === name;
  for (const target of targets.filter(isOwnName)) give(target);
  for (const target of targets.filter((each) => !isOwnName(each))) give(target);
  return targets.map((target) => ({ ...target, task: names.get(target) ?? target.name }));
}

/** The name itself if it is valid; else with `_` for what may not stand in one. */
function wordOf(name: string): string {
  if (isValidId(name) && name.length <= longestName) return name;
  const word = name.slice(0, longestName).replaceAll(/[^A-Za-z0-9_-]+/g, "_");
  return word.replace(/^[_-]+/, "").replace(/[_-]+$/, "");
}

/** As `sameCommand()` of the app compares names. */
function commandKey(name: string): string {
  return name.replaceAll("_", "-").toLowerCase();
}
