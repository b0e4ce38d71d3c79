import { execFileSync } from "node:child_process";
import { task } from "recompose-ci";
import { describe, expect, test } from "vitest";
import { dayFacts, isPublished, packageFacts } from "../../../tasks/release/release-facts.ts";
import { releasePlan } from "../../../tasks/release/plan-release.ts";
import { Project } from "../../support/project.ts";
import { record } from "../../support/terminal/session.ts";

const manifest = { name: "tool", version: "1.2.0" };

/** Prints what npm prints: the files `view`, `pack` and `publish` have it, and the code to end with. */
const npm = `#!/bin/sh
. "$(dirname "$0")/$1"
`;

interface Answers {
  readonly view?: string;
  readonly pack?: string;
  readonly publish?: string;
}

/** A project under git, of which everything is committed. */
class Released extends Project {
  constructor(answers: Answers = {}, files: Readonly<Record<string, string>> = {}) {
    super({
      ".gitignore": "bin\nnode_modules\n",
      "package.json": JSON.stringify({ ...manifest, homepage: "https://github.com/x/tool#readme" }),
      "CHANGELOG.md": "# Changelog\n\n## 1.2.0\n\n### Tasks\n\n- New.\n",
      "bin/npm": npm,
      "bin/view": answers.view ?? notFound,
      "bin/pack": answers.pack ?? "exit 1",
      "bin/publish": answers.publish ?? "exit 0",
      ...files,
    });
    this.git("init", "--quiet", "--initial-branch=main");
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message=first");
  }

  git(...args: string[]): void {
    const settings = ["-c", "user.name=x", "-c", "user.email=x@example.org"];
    execFileSync("git", [...settings, ...args], { cwd: this.folder });
  }

  /** What `ask` comes to within a task, which finds this npm. */
  async ask<T>(ask: (folder: string) => Promise<T>): Promise<T> {
    const asking = task({ name: "asking", run: () => ask(this.folder) });
    const env = { PATH: `${this.folder}/bin:${process.env["PATH"]}` };
    const { result } = await record(asking, {}, { env });
    return result.unwrap() as T;
  }
}

// What npm 11 prints with --json.
const notFound = `echo '{ "error": { "code": "E404", "summary": "Not Found" } }'; exit 1`;
const found = `echo '"1.2.0"'`;

describe("npm", () => {
  const published = (view: string): Promise<boolean> =>
    new Released({ view }).ask((folder) => isPublished(folder, manifest));

  test("has a version, or lacks it, or lacks the package", async () => {
    expect(await published(found)).toBe(true);
    expect(await published("exit 0")).toBe(false);
    expect(await published(notFound)).toBe(false);
  });

  test("that gives no answer is not taken for one that lacks the version", async () => {
    await expect(published("echo 'npm error network timeout' >&2; exit 1")).rejects.toThrow(
      "npm view tool@1.2.0 gave no answer: npm error network timeout",
    );
  });

  test("says what is in a tarball", async () => {
    const pack = `echo '[{"name":"tool","version":"1.2.0","size":1,"unpackedSize":2,"files":[]}]'`;
    const facts = await new Released({ pack }).ask((folder) => packageFacts(folder, "x.tgz"));
    expect(facts).toMatchObject({
      ...manifest,
      page: "https://github.com/x/tool",
      packed: { ...manifest, size: 1, files: [] },
      sections: [{ version: "1.2.0" }],
    });
  });
});

describe("on the day of a release", () => {
  test("all is committed, and nobody has the version", async () => {
    const facts = await new Released().ask((folder) => dayFacts(folder, "x.tgz", manifest));
    expect(facts).toEqual({ waiting: [], uncommitted: [], taggedAt: [], isPublished: false });
  });

  test("it is seen what is not committed, tagged here and at origin, waits, and is refused", async () => {
    const refused =
      "echo 'npm error code E\nnpm error Cannot apply it.\nnpm error A complete log of this run can be found in: /x' >&2; exit 1";
    const project = new Released({ view: found, publish: refused });
    const origin = new Project({});
    project.git("tag", "v1.2.0");
    project.git("clone", "--quiet", "--bare", project.folder, `${origin.folder}/origin.git`);
    project.git("remote", "add", "origin", `${origin.folder}/origin.git`);
    project.write({ ".changeset/a.md": "", "src/new.ts": "" });
    expect(await project.ask((folder) => dayFacts(folder, "x.tgz", manifest))).toEqual({
      waiting: [".changeset/a.md"],
      uncommitted: ["?? .changeset/", "?? src/"],
      taggedAt: ["here", "origin"],
      isPublished: true,
      refusal: "code E Cannot apply it.",
    });
  });
});

describe("what comes next", () => {
  const change = '---\n"tool": minor\n---\n\n### Tasks\n\n- More.\n';
  const unreleased = "# Changelog\n\n## 1.2.0 (unreleased)\n\n- New.\n";

  test.each([
    ["release", { view: notFound }, {}],
    ["nothing", { view: found }, {}],
    ["version", { view: found }, { ".changeset/a.md": change }],
    ["nothing", { view: notFound }, { "CHANGELOG.md": unreleased }],
    ["nothing", { view: notFound }, { "CHANGELOG.md": unreleased, ".changeset/a.md": change }],
  ])("is %s, where npm says %o and the files are %o", async (next, answers, files) => {
    const plan = await new Released(answers, files).ask(releasePlan);
    expect(plan.next).toBe(next);
  });
});
