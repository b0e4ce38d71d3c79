/** What goes into the artifacts of a run, and out of them: https://github.com/actions/toolkit/tree/main/packages/artifact */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import {
  ArtifactStore,
  matches,
  type Upload,
} from "../../../src/runner/run-folder/artifact-store.ts";
import { project } from "../workflow-runs.ts";

class Run {
  readonly temp = project();
  readonly folder = project();
  readonly store = new ArtifactStore(this.temp, this.folder);

  shownAt(name: string): string {
    return path.join(this.folder, "artifacts/a", name);
  }

  upload(name: string, from: string, rest: Partial<Upload> = {}): this {
    this.store.upload({
      name,
      path: from,
      includeHiddenFiles: false,
      visibleFolder: this.shownAt(name),
      ...rest,
    });
    return this;
  }

  /** What arrives of it. */
  download(what: { name?: string; pattern?: string }): Readonly<Record<string, string>> {
    const target = path.join(project(), "got");
    this.store.download({ ...what, target });
    return contents(target);
  }
}

/** Each file's text by its path. */
function contents(folder: string): Readonly<Record<string, string>> {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(
    files.map((name) => [name, readFileSync(path.join(folder, name), "utf8")]),
  );
}

const files = { "a.txt": "a", "deep/b.txt": "b", ".hidden": "h", "deep/.c/d": "d" };

describe("an artifact", () => {
  test("of a folder has what is in it, without what is hidden", () => {
    const run = new Run().upload("wheel", project(files));
    const visible = { "a.txt": "a", "deep/b.txt": "b" };
    expect(run.download({ name: "wheel" })).toEqual(visible);
    expect(contents(run.shownAt("wheel"))).toEqual(visible);
  });

  test("has what is hidden where that is asked for", () => {
    const run = new Run().upload("wheel", project(files), { includeHiddenFiles: true });
    expect(run.download({ name: "wheel" })).toEqual(files);
    expect(contents(run.shownAt("wheel"))).toEqual(files);
  });

  test("of a file has this one alone, also where it is hidden", () => {
    const run = new Run().upload("one", path.join(project(files), ".hidden"));
    expect(run.download({ name: "one" })).toEqual({ ".hidden": "h" });
  });

  test("has what links lead to, and nothing of what is no file", () => {
    const source = project(files);
    symlinkSync("a.txt", path.join(source, "link"));
    symlinkSync("deep", path.join(source, "deeper"));
    symlinkSync("missing", path.join(source, "broken"));
    mkdirSync(path.join(source, "empty"));
    const run = new Run().upload("wheel", source);
    expect(run.download({ name: "wheel" })).toEqual({
      "a.txt": "a",
      "deep/b.txt": "b",
      "deeper/b.txt": "b",
      link: "a",
    });
  });

  test("stays as it was uploaded, and arrives as ordinary files", () => {
    const source = project(files);
    chmodSync(path.join(source, "a.txt"), 0o755);
    const run = new Run().upload("wheel", source);
    writeFileSync(path.join(source, "a.txt"), "other");
    const target = project();
    run.store.download({ name: "wheel", target });
    expect(readFileSync(path.join(target, "a.txt"), "utf8")).toBe("a");
    expect(statSync(path.join(target, "a.txt")).mode & 0o777).toBe(0o644);
  });

  test("that a task has saved for it is not copied once more", () => {
    const run = new Run();
    const source = path.join(run.temp, "saved");
    mkdirSync(source);
    writeFileSync(path.join(source, "a.txt"), "a");
    run.upload("wheel", source);
    expect(statSync(path.join(source, "a.txt")).nlink).toBe(2);
    expect(statSync(path.join(run.shownAt("wheel"), "a.txt")).nlink).toBe(1);
    const beside = `${run.temp}-beside`;
    mkdirSync(beside);
    writeFileSync(path.join(beside, "a.txt"), "a");
    run.upload("other", beside);
    expect(statSync(path.join(beside, "a.txt")).nlink).toBe(1);
    rmSync(beside, { recursive: true });
  });

  test("of an earlier run has all that it had", () => {
    const run = new Run();
    run.store.keep("wheel", project(files), run.shownAt("wheel"));
    expect(run.download({ name: "wheel" })).toEqual(files);
    run.store.keep("gone", path.join(project(), "missing"), run.shownAt("gone"));
    expect(run.download({ name: "gone" })).toEqual({});
  });
});

describe("an upload is refused", () => {
  test.each<[name: string, message: string]>([
    ["", 'the artifact name "" is not valid: it must not be empty or contain "\\""'],
    ["a/b", 'the artifact name "a/b" is not valid: it must not be empty or contain "/"'],
    ["a:b*", 'the artifact name "a:b*" is not valid: it must not be empty or contain ":"'],
    ["a\nb", 'the artifact name "a\\nb" is not valid: it must not be empty or contain "\\n"'],
  ])("with the name %j", (name, message) => {
    expect(() => new Run().upload(name, project(files))).toThrow(message);
  });

  test("with a name that is taken", () => {
    const run = new Run().upload("wheel", project(files));
    expect(() => run.upload("wheel", project(files))).toThrow(
      'an artifact named "wheel" was already uploaded in this run',
    );
  });

  test.each(["missing", "."])("of nothing: %s", (name) => {
    const source = path.join(project({ ".hidden": "" }), name);
    expect(() => new Run().upload("wheel", source)).toThrow(
      'no files were found for the artifact "wheel"',
    );
  });

  test("with a file whose name GitHub refuses, and keeps nothing of it", () => {
    const run = new Run();
    expect(() => run.upload("wheel", project({ ok: "", "deep/a?b": "" }))).toThrow(
      'the artifact "wheel" cannot have the file "deep/a?b": upload-artifact refuses "?" in the names of files',
    );
    expect(existsSync(run.shownAt("wheel"))).toBe(false);
    expect(run.download({})).toEqual({});
  });
});

describe("a download", () => {
  const three = (): Run =>
    new Run()
      .upload("app-1", project({ f: "1" }))
      .upload("app-2", project({ f: "2" }))
      .upload("lib", project({ f: "3" }));

  test.each<[{ name?: string; pattern?: string }, Readonly<Record<string, string>>]>([
    [{ name: "app-2" }, { f: "2" }],
    [{ pattern: "app-*" }, { "app-1/f": "1", "app-2/f": "2" }],
    [{ name: "", pattern: "l?b" }, { f: "3" }],
    [{}, { "app-1/f": "1", "app-2/f": "2", "lib/f": "3" }],
    [{ pattern: "none" }, {}],
  ])("of %j", (what, expected) => {
    expect(three().download(what)).toEqual(expected);
  });

  test("of one that there is not names those that there are", () => {
    expect(() => three().download({ name: "app" })).toThrow(
      'Artifact "app" not found; the artifacts of this run are "app-1", "app-2" and "lib"',
    );
  });

  test.each<[name: string, pattern: string, fits: boolean]>([
    ["a.b", "a.b", true],
    ["axb", "a.b", false],
    ["ab", "a", false],
    ["ba", "a", false],
    ["a\nb", "a*", true],
    ["a+(b)|{c}^$[d]\\", "a+(b)|{c}^$[d]\\", true],
    ["ab", "a?", true],
    ["a", "a?", false],
    ["a-long-b-b", "a*b*b", true],
  ])("by a pattern: %j fits %j: %j", (name, pattern, fits) => {
    expect(matches(name, pattern)).toBe(fits);
  });
});

describe("what a job has removed", () => {
  test("of what is shown is there again at the end, and what it wrote there stays", () => {
    const run = new Run().upload("one", project({ f: "1" })).upload("two", project({ f: "2" }));
    rmSync(run.shownAt("one"), { recursive: true });
    writeFileSync(path.join(run.shownAt("two"), "f"), "mine");
    expect(run.store.restore()).toBeUndefined();
    expect(contents(run.shownAt("one"))).toEqual({ f: "1" });
    expect(contents(run.shownAt("two"))).toEqual({ f: "mine" });
  });

  test("of what is kept comes from what is shown", () => {
    const run = new Run().upload("one", project({ f: "1" }));
    rmSync(path.join(run.temp, "artifacts"), { recursive: true });
    expect(run.download({ name: "one" })).toEqual({ f: "1" });
    expect(run.download({})).toEqual({ f: "1" });
  });

  test("is a reason where it cannot be shown", () => {
    const run = new Run().upload("one", project({ f: "1" }));
    rmSync(path.join(run.folder, "artifacts"), { recursive: true });
    writeFileSync(path.join(run.folder, "artifacts"), "a file");
    expect(run.store.restore()).toMatch(/ENOTDIR|EEXIST/);
  });
});
