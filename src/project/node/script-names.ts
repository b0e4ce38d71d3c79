/** What the name of a script says. */
import type { CheckKind } from "../project-facts.ts";

/** `test:type-check` is `test`, `type`, `check`; `lintCss` is `lint`, `css`. */
export function nameWords(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1:$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

const setOf = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Scripts with such a word in their names are for a person at work, or reach the world. */
const otherWords = setOf(
  "dev develop start serve server watch watcher tdd preview release publish deploy clean fix autofix write debug inspect bench benchmark storybook update upgrade generate gen codegen version precommit commit husky open ui demo example examples staged changed prepare prepublish prepack postinstall install setup docs doc site website docker e2e browser browsers playwright cypress",
);

/** npm runs these by itself: https://docs.npmjs.com/cli/using-npm/scripts#life-cycle-scripts */
function isHook(name: string, names: readonly string[]): boolean {
  if (
    /^(?:preinstall|install|postinstall|prepare|prepublish|prepublishOnly|prepack|postpack|preprepare|postprepare|dependencies|preversion|version|postversion|publish|postpublish)$/.test(
      name,
    )
  ) {
    return true;
  }
  const base = /^(?:pre|post)(.+)$/.exec(name)?.[1];
  return base !== undefined && names.includes(base);
}

/** JSON has no comments, so people put `//` before the name of a script to switch it off. */
export function isCommentName(name: string): boolean {
  return /^\s*(?:\/\/|#)/.test(name);
}

/** Whether a script of this name may be a check at all. */
export function mayBeCheck(name: string, names: readonly string[]): boolean {
  return !isHook(name, names) && !nameWords(name).some((word) => otherWords.has(word));
}

/** Whether the name says that it is for tests in a browser. */
export function isBrowserName(name: string): boolean {
  const words = nameWords(name);
  return (
    words.includes("test") &&
    words.some((word) => /^(?:e2e|browsers?|playwright|cypress)$/.test(word))
  );
}

/** Words of names that check something, whatever it is. */
export const checkWords: ReadonlySet<string> = setOf(
  "check checks test lint verify ci validate checker",
);
const formatWords = setOf("format fmt formatting prettier dprint oxfmt formatted");
const typeWords = setOf("typecheck typechecks typechecking tsc types typings tsd typescript");
const lintWords = setOf(
  "lint lints linter linting eslint oxlint stylelint tslint xo standard jshint",
);
const testWords = setOf("test tests testing unit jest vitest mocha ava spec specs");
const buildWords = setOf("build compile bundle dist transpile");

/** Undefined where the name does not tell: then what the script runs does. */
export function nameKind(name: string): CheckKind | undefined {
  const words = nameWords(name);
  const [first = ""] = words;
  const has = (set: ReadonlySet<string>): boolean => words.some((word) => set.has(word));
  if (buildWords.has(first)) return "build";
  if (has(formatWords)) return has(checkWords) ? "format" : undefined;
  if (has(typeWords)) return "types";
  if (words.some((word) => word === "type" || word === "ts") && has(checkWords)) {
    return words.includes("lint") && !words.includes("type") ? "lint" : "types";
  }
  if (has(lintWords)) return "lint";
  return testWords.has(first) || (checkWords.has(first) && has(testWords)) ? "test" : undefined;
}

/** Words that say how the same is run, not what. */
const variantWords = setOf(
  "coverage cov cover ci report verbose html fast quick all only prod production development local snapshot snapshots profile perf size strict full quiet silent cached nocache once run single check",
);

/** Whether `name` may be `base` run in another way: `test:unit` or `coverage` of `test`, `lint:strict` of `lint`. */
export function isVariantOf(name: string, base: string): boolean {
  const words = nameWords(name);
  const baseWords = nameWords(base);
  const rest = words.filter((word) => !baseWords.includes(word));
  const isLonger = rest.length > 0 && baseWords.every((word) => words.includes(word));
  return isLonger || (rest.length > 0 && rest.every((word) => variantWords.has(word)));
}

/** Whether `name` says itself that it is `base` run in another way: `test:ci` of `test`. */
export function isNamedVariant(name: string, base: string): boolean {
  const words = nameWords(name).filter((word) => !variantWords.has(word));
  return words.length < nameWords(name).length && words.join(" ") === nameWords(base).join(" ");
}
