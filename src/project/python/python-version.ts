import { isInRange } from "../../github/version-range.ts";
import { textAt, textsAt } from "../folder-files.ts";
import type { LanguageVersion } from "../project-facts.ts";
import type { PythonProject } from "./python-project.ts";

/**
 * By files that setup-python reads. A range alone would take the newest Python there is, which a project need not know yet:
 * the newest one that its classifiers name is tested. https://github.com/actions/setup-python/blob/main/docs/advanced-usage.md#using-the-python-version-file-input
 */
export function pythonVersion({
  files,
  pyproject,
  setup,
}: PythonProject): LanguageVersion | undefined {
  if (files.has(".python-version")) return { file: ".python-version" };
  if (/^python\s/m.test(files.text(".tool-versions") ?? "")) return { file: ".tool-versions" };
  const range = textAt(pyproject, "project", "requires-python");
  const classifiers = [
    ...textsAt(pyproject, "project", "classifiers"),
    ...textsAt(pyproject, "tool", "poetry", "classifiers"),
    ...(setup.get("metadata")?.get("classifiers") ?? "").split("\n"),
    ...(files.text("setup.py") ?? "").split(/["']/),
  ];
  const tested = classifiers
    .map(
      (classifier) => /^Programming Language :: Python :: (3\.\d+)$/.exec(classifier.trim())?.[1],
    )
    .filter((version) => version !== undefined)
    .sort((a, b) => Number(b.slice(2)) - Number(a.slice(2)))
    .find((version) => range === undefined || isInRange(`${version}.99`, range) !== false);
  if (tested !== undefined) return { text: tested };
  const hasRange =
    range ?? textAt(pyproject, "tool", "poetry", "dependencies", "python") ?? undefined;
  return hasRange === undefined ? undefined : { file: "pyproject.toml" };
}
