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
  test("reads what encodeEvent wrote behind the token", () => {
    const line = encodeEvent("TOKEN", event);
    expect(line.slice(0, -1)).not.toContain("\n");
    expect(line.startsWith("TOKEN")).toBe(true);
    expect(decodeEvent(line.slice("TOKEN".length))).toEqual(event);
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
    '{"type":"lines","time":1,"path":["a"],"stream":"stdout"}',
    '{"type":"lines","time":1,"path":["a"],"stream":"stdout","length":-1}',
    '{"type":"lines","time":1,"path":["a"],"stream":"stdout","length":0.5}',
    '{"type":"lines","time":1,"path":["a"],"stream":"debug","length":1}',
    '{"type":"mask","time":1,"path":["a"],"value":1}',
    '{"type":"job-finished","time":1,"path":["a"],"result":"success","outputs":{},"durationMs":1,"log":""}',
    '{"type":"run-finished","time":1,"path":["a"]}',
  ];
  test.each(broken)("knows no event in %j", (text) => {
    expect(decodeEvent(text)).toBeUndefined();
  });
});

test("encodeEvent writes type, time and path first", () => {
  expect(encodeEvent("", event)).toBe(
    '{"type":"line","time":5,"path":["ci","a"],"stream":"stdout","text":"x\\n\u2028"}\n',
  );
});
