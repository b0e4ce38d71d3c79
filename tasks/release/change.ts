import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { choiceInput, out, stringInput, task } from "recompose-ci";
import { subjects } from "./changelog.ts";
import { changeText, sizes } from "./changes.ts";
import { changelogSections, ownManifest } from "./release-facts.ts";

export const change = task({
  name: "change",
  description: "Begin the entry of a change for CHANGELOG.md, in .changeset/",
  inputs: {
    about: stringInput({ description: 'What changes, in a few words: "Pause at a failing step"' }),
    subject: choiceInput(subjects, { description: "The heading that it comes under" }),
    size: choiceInput(sizes, {
      default: "minor",
      description: "patch: a fix; minor: anything new, and before 1.0 what breaks; major: a break",
    }),
  },
  run({ about, subject, size }) {
    const [newest] = changelogSections(resolve("."));
    if (newest?.isUnreleased === true) {
      throw new Error(
        `${newest.version} is not released yet: write the entry into CHANGELOG.md, below "## ${newest.version} (unreleased)".`,
      );
    }
    const file = changeFile(about);
    if (existsSync(file)) {
      throw new Error(`${file} is there already. Add to it, or say it in other words.`);
    }
    mkdirSync(".changeset", { recursive: true });
    const { name } = ownManifest(resolve("."));
    writeFileSync(file, changeText(name, size, { name: subject, text: `- ${about}.` }));
    out(`${file}: write there what a user can do now, with before and after.`);
  },
});

export function changeFile(about: string): string {
  const name = about
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  if (name === "") throw new Error("--about needs letters: the file is named after it.");
  return `.changeset/${name}.md`;
}
