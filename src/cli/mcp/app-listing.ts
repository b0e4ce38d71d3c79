/** The tasks and automations of the app, as `inspect --json` tells them to any other program. */
import { sameCommand } from "../../app/names.ts";
import { keysOf, readsIn } from "../../expression/analysis/usage.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { didYouMean, quotedList } from "../../problems/wording.ts";
import type { InspectedAutomation, InspectedItem, InspectedTask } from "../inspect/inspection.ts";
import type { ProgramRuns } from "./program-run.ts";

export class AppListing {
  readonly items: readonly InspectedItem[];

  constructor(items: readonly InspectedItem[]) {
    this.items = items;
  }

  get tasks(): readonly InspectedTask[] {
    return this.items.filter((item) => item.kind === "task");
  }

  get automations(): readonly InspectedAutomation[] {
    return this.items.filter((item) => item.kind === "automation");
  }

  /** Names of the secrets that its tasks declare, or that its workflows read. */
  get secretNames(): readonly string[] {
    const declared = this.tasks.flatMap(({ secrets }) => secrets);
    const read = keysOf(readsIn(this.automations), "secrets");
    return [...new Set([...declared, ...read])];
  }

  /**
   * A task may have the name of its automation.
   *
   * @throws UsageError where there is none.
   */
  named(name: string): readonly InspectedItem[] {
    const found = this.items.filter((item) => sameCommand(item.name, name));
    if (found.length === 0) throw this.#unknown(name);
    return found;
  }

  /** @throws UsageError where there is none, or an automation has the name. */
  task(name: string): InspectedTask {
    return this.#named(name, this.tasks, this.automations, "run_automation");
  }

  /** @throws UsageError where there is none, or a task has the name. */
  automation(name: string): InspectedAutomation {
    return this.#named(name, this.automations, this.tasks, "run_task");
  }

  #named<Item extends InspectedItem>(
    name: string,
    wanted: readonly Item[],
    others: readonly InspectedItem[],
    tool: string,
  ): Item {
    const hasName = (item: InspectedItem): boolean => sameCommand(item.name, name);
    const found = wanted.find(hasName);
    if (found !== undefined) return found;
    const other = others.find(hasName);
    if (other !== undefined) {
      const what = other.kind === "task" ? "a task" : "an automation";
      throw new UsageError(`${JSON.stringify(other.name)} is ${what}.`, [
        `call ${tool} with its name`,
      ]);
    }
    throw this.#unknown(name);
  }

  #unknown(name: string): UsageError {
    const names = this.items.map((item) => item.name);
    return new UsageError(
      `there is no task or automation ${JSON.stringify(name)}.${didYouMean(name, names)} There are ${quotedList(names)}.`,
      ["call list_commands for their inputs"],
    );
  }
}

/** @throws UsageError with what the program said, where the app has a mistake. */
export async function readListing(runs: ProgramRuns, signal: AbortSignal): Promise<AppListing> {
  return new AppListing((await readJson(runs, ["inspect"], signal)) as readonly InspectedItem[]);
}

/**
 * What a command prints as JSON.
 *
 * @throws UsageError with what it said, where it did not succeed.
 */
export async function readJson(
  runs: ProgramRuns,
  words: readonly string[],
  signal: AbortSignal,
): Promise<unknown> {
  const lines: string[] = [];
  const args = [...words, "--json", "--no-color"];
  const end = await runs.run({ args, signal, onLine: (line) => void lines.push(line) });
  const value = end.exitCode === 0 ? jsonOf(lines) : undefined;
  if (value === undefined) throw new UsageError(end.errors || `it ended with ${end.exitCode}.`);
  return value;
}

/** The app may print something while it is loaded, which comes first. */
function jsonOf(lines: readonly string[]): unknown {
  for (const [index, line] of lines.entries()) {
    if (!/^[[{]/.test(line)) continue;
    try {
      return JSON.parse(lines.slice(index).join("\n"));
    } catch {
      // It was a line of the app.
    }
  }
  return undefined;
}
