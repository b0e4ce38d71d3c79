import { describe, expect, test } from "vitest";
import type { TimedEvent } from "../../src/events/event.ts";
import { decodeEvent, encodeEvent, longestWireLine } from "../../src/events/wire.ts";

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
    '{"type":"step-started","time":1,"path":["a"],"logOffset":1}',
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

describe("an event that is longer than a line may be", () => {
  const failed = {
    type: "task-finished",
    time: 1,
    path: ["a"],
    result: "failure",
    error: "no luck",
    outputs: {},
    artifacts: {},
    durationMs: 1,
  } as const;
  const sent = (given: Parameters<typeof encodeEvent>[1]) => {
    const line = encodeEvent("TOKEN", given);
    expect(line.length).toBeLessThanOrEqual(longestWireLine + 1);
    return decodeEvent(line.slice("TOKEN".length));
  };

  test("arrives with its texts cut", () => {
    const error = `begins ${"x".repeat(longestWireLine)} ends`;
    const got = sent({ ...failed, error, outputs: { short: "1" } });
    expect(got).toMatchObject({ outputs: { short: "1" }, result: "failure" });
    expect(got).toMatchObject({
      error: expect.stringMatching(/^begins x+… \d+ characters …x+ ends$/),
    });
  });

  test("arrives without its outputs where there are too many", () => {
    const outputs = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`output_${index}`, "x".repeat(1000)]),
    );
    expect(sent({ ...failed, outputs })).toEqual(failed);
  });
});
