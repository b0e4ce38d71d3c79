/**
 * Groups of lines in GitHub's log, which can neither stand inside one another nor alternate. Of several that are open at
 * once the first prints at once; the others wait, up to a size, and then take over: `::group::unit (continued)`.
 */
import { formatWorkflowCommand, parseWorkflowCommand } from "../../events/workflow-command.ts";
import type { CommandLine, ProgramLines } from "./line-printer.ts";

/** Characters that a group may hold back. */
const longestWait = 256 * 1024;
/** Characters that all groups together may hold back. */
const longestWaits = 4 * 1024 * 1024;

/** A command is for the runner; anything else is for people. */
export type GroupLine = string | CommandLine | ProgramLines;

interface LineGroup {
  readonly name: string;
  waitingLines: GroupLine[];
  waitingLength: number;
  isPrinted: boolean;
  /** Lines to print below it, once it is closed. */
  closedLines: readonly GroupLine[] | undefined;
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
    const group = {
      name,
      waitingLines: [],
      waitingLength: 0,
      isPrinted: false,
      closedLines: undefined,
    };
    this.#groups.set(key, group);
    if (this.#groups.size === 1) this.#show(group);
  }

  /** A line of a group, or several; of none where no group has the key. */
  line(key: Key | undefined, line: GroupLine): void {
    const group = key === undefined ? undefined : this.#groups.get(key);
    // A mask that waited would come after what it hides.
    if (isMask(line)) this.#write(line);
    else if (group === undefined) {
      this.#hide();
      this.#write(line);
    } else if (group === this.#first()) {
      this.#show(group);
      this.#write(line);
    } else {
      const length = lengthOf(line);
      group.waitingLines.push(copyOf(line));
      group.waitingLength += length;
      this.#waitingLength += length;
      const isTooLong = group.waitingLength > longestWait || this.#waitingLength > longestWaits;
      if (isTooLong) this.#show(group);
    }
  }

  /** Ends a group; `below` follows it, outside of any. */
  end(key: Key, below: readonly GroupLine[]): void {
    const group = this.#groups.get(key);
    if (group === undefined) return;
    group.closedLines = below;
    for (const [firstKey, first] of this.#groups) {
      if (first.closedLines === undefined) {
        if (first.waitingLines.length > 0) this.#show(first);
        break;
      }
      this.#show(first);
      this.#hide();
      for (const line of first.closedLines) this.#write(line);
      this.#groups.delete(firstKey);
    }
  }

  /** Prints what still waits. */
  endAll(): void {
    for (const key of this.#groups.keys()) this.end(key, []);
    this.#hide();
  }

  #first(): LineGroup | undefined {
    return this.#groups.values().next().value;
  }

  #show(group: LineGroup): void {
    if (this.#open !== group) {
      const isEmptyEnd =
        group.isPrinted && group.waitingLines.length === 0 && group.closedLines !== undefined;
      if (isEmptyEnd) return;
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

/** Bytes of a program's output are only lent. */
function copyOf(line: GroupLine): GroupLine {
  const isLent = typeof line === "object" && "lines" in line;
  return isLent ? { ...line, lines: Buffer.from(line.lines) } : line;
}

function lengthOf(line: GroupLine): number {
  if (typeof line === "string") return line.length;
  return "command" in line ? line.command.length : line.lines.length;
}
