import { describe, expect, test } from "vitest";
import { compareWorkflows } from "../../src/import/compare/compare-workflows.ts";
import { readWorkflow, type YamlMapping } from "../../src/import/read-workflow.ts";
import type { YamlValue } from "../../src/model/workflow.ts";
import { workflowFindings } from "../../src/workflow/checks/validate.ts";
import { FolderContents } from "../../src/workflow/files/folder-contents.ts";
import { generateWorkflows } from "../../src/workflow/generate.ts";
import {
  hasCorpus,
  linesOfCode,
  meantDifferences,
  originalText,
  ownText,
  type RealFile,
} from "./real-file.ts";
import { realFiles } from "./real-files-table.ts";
import app from "./recompose.ts";
import { usualDifferences } from "./usual-differences.ts";

const generated = generateWorkflows({
  automations: app.automations,
  defaults: app.defaults,
  folder: new FolderContents(new URL("none", import.meta.url).pathname),
  source: "recompose.ts",
  regenerate: "./run generate-gha",
});

async function workflowOf({ name }: RealFile): Promise<string> {
  const { files } = await generated;
  const content = files.find((file) => file.name === `${name.replaceAll("-", "_")}.yml`)?.content;
  if (content === undefined) throw new Error(`The app has no automation for ${name}.`);
  return content;
}

interface Found {
  readonly path: string;
  readonly after: YamlValue | undefined;
  /** Undefined for one that is not usual. */
  readonly usual: string | undefined;
}

async function differencesOf(file: RealFile): Promise<readonly Found[]> {
  const before = withoutSteps(readWorkflow(originalText(file)), Object.keys(file.leftOut ?? {}));
  const workflow = readWorkflow(await workflowOf(file));
  return compareWorkflows(before, workflow, file.original).map((difference) => {
    const path = difference.path.join(".");
    const usual = Object.keys(usualDifferences).find((reason) =>
      usualDifferences[reason]?.(path, difference, workflow),
    );
    return { path, after: difference.after, usual };
  });
}

function withoutSteps(workflow: YamlMapping, paths: readonly string[]): YamlMapping {
  const copy = structuredClone(workflow) as { jobs: Record<string, { steps: unknown[] }> };
  for (const path of paths) {
    const [, job = "", , index] = path.split(".");
    copy.jobs[job]?.steps.splice(Number(index), 1);
  }
  return copy as unknown as YamlMapping;
}

test("the files are of eight projects", () => {
  expect(new Set(realFiles.map(({ original }) => original.split("/")[0])).size).toBe(8);
});

describe.each(realFiles)("$name, after $original", (file) => {
  test("is accepted by GitHub's parser", async () => {
    expect(await workflowFindings("ci.yml", await workflowOf(file))).toEqual([]);
  });

  // Blank lines and comments do not count, nor do comments of a script.
  test("has fewer lines of code than the original", () => {
    expect(linesOfCode(ownText(file))).toBeLessThan(file.lines);
  });

  // Where there is no corpus, nothing is compared with it.
  describe.runIf(hasCorpus)("compared with the corpus", () => {
    test("counts the lines that the original has", () => {
      expect(linesOfCode(originalText(file))).toBe(file.lines);
    });

    test("means the same, but for exactly what is meant to differ", async () => {
      const found = (await differencesOf(file)).filter(({ usual }) => usual === undefined);
      expect(Object.fromEntries(found.map(({ path, after }) => [path, after]))).toStrictEqual(
        meantDifferences(file),
      );
    });
  });
});

test.runIf(hasCorpus)("every usual difference is one of some file", async () => {
  const found = (await Promise.all(realFiles.map(differencesOf))).flat();
  const reasons = new Set(found.map(({ usual }) => usual));
  expect(Object.keys(usualDifferences).filter((reason) => !reasons.has(reason))).toEqual([]);
});
