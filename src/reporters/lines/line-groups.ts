/**
 * Groups of lines in GitHub's log, which can neither be nested nor alternate. Of several open groups the first prints at
 * once. The others wait, up to a size, and then take over: `::group::unit (continued)`.
 */
import { formatWorkflowCommand, parseWorkflowCommand } from "../../events/workflow-command.ts";
import type { CommandLine } from "./line-printer.ts";
import type { ProgramLines } from "./line-text.ts";

/** Characters that may wait in a group, and in all groups together. */
const longestWait = 256 * 1024;
const longestWaits = 4 * 1024 * 1024;

type GroupLine = string | CommandLine | ProgramLines;

interface LineGroup {
  readonly name: string;
  waitingLines: GroupLine[];
  waitingLength: number;
  isPrinted: boolean;
  /** Lines to print below the group; undefined until it ends. */
  linesBelow?: readonly GroupLine[];
}

export class LineGroups<Key> {
  readonly #write: (line: GroupLine) => void;
  /** In the order of their starts. */
  readonly #groups = new Map<Key, LineGroup>();
  #open: LineGroup | undefined;
  #waitingLength = 0;

  constructor(write: (line: GroupLine) => void) {
    this.#write = write;
  }

  start(key: Key, name: string): void {
    const group: LineGroup = { name, waitingLines: [], waitingLength: 0, isPrinted: false };
    this.#groups.set(key, group);
    if (this.#groups.size === 1) this.#show(group);
  }

  /** Prints a line, or several, of a group; outside of groups where no group has the key. */
  line(key: Key | undefined, line: GroupLine): void {
    const group = key === undefined ? undefined : this.#groups.get(key);
    // A mask that waited would come after what it hides.
    if (isMask(line)) this.#write(line);
    else if (group === undefined) {
      this.#hide();
      this.#write(line);
    } else if (group === this.#groups.values().next().value) {
      this.#show(group);
      this.#write(line);
    } else {
      const length = lengthOf(line);
      group.waitingLines.push(copyOf(line));
      group.waitingLength += length;
      this.#waitingLength += length;
      if (group.waitingLength > longestWait || this.#waitingLength > longestWaits)
        this.#show(group);
    }
  }

  /** Ends a group; `below` follows it, outside of any. */
  end(key: Key, below: readonly GroupLine[]): void {
    const group = this.#groups.get(key);
    if (group === undefined) return;
    group.linesBelow = below;
    for (const [firstKey, first] of this.#groups) {
      if (first.linesBelow === undefined) {
        if (first.waitingLines.length > 0) this.#show(first);
        break;
      }
      this.#show(first);
      this.#hide();
      for (const line of first.linesBelow) this.#write(line);
      this.#groups.delete(firstKey);
    }
  }

  /** Prints what still waits. */
  endAll(): void {
    for (const key of this.#groups.keys()) this.end(key, []);
    this.#hide();
  }

  #show(group: LineGroup): void {
    if (this.#open !== group) {
      const hasEnded = group.linesBelow !== undefined;
      if (hasEnded && group.isPrinted && group.waitingLines.length === 0) return;
      this.#hide();
      const name = group.isPrinted ? `${group.name} (continued)` : group.name;
      this.#write({ command: formatWorkflowCommand("group", name) });
      this.#open = group;
      group.isPrinted = true;
    }
    for (const line of group.waitingLines) this.#write(line);
    group.waitingLines = [];
    this.#waitingLength -= group.waitingLength;
    group.waitingLength = 0;
  }

  #hide(): void {
    if (this.#open !== undefined) this.#write({ command: formatWorkflowCommand("endgroup", "") });
    this.#open = undefined;
  }
}

function isMask(line: GroupLine): boolean {
  if (typeof line === "string" || !("command" in line)) return false;
  const { command } = line;
  return command.includes("add-mask") && parseWorkflowCommand(command)?.name === "add-mask";
}

/** The bytes of a program's output may change after the event. */
function copyOf(line: GroupLine): GroupLine {
  const isProgramLines = typeof line === "object" && "lines" in line;
  return isProgramLines ? { ...line, lines: Buffer.from(line.lines) } : line;
}

function lengthOf(line: GroupLine): number {
  if (typeof line === "string") return line.length;
  return "command" in line ? line.command.length : line.lines.length;
}
