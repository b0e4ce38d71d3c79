/** What a run reads of a job's process is the same however it was cut on its way. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TimedEvent } from "../../../src/events/event.ts";
import { encodeEvent, longestWireLine } from "../../../src/events/wire.ts";
import { linesOf, textsOf } from "../../../src/process/line-bytes.ts";
import { maskedParts } from "../../../src/process/line-splitter.ts";
import { Masker } from "../../../src/process/masker.ts";
import { JsonReporter } from "../../../src/reporters/json.ts";
import { EventSplitter, newToken } from "../../../src/runner/step/event-splitter.ts";
import { cases } from "../../support/cases.ts";
import { FakeOutput } from "../../support/terminal/fake-output.ts";

const token = newToken();

/** As a job's process writes it. */
function written(event: TimedEvent): Buffer {
  const output = new FakeOutput();
  new JsonReporter(output, { debug: false, token }).report(event);
  return Buffer.from(output.text);
}

function read(chunks: readonly Buffer[], secrets: readonly string[] = []): string[] {
  const masker = new Masker();
  for (const secret of secrets) masker.add(secret);
  const found: string[] = [];
  const texts = (lines: Uint8Array): readonly string[] =>
    maskedParts(lines, masker).flatMap(textsOf);
  const splitter = new EventSplitter({
    token,
    masker,
    onLines: (lines) => found.push(...texts(lines).map((text) => `other │ ${text}`)),
    onUnfinished: () => {},
    onEvent: (event) => {
      const from = event.path.join("/");
      if (event.type !== "lines") found.push(`${from} ${event.type}`);
      else found.push(...texts(event.bytes).map((text) => `${from} ${event.stream} │ ${text}`));
    },
  });
  for (const chunk of chunks) splitter.push(chunk);
  splitter.end();
  return found;
}

function cutAt(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort(
    (a, b) => a - b,
  );
  return places.map((end, index) => bytes.subarray(places[index - 1] ?? 0, end));
}

const text = fc
  .array(
    fc.constantFrom("a", "ü", "🎉", "\n", token.slice(0, 9), "\u001E", '{"type":', "hunter2"),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(""));
const path = fc.array(fc.constantFrom("task", "step"), { minLength: 1, maxLength: 3 });
const stream = fc.constantFrom("stdout" as const, "stderr" as const);

/** Bytes, and what is to be read of them. */
const part = fc.oneof(
  text.map((said) => ({
    bytes: Buffer.from(said === "" ? "" : `${said}\n`),
    read: said === "" ? [] : said.split("\n").map((line) => `other │ ${line}`),
  })),
  fc.tuple(text, path, stream).map(([said, names, from]) => ({
    bytes: written({ type: "lines", time: 1, path: names, stream: from, bytes: linesOf(said) }),
    read: said.split("\n").map((line) => `${names.join("/")} ${from} │ ${line}`),
  })),
  path.map((names) => ({
    bytes: written({ type: "step-started", time: 1, path: names }),
    read: [`${names.join("/")} step-started`],
  })),
  text.map((said) => ({ bytes: Buffer.from(`${token}{${said.replaceAll("\n", "")}\n`), read: [] })),
);

const parts = fc.array(part, { maxLength: 8 });
const cuts = fc.array(fc.nat(), { maxLength: 12 });

test("events and lines come as they were written, wherever what was read was cut", () => {
  fc.assert(
    fc.property(parts, cuts, (all, places) => {
      const bytes = Buffer.concat(all.map((each) => each.bytes));
      expect(read(cutAt(bytes, places))).toEqual(all.flatMap((each) => each.read));
    }),
    cases(1000),
  );
});

test("no secret is seen, wherever what was read was cut", () => {
  fc.assert(
    fc.property(parts, cuts, (all, places) => {
      const bytes = Buffer.concat(all.map((each) => each.bytes));
      const expected = all.flatMap((each) =>
        each.read.map((line) => line.replaceAll("hunter2", "***")),
      );
      expect(read(cutAt(bytes, places), ["hunter2"])).toEqual(expected);
    }),
    cases(1000),
  );
});

describe("a process that was killed while it wrote", () => {
  const lines = written({
    type: "lines",
    time: 1,
    path: ["a"],
    stream: "stdout",
    bytes: linesOf("one\ntwo\nthree"),
  });

  test("costs no other process of the step its events", () => {
    const next = written({ type: "step-started", time: 1, path: ["b"] });
    fc.assert(
      fc.property(fc.nat(), cuts, (length, places) => {
        const headLength = lines.indexOf("\n") + 1;
        const cut = headLength + (length % (lines.length - headLength));
        const bytes = Buffer.concat([lines.subarray(0, cut), next]);
        const found = read(cutAt(bytes, places));
        expect(found.at(-1)).toBe("b step-started");
        const said = lines.toString("utf8", headLength, cut).replace(/\n$/, "");
        const expected = said === "" ? [] : said.split("\n").map((line) => `a stdout │ ${line}`);
        expect(found.slice(0, -1)).toEqual(expected);
      }),
      cases(500),
    );
  });

  test("has what it wrote shown", () => {
    expect(read([lines.subarray(0, -4)])).toEqual([
      "a stdout │ one",
      "a stdout │ two",
      "a stdout │ th",
    ]);
  });
});

test("what another program writes between announced lines is not lost", () => {
  const lines = written({
    type: "lines",
    time: 1,
    path: ["a"],
    stream: "stdout",
    bytes: linesOf("one\ntwo"),
  });
  const place = lines.indexOf("two");
  const found = read([lines.subarray(0, place), Buffer.from("other\n"), lines.subarray(place)]);
  expect(found.map((line) => line.replace(/^.* │ /, "")).join("")).toBe("oneothertwo");
});

test("an event of any length is left out where nobody could have written it, and costs itself only", () => {
  const piece = Buffer.alloc(1024 * 1024, "x");
  const many = Array.from({ length: (longestWireLine * 3) / piece.length + 2 }, () => piece);
  const next = encodeEvent(token, { type: "step-started", time: 1, path: ["b"] });
  expect(read([Buffer.from(token), ...many, Buffer.from(`\nline\n${next}`)])).toEqual([
    "other │ line",
    "b step-started",
  ]);
});
