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

  test("takes a line without the token for ordinary output", () => {
    expect(decodeEvent("TOKEN", "ordinary")).toBeUndefined();
  });

  const broken = [
    "",
    '{"type":"line","ti',
    "null",
    "{}",
    "[]",
    '{"type":"other","time":1,"path":["a"]}',
    '{"type":"constructor","time":1,"path":["a"]}',
    '{"type":"line","time":0,"path":[]}',
    '{"type":"line","time":1,"path":[1],"stream":"stdout","text":""}',
    '{"type":"line","time":1,"path":["a"]}',
    '{"type":"line","time":1,"path":["a"],"stream":"stdin","text":""}',
    '{"type":"line","time":"1","path":["a"],"stream":"stdout","text":""}',
    '{"type":"line","time":1,"path":["a"],"stream":"stdout","text":"","more":1}',
    '{"type":"task-finished","time":1,"path":["a"],"result":"skipped","outputs":{},"artifacts":{},"durationMs":1}',
    '{"type":"task-finished","time":1,"path":["a"],"result":"success","outputs":{"a":1},"artifacts":{},"durationMs":1}',
    '{"type":"mask","time":1,"path":["a"],"value":1}',
    '{"type":"job-finished","time":1,"path":["a"],"result":"success","outputs":{},"durationMs":1,"log":""}',
    '{"type":"run-finished","time":1,"path":["a"]}',
  ];
  test.each(broken)("knows no event in %j, and keeps the text before it", (text) => {
    expect(decodeEvent("TOKEN", `before TOKEN${text}`)).toEqual({
      before: "before ",
      event: undefined,
    });
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
