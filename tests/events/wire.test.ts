import { describe, expect, test } from "vitest";
import type { TimedEvent } from "../../src/events/event.ts";
import { decodeEvent, encodeEvent } from "../../src/events/wire.ts";

const event: TimedEvent = {
  type: "line",
  time: 5,
  path: ["ci", "a"],
  stream: "stdout",
  text: "x\n\u2028",
};

describe("decodeEvent", () => {
  test("reads what encodeEvent wrote, and the text before it", () => {
    const line = encodeEvent("TOKEN", event);
    expect(line.slice(0, -1)).not.toContain("\n");
    expect(decodeEvent("TOKEN", `no newline${line.trimEnd()}`)).toEqual({
      before: "no newline",
      event,
    });
  });

  test.each([
    "ordinary",
    "TOKEN",
    'TOKEN{"type":"line","ti',
    "TOKENnull",
    "TOKEN{}",
    'TOKEN{"type":"other","time":1,"path":[]}',
    'TOKEN{"type":"line","time":1,"path":[1]}',
  ])("takes %j for ordinary output", (line) => {
    expect(decodeEvent("TOKEN", line)).toBeUndefined();
  });

  test("finds nothing with an empty token", () => {
    expect(decodeEvent("", JSON.stringify(event))).toBeUndefined();
  });
});

test("encodeEvent writes type, time and path first", () => {
  expect(encodeEvent("", event)).toBe(
    '{"type":"line","time":5,"path":["ci","a"],"stream":"stdout","text":"x\\n\u2028"}\n',
  );
});
