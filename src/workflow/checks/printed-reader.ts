/**
 * Gives GitHub's parser the events of a workflow, as if it read the printed text. The events have no positions, so the
 * parser has to read the text once it finds a problem.
 */
import type { ObjectReader } from "@actions/workflow-parser/templates/object-reader";
import {
  BooleanToken,
  type LiteralToken,
  MappingToken,
  NullToken,
  NumberToken,
  SequenceToken,
  StringToken,
} from "@actions/workflow-parser/templates/tokens/index";
import { hasExpression } from "../../expression/language/template.ts";
import { Commented, type Printable } from "../print/yaml/emitter.ts";

/** A position in one line makes the parser read expressions from the value instead of the text of the file. */
const somewhere = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

const end = Symbol("end of a list or mapping");

type ReaderEvent = LiteralToken | SequenceToken | MappingToken | typeof end;

/** Undefined for an expression in a text of several lines, which the parser reads from the file. */
export function printedReader(value: Printable, fileId: number): ObjectReader | undefined {
  const events: ReaderEvent[] = [];
  return addEvents(events, value, fileId) ? new PrintedReader(events) : undefined;
}

function addEvents(events: ReaderEvent[], value: Printable, file: number): boolean {
  if (value instanceof Commented) return addEvents(events, value.value, file);
  if (value === null || typeof value !== "object") {
    if (typeof value === "string" && value.includes("\n") && hasExpression(value)) return false;
    events.push(literal(value, file));
    return true;
  }
  if (Array.isArray(value)) {
    events.push(new SequenceToken(file, somewhere, undefined));
    for (const item of value as readonly Printable[]) {
      if (!addEvents(events, item, file)) return false;
    }
  } else {
    events.push(new MappingToken(file, somewhere, undefined));
    for (const [key, part] of Object.entries(value)) {
      if (!addEvents(events, key, file) || !addEvents(events, part, file)) return false;
    }
  }
  events.push(end);
  return true;
}

function literal(value: string | number | boolean | null, file: number): LiteralToken {
  if (value === null) return new NullToken(file, somewhere, undefined);
  if (typeof value === "number") return new NumberToken(file, somewhere, value, undefined);
  if (typeof value === "boolean") return new BooleanToken(file, somewhere, value, undefined);
  return new StringToken(file, somewhere, value, undefined);
}

class PrintedReader implements ObjectReader {
  readonly #events: readonly ReaderEvent[];
  #at = 0;

  constructor(events: readonly ReaderEvent[]) {
    this.#events = events;
  }

  allowLiteral(): LiteralToken | undefined {
    const event = this.#events[this.#at];
    if (event === undefined || event === end) return undefined;
    if (event instanceof SequenceToken || event instanceof MappingToken) return undefined;
    this.#at += 1;
    return event;
  }

  allowSequenceStart(): SequenceToken | undefined {
    const event = this.#events[this.#at];
    if (!(event instanceof SequenceToken)) return undefined;
    this.#at += 1;
    return event;
  }

  allowSequenceEnd(): boolean {
    return this.allowMappingEnd();
  }

  allowMappingStart(): MappingToken | undefined {
    const event = this.#events[this.#at];
    if (!(event instanceof MappingToken)) return undefined;
    this.#at += 1;
    return event;
  }

  allowMappingEnd(): boolean {
    if (this.#events[this.#at] !== end) return false;
    this.#at += 1;
    return true;
  }

  validateStart(): void {
    if (this.#at !== 0) throw new Error("it has been read before");
  }

  validateEnd(): void {
    if (this.#at !== this.#events.length) throw new Error("there is more than one value");
  }
}
