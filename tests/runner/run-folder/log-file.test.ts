import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { LogFile } from "../../../src/runner/run-folder/log-file.ts";
import { project } from "../workflow-runs.ts";

const mask = {
  text: (text: string): string => text.replaceAll("secret", "***"),
  lines: (lines: Uint8Array): Uint8Array => Buffer.from(mask.text(Buffer.from(lines).toString())),
};

function newLog(): { log: LogFile; file: string; root: string; written: () => string } {
  const root = project();
  const file = path.join(root, "jobs/a.log");
  return {
    log: new LogFile(root, file, mask),
    file,
    root,
    written: () => readFileSync(file, "utf8"),
  };
}

/** A line of so many bytes. */
function long(bytes: number, letter = "x"): string {
  return `${letter.repeat(bytes - 1)}\n`;
}

describe("a log", () => {
  test("has what is said and what programs print, in order, with what is secret masked", () => {
    const { log, written } = newLog();
    log.line("first secret");
    log.lines(Buffer.from("second secret\nthird\n"));
    log.line("fourth é");
    expect(log.size).toBe(Buffer.byteLength("first ***\nsecond ***\nthird\nfourth é\n"));
    log.close();
    expect(written()).toBe("first ***\nsecond ***\nthird\nfourth é\n");
    expect(log.problem).toBeUndefined();
  });

  test("is only the user's to read", () => {
    const { file } = newLog();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test("is written when it is asked to, and not with each line", () => {
    const { log, written } = newLog();
    log.line("one");
    expect(written()).toBe("");
    log.flush();
    expect(written()).toBe("one\n");
    log.flush();
    expect(written()).toBe("one\n");
  });

  test("is written when 64 KiB wait, and waits again from then on", () => {
    const { log, written } = newLog();
    const line = long(8 * 1024)
      .toString()
      .trimEnd();
    for (let count = 0; count < 7; count += 1) log.line(line);
    expect(written()).toBe("");
    log.line(line);
    expect(written()).toHaveLength(64 * 1024);
    log.line("more");
    expect(written()).toHaveLength(64 * 1024);
    log.flush();
    expect(written()).toHaveLength(64 * 1024 + 5);
  });

  test("has what is large at once, behind what waited", () => {
    const { log, written } = newLog();
    log.line("before");
    log.lines(Buffer.from(long(16 * 1024 - 1, "a")));
    expect(written()).toBe("");
    log.lines(Buffer.from(long(16 * 1024, "b")));
    expect(written()).toBe(`before\n${long(16 * 1024 - 1, "a")}${long(16 * 1024, "b")}`);
  });

  test("keeps what was printed where its buffer is used again", () => {
    const root = project();
    const file = path.join(root, "a.log");
    const log = new LogFile(root, file, { text: (text) => text, lines: (lines) => lines });
    const buffer = Buffer.from("one\n");
    log.lines(buffer);
    buffer.fill("x");
    log.close();
    expect(readFileSync(file, "utf8")).toBe("one\n");
  });

  test("goes on where it was", () => {
    const { log, file, root, written } = newLog();
    log.line("one");
    log.close();
    const again = new LogFile(root, file, mask);
    again.line("two");
    again.close();
    expect(written()).toBe("one\ntwo\n");
  });

  test("takes nothing more when it is closed", () => {
    const { log, written } = newLog();
    log.line("one");
    log.close();
    log.line("two");
    log.lines(Buffer.from(long(20 * 1024)));
    log.restore();
    log.close();
    expect(written()).toBe("one\n");
    expect(log.problem).toBeUndefined();
  });
});

describe("a log that a job has removed", () => {
  test("is written anew with all that it had, and goes on", () => {
    const { log, root, written } = newLog();
    const all = `${"0123456789abcde\n".repeat(3 * 4096 + 1)}last\n`;
    log.lines(Buffer.from(all));
    rmSync(path.join(root, "jobs"), { recursive: true });
    log.line("waits");
    log.restore();
    expect(written()).toBe(`${all}waits\n`);
    log.line("more");
    log.close();
    expect(written()).toBe(`${all}waits\nmore\n`);
    expect(log.problem).toBeUndefined();
  });

  test("takes the place of another file", () => {
    const { log, file, root, written } = newLog();
    log.line("mine");
    log.flush();
    renameSync(file, path.join(root, "moved"));
    symlinkSync(path.join(root, "moved"), file);
    log.restore();
    log.close();
    expect(written()).toBe("mine\n");
    expect(readFileSync(path.join(root, "moved"), "utf8")).toBe("mine\n");
    expect(statSync(file).ino).not.toBe(statSync(path.join(root, "moved")).ino);
  });

  test("stays as it is where it is still there", () => {
    const { log, file, written } = newLog();
    log.line("one");
    const { ino } = statSync(file);
    log.restore();
    log.line("two");
    log.close();
    expect(statSync(file).ino).toBe(ino);
    expect(written()).toBe("one\ntwo\n");
  });
});

describe("a log that cannot be written", () => {
  test("says why, once, and takes what comes", () => {
    const root = project();
    mkdirSync(path.join(root, "jobs/a.log"), { recursive: true });
    const log = new LogFile(root, path.join(root, "jobs/a.log"), mask);
    expect(log.problem).toMatch(/^its log cannot be written: EISDIR/);
    log.line("one");
    log.restore();
    log.close();
    expect(log.problem).toMatch(/^its log cannot be written: EISDIR/);
  });

  test("says why it cannot be written anew, and keeps the first reason", () => {
    const { log, root } = newLog();
    rmSync(path.join(root, "jobs"), { recursive: true });
    writeFileSync(path.join(root, "jobs"), "a file");
    log.restore();
    const problem = log.problem ?? "";
    expect(problem).toMatch(/^its log cannot be written: E(?:NOTDIR|EXIST)/);
    rmSync(path.join(root, "jobs"));
    log.restore();
    expect(existsSync(path.join(root, "jobs/a.log"))).toBe(true);
    expect(log.problem).toBe(problem);
  });
});
