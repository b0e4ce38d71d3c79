import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { CurrentFile } from "../../../src/runner/run-folder/current-file.ts";
import { project } from "../workflow-runs.ts";

const large = 32 * 1024;

function newFile(name = "run.json"): { file: CurrentFile; at: string; read: () => string } {
  const root = project();
  const at = path.join(root, name);
  return { file: new CurrentFile(at, root), at, read: () => readFileSync(at, "utf8").trim() };
}

describe("a small file", () => {
  test("is written at once, whole, and no other beside it", () => {
    const { file, at, read } = newFile();
    for (const text of ["one", "two", " ".repeat(large - 4) + "end"]) {
      file.write(() => text);
      expect(read()).toBe(text.trim());
    }
    expect(readdirSync(path.dirname(at))).toEqual(["run.json"]);
    expect(file.problem).toBeUndefined();
  });

  test("is left alone where nothing has changed", () => {
    const { file, at } = newFile();
    file.write(() => "one");
    const { ino } = statSync(at);
    file.write(() => "one");
    file.flush();
    file.restore();
    expect(statSync(at).ino).toBe(ino);
  });
});

describe("a large file", () => {
  let now = 1000;
  beforeEach(() => {
    now = 1000;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => now);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => {
      clock.mockRestore();
      vi.useRealTimers();
    });
  });

  function pass(milliseconds: number): void {
    now += milliseconds;
    vi.advanceTimersByTime(milliseconds);
  }

  /** It takes ten milliseconds to write. */
  function writing(text: string): () => string {
    return () => {
      now += 10;
      return text.padStart(large);
    };
  }

  test("waits for fifty times of what writing it took, and then has the last that was asked for", () => {
    const { file, read } = newFile();
    file.write(writing("one"));
    expect(read()).toBe("one");
    const two = vi.fn<() => string>(writing("two"));
    file.write(two);
    pass(100);
    file.write(writing("three"));
    pass(389);
    expect(read()).toBe("one");
    pass(1);
    expect(read()).toBe("three");
    expect(two).not.toHaveBeenCalled();
    pass(1000);
    file.write(writing("four"));
    expect(read()).toBe("four");
  });

  test("does not wait for another time once that has passed", () => {
    const { file, read } = newFile();
    file.write(writing("one"));
    now += 490;
    file.write(writing("two"));
    expect(read()).toBe("two");
  });

  test("does not wait where it is to be written at once, and not again later", () => {
    const { file, read } = newFile();
    file.write(writing("one"));
    const two = vi.fn<() => string>(writing("two"));
    file.write(two);
    file.flush();
    expect(read()).toBe("two");
    pass(1000);
    file.flush();
    expect(two).toHaveBeenCalledTimes(1);
  });

  test("is written as it is at the end, whatever waits", () => {
    const { file, at, read } = newFile();
    file.write(writing("one"));
    file.write(writing("two"));
    rmSync(at);
    file.restore();
    expect(read()).toBe("two");
  });
});

describe("a file that is something else at the end", () => {
  test("is written anew where it was removed, with the folder around it", () => {
    const { file, at, read } = newFile("runs/run.json");
    mkdirSync(path.dirname(at));
    file.write(() => "one");
    rmSync(path.dirname(at), { recursive: true });
    file.restore();
    expect(read()).toBe("one");
    expect(file.problem).toBeUndefined();
  });

  test("is written anew where a link leads elsewhere", () => {
    const { file, at, read } = newFile();
    const other = path.join(project({ file: "theirs" }), "file");
    file.write(() => "one");
    rmSync(at);
    symlinkSync(other, at);
    file.restore();
    expect(read()).toBe("one");
    expect(readFileSync(other, "utf8")).toBe("theirs");
  });

  test("is none where nothing was written", () => {
    const { file, at } = newFile();
    file.restore();
    file.flush();
    expect(existsSync(at)).toBe(false);
  });
});

describe("a file that cannot be written", () => {
  test("is written when it can be again, also where it is the same", () => {
    const root = project({ taken: "a file" });
    const at = path.join(root, "taken/run.json");
    const file = new CurrentFile(at);
    file.write(() => "content");
    expect(file.problem).toMatch("ENOTDIR");
    file.restore();
    expect(file.problem).toMatch(/ENOTDIR|EEXIST/);
    renameSync(path.join(root, "taken"), path.join(root, "away"));
    mkdirSync(path.join(root, "taken"));
    file.write(() => "content");
    expect(file.problem).toBeUndefined();
    expect(readFileSync(at, "utf8")).toBe("content");
  });

  test("is written at the end where it can be then, although another is there", () => {
    const { file, at, read } = newFile("taken/run.json");
    mkdirSync(path.join(at, "folder"), { recursive: true });
    file.write(() => "content");
    expect(file.problem).toMatch(/EISDIR|ENOTEMPTY|EEXIST/);
    rmSync(at, { recursive: true });
    new CurrentFile(at).write(() => "other");
    file.restore();
    expect(file.problem).toBeUndefined();
    expect(read()).toBe("content");
  });
});
