import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CheckedTexts } from "../../../src/workflow/checks/checked-texts.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "recompose-checked-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Setting {
  readonly folders?: readonly string[];
  readonly code?: string;
  readonly checker?: string;
}

function open({ folders = [folder], code = "1", checker = "v1" }: Setting = {}): CheckedTexts {
  return new CheckedTexts({ folders, code }, "parser", checker);
}

function keep(texts: readonly string[], setting: Setting = {}): void {
  const checked = open(setting);
  for (const text of texts) if (!checked.has(text)) checked.add(text);
  checked.save();
}

describe("a text that was checked", () => {
  test("is known from then on, and no other", () => {
    keep(["a", "b"]);
    expect(["a", "b", "c", ""].map((text) => open().has(text))).toEqual([true, true, false, false]);
  });

  test("is no other with a half of a character, though in UTF-8 they are the same", () => {
    keep(["\ufffd"]);
    expect(open().has("\ud800")).toBe(false);
    expect(open().has("\ufffd")).toBe(true);
  });

  test("is unknown to other code, and to another version of the checker", () => {
    keep(["a"]);
    expect(open({ code: "2" }).has("a")).toBe(false);
    expect(open({ checker: "v2" }).has("a")).toBe(false);
  });

  test("is known for some time after it is gone, as on another branch", () => {
    keep(["a"]);
    keep(["b"]);
    expect(open().has("a")).toBe(true);
    for (const part of Array.from({ length: 30 }, (_, index) => index)) {
      keep(Array.from({ length: 100 }, (_, index) => `${part} ${index}`));
    }
    expect(open().has("a")).toBe(false);
    expect(readFileSync(join(folder, "parser"), "utf8").split("\n").length).toBeLessThan(1300);
  });

  test("is written once", () => {
    keep(["a"]);
    const before = readFileSync(join(folder, "parser"));
    writeFileSync(join(folder, "parser"), `${before.toString()}\n`);
    keep(["a"]);
    expect(readFileSync(join(folder, "parser"), "utf8")).toBe(`${before.toString()}\n`);
  });
});

describe("what is kept is not needed:", () => {
  test.each(["", "\n\n", "no hash", "\0\ud800", "x".repeat(100_000)])(
    "a file of something else counts as none, and is replaced: %j",
    (content) => {
      writeFileSync(join(folder, "parser"), content);
      expect(open().has("a")).toBe(false);
      keep(["a"]);
      expect(open().has("a")).toBe(true);
    },
  );

  test("half of a file knows half of it", () => {
    keep(["a"]);
    const text = readFileSync(join(folder, "parser"), "utf8");
    writeFileSync(join(folder, "parser"), text.slice(0, -3));
    expect(open().has("a")).toBe(false);
  });

  test("where nothing can be written, the next folder is taken, or none", () => {
    const closed = join(folder, "file");
    writeFileSync(closed, "");
    keep(["a"], { folders: [closed, join(folder, "next")] });
    expect(open({ folders: [closed, join(folder, "next")] }).has("a")).toBe(true);
    keep(["a"], { folders: [closed] });
    expect(open({ folders: [closed] }).has("a")).toBe(false);
    mkdirSync(join(folder, "parser"));
    keep(["a"]);
    expect(open().has("a")).toBe(false);
    expect(new CheckedTexts(undefined, "parser", "v1").has("a")).toBe(false);
  });

  test("of two that write at once the last one wins, whole", () => {
    const [first, second] = [open(), open()];
    for (const index of Array.from({ length: 100 }, (_, number) => number)) {
      first.add(`first ${index}`);
      second.add(`second ${index}`);
    }
    first.save();
    second.save();
    expect(open().has("second 99")).toBe(true);
    expect(readdirSync(folder)).toEqual(["parser"]);
  });
});
