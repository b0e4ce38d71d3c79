import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { artifactInput, boolInput, out, task } from "recompose-ci";
import { withAbsoluteLinks } from "./changelog.ts";
import { contentsLines } from "./package-contents.ts";
import { dayFacts, packageFacts } from "./release-facts.ts";
import { releaseProblems } from "./release-problems.ts";

export const anyTimeInput = boolInput({
  description:
    "Leave out what holds only on the day: all committed, no change without a version, a version that is new to git and npm",
});

export const checkRelease = task({
  name: "check_release",
  description: "Check that a packed package can be released, and write its notes",
  inputs: {
    package: artifactInput({ description: "The tarball that build packs" }),
    anyTime: anyTimeInput,
  },
  outputs: ["version"],
  artifacts: ["notes"],
  async run({ package: tarball, anyTime }, context) {
    const folder = resolve(".");
    const packed = await packageFacts(folder, tarball.path);
    const facts = anyTime
      ? packed
      : { ...packed, day: await dayFacts(folder, tarball.path, packed) };
    const { name, version, sections } = facts;
    const notes = sections.find((section) => section.version === version)?.notes ?? "";
    for (const line of [`${name} ${version}`, ...contentsLines(facts.packed)]) out(line);
    for (const line of ["", "Notes of the release:", "", ...notes.split("\n")]) out(line);
    const problems = releaseProblems(facts);
    if (problems.length > 0) {
      throw new Error(
        `${name} ${version} cannot be released:\n${problems.map((text) => `- ${text}`).join("\n")}`,
      );
    }
    context.setOutput("version", version);
    const cache = resolve("node_modules/.cache/recompose-ci/release");
    await mkdir(cache, { recursive: true });
    const file = join(cache, "notes.md");
    await writeFile(file, `${withAbsoluteLinks(notes, facts.page, version)}\n`);
    context.saveArtifact("notes", file);
  },
});
