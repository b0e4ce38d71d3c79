/** How `--report` reads logs, and what of them is in the page. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import type { RunFinished } from "../../../src/events/event.ts";
import { readLogFile } from "../../../src/cli/report/log-reader.ts";
import { packedLog } from "../../../src/cli/report/packed-log.ts";
import { fairShare, writePage } from "../../../src/cli/report/page-file.ts";
import { endOf } from "../../reporters/report/page-of.ts";
import { sampleRun } from "../../reporters/sample-run.ts";
import { cases } from "../../support/cases.ts";

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "recompose-page-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function newLog(content: string | Uint8Array): string {
  const file = path.join(newFolder(), "a.log");
  writeFileSync(file, content);
  return file;
}

/** The lines as the page has them. */
async function unpacked(file: string, longest = Number.POSITIVE_INFINITY): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of packedLog(readLogFile(file, [], longest))) pieces.push(piece);
  return gunzipSync(Buffer.from(pieces.join(""), "base64")).toString();
}

describe("a log", () => {
  test("is read for its lines, its last lines, and the lines where something begins", () => {
    const lines = Array.from({ length: 100_000 }, (_, index) => `line ${index + 1} é`);
    const offsets = [0, 20, 400_000, 399_990].map((index) =>
      Buffer.byteLength(
        lines
          .slice(0, index)
          .map((line) => `${line}\n`)
          .join(""),
      ),
    );
    const log = readLogFile(newLog(`${lines.join("\n")}\n`), offsets, Number.POSITIVE_INFINITY);
    expect(log).toMatchObject({ lineCount: 100_000, firstLine: 1, start: 0 });
    expect(log.lastLines).toEqual(lines.slice(-20));
    expect([log.lineAt?.get(0), log.lineAt?.get(offsets[1] ?? -1)]).toEqual([1, 21]);
    // What begins when all is printed begins behind the last line.
    expect(log.lineAt?.get(offsets[2] ?? -1)).toBe(100_001);
  });

  test("may be empty, end without a line ending, or not be there", () => {
    expect(readLogFile(newLog(""), [0], 9)).toMatchObject({ lineCount: 0, lastLines: [] });
    expect(readLogFile(newLog("a\nb"), [], 9)).toMatchObject({
      lineCount: 2,
      lastLines: ["a", "b"],
    });
    expect(readLogFile("/nowhere/a.log", [3], 9)).toMatchObject({ lineCount: 0, lastLines: [] });
  });

  test("that is too long is in the page from a whole line on", async () => {
    const file = newLog(Array.from({ length: 1000 }, (_, index) => `line ${index + 1}\n`).join(""));
    const { firstLine, lineCount } = readLogFile(file, [], 50);
    const text = await unpacked(file, 50);
    expect(text).toBe("line 996\nline 997\nline 998\nline 999\nline 1000\n");
    expect({ firstLine, lineCount }).toEqual({ firstLine: 996, lineCount: 1000 });
  });

  test("has nothing in the page that controls a terminal but colours", async () => {
    const plain = "plain\n".repeat(60_000);
    const file = newLog(`${plain}\u001B[31mred\u001B[2J\u0007\r\n10%\r100%\n\u202Eturned\n`);
    expect(await unpacked(file)).toBe(`${plain}\u001B[31mred\n100%\n\\u202Eturned\n`);
  });

  test("arrives with all its lines, however they are cut into pieces", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.constantFrom("x", "é", "\u001B[1m", "\n"),
            fc.integer({ min: 1, max: 200_000 }),
          ),
          {
            maxLength: 4,
          },
        ),
        async (runs) => {
          const text = runs.map(([piece, count]) => piece.repeat(count)).join("");
          expect(await unpacked(newLog(text))).toBe(
            text === "" || text.endsWith("\n") ? text : `${text}\n`,
          );
        },
      ),
      cases(20),
    );
  });
});

test.each([
  [[], 10, Number.POSITIVE_INFINITY],
  [[3, 4], 10, Number.POSITIVE_INFINITY],
  [[1, 100, 100], 21, 10],
  [[100], 7, 7],
])("logs of %j bytes that may have %d together may have %d each", (sizes, most, share) => {
  expect(fairShare(sizes, most)).toBe(share);
});

describe("the page of a run", () => {
  function newRun(): RunFinished {
    const folder = newFolder();
    mkdirSync(path.join(folder, "jobs"));
    writeFileSync(
      path.join(folder, "jobs/test.log"),
      "one\n</script><script>alert(1)</script>\nlast\n",
    );
    return { ...endOf(sampleRun), folder };
  }

  test("has the lines of each log as data, whatever they are", async () => {
    const run = newRun();
    const file = path.join(run.folder, "page.html");
    await writePage(file, { run, annotations: [], root: undefined });
    const html = readFileSync(file, "utf8");
    const [, packed = ""] =
      /<script type="text\/plain" id="job-2-lines">([\w+/=]*)<\/script>/.exec(html) ?? [];
    expect(gunzipSync(Buffer.from(packed, "base64")).toString()).toBe(
      "one\n</script><script>alert(1)</script>\nlast\n",
    );
    expect(html).toContain("one\n&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;\nlast</pre>");
    expect(html.endsWith("</html>\n")).toBe(true);
  });

  test("is written whole or not at all", async () => {
    const run = newRun();
    const file = path.join(run.folder, "page.html");
    writeFileSync(file, "earlier");
    // A job without an id cannot be rendered.
    const broken = { ...run, jobs: [undefined] } as unknown as RunFinished;
    await expect(
      writePage(file, { run: broken, annotations: [], root: undefined }),
    ).rejects.toThrow("undefined");
    expect(readFileSync(file, "utf8")).toBe("earlier");
    mkdirSync(path.join(run.folder, "taken.html"));
    const taken = path.join(run.folder, "taken.html");
    await expect(writePage(taken, { run, annotations: [], root: undefined })).rejects.toThrow(
      "EISDIR",
    );
    expect(readdirSync(run.folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});
