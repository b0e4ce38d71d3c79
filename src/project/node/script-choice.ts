/** Which scripts of a package.json are its checks: each thing is run once, by one script. */
import { ownValue } from "../../problems/own-value.ts";
import type { CheckKind } from "../project-facts.ts";
import { programKind, refusal } from "./program-kind.ts";
import { matchingScripts, type ScriptCommand, scriptCommands } from "./script-commands.ts";
import {
  checkWords,
  isBrowserName,
  isCommentName,
  isNamedVariant,
  isVariantOf,
  mayBeCheck,
  nameKind,
  nameWords,
} from "./script-names.ts";

export interface ChosenScript {
  readonly name: string;
  readonly kind: CheckKind;
  /** What it has to be told in order to end by itself: `--run`. */
  readonly args: readonly string[];
}

export interface ScriptChoice {
  readonly scripts: readonly ChosenScript[];
  /** Programs that the chosen scripts run. */
  readonly programs: readonly string[];
  /** What those programs check, whatever the scripts are called. */
  readonly kinds: readonly CheckKind[];
  /** Tests that need a browser, which are left out. */
  readonly ofBrowsers: readonly string[];
}

interface Script {
  readonly name: string;
  readonly kind: CheckKind | undefined;
  /** Its own commands with those of its hooks, and of the scripts that it runs. */
  readonly commands: readonly ScriptCommand[];
  /** The scripts that it runs, and nothing else; undefined where it has commands of its own. */
  readonly parts: readonly string[] | undefined;
  /** npm runs `pretest` before `test`, and not before what `test` runs. */
  readonly hasHook: boolean;
  readonly isRefused: boolean;
  readonly needsBrowser: boolean;
}

/** @param programs What runs the scripts, and so is there: `bun`, `deno`. */
export function chooseScripts(
  scripts: Readonly<Record<string, unknown>>,
  programs: readonly string[] = [],
): ScriptChoice {
  const texts = Object.fromEntries(
    Object.entries(scripts).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === "string" && !isCommentName(entry[0]),
    ),
  );
  const all = Object.keys(texts).map((name) => readScript(name, texts, programs));
  const wanted = all.filter(({ name, kind, isRefused, needsBrowser }) => {
    return (
      kind !== undefined && !isRefused && !needsBrowser && mayBeCheck(name, Object.keys(texts))
    );
  });
  const chosen = withoutRepeats(withoutWholes(wanted));
  return {
    scripts: chosen.map(({ name, kind = "test", commands }) => ({
      name,
      kind,
      args: endingArguments(commands),
    })),
    programs: [
      ...new Set(chosen.flatMap(({ commands }) => commands.map(({ program }) => program))),
    ],
    kinds: chosen.flatMap(({ kind, commands }) =>
      [kind, ...commands.map(programKind)].filter((each) => each !== undefined),
    ),
    ofBrowsers: all
      .filter(({ name, needsBrowser }) => needsBrowser || isBrowserName(name))
      .map(({ name }) => name),
  };
}

function readScript(
  name: string,
  texts: Readonly<Record<string, string>>,
  programs: readonly string[],
): Script {
  const own = scriptCommands(texts[name] ?? "");
  const hooks = [texts[`pre${name}`], texts[`post${name}`]].map((text) =>
    scriptCommands(text ?? ""),
  );
  const [before = [], after = []] = hooks;
  const commands = expanded([...before, ...own, ...after], texts, [name]);
  const isPure = own.length > 0 && own.every(({ scripts }) => scripts !== undefined);
  const parts = own.flatMap(({ scripts = [] }) =>
    scripts.flatMap((pattern) => matchingScripts(pattern, Object.keys(texts))),
  );
  const refusals = commands.map((command) => refusal(command, programs));
  // `npm init` writes a test script that only fails.
  const isEmpty = commands.length === 0 || /no test specified/i.test(texts[name] ?? "");
  const kind = nameKind(name) ?? own.map(programKind).find((each) => each !== undefined);
  return {
    name,
    kind,
    commands,
    parts: isPure ? parts.filter((part) => part !== name) : undefined,
    hasHook: Object.hasOwn(texts, `pre${name}`),
    isRefused:
      isEmpty ||
      refusals.includes("unwanted") ||
      (refusals.includes("changes") && kind !== "build"),
    needsBrowser: refusals.includes("browser"),
  };
}

/** Commands in place of the scripts that are named. One that is not there, or runs itself, stays as it is. */
function expanded(
  commands: readonly ScriptCommand[],
  texts: Readonly<Record<string, string>>,
  above: readonly string[],
): readonly ScriptCommand[] {
  return commands.flatMap((command) => {
    const names = (command.scripts ?? []).flatMap((pattern) =>
      matchingScripts(pattern, Object.keys(texts)),
    );
    const inner = names
      .filter((name) => !above.includes(name))
      .flatMap((name) =>
        expanded(scriptCommands(ownValue(texts, name) ?? ""), texts, [...above, name]),
      );
    if (inner.length === 0) return [command];
    // Options behind the name of a script reach its last command: `npm run lint -- --fix`.
    const passed = command.passed ?? [];
    return inner.map((each, index) =>
      index === inner.length - 1 ? { ...each, args: [...each.args, ...passed] } : each,
    );
  });
}

/**
 * Without those that only run others of the list: as jobs of their own, parts run side by side, and each says for itself what
 * failed. What builds first has to come first: there the whole stays. What the owner left out of it stays out, too.
 */
function withoutWholes(scripts: readonly Script[]): readonly Script[] {
  const byName = new Map(scripts.map((script) => [script.name, script]));
  const wholes = scripts.filter(
    ({ parts, hasHook }) =>
      parts !== undefined &&
      !hasHook &&
      parts.length > 1 &&
      parts.every((part) => byName.has(part) && byName.get(part)?.kind !== "build"),
  );
  return scripts.filter((script) => {
    const isOutside = (whole: Script): boolean =>
      hasWhole(script, whole) && !textsOf(script).every((text) => textsOf(whole).includes(text));
    return !wholes.some((whole) => whole === script || isOutside(whole));
  });
}

/** Whether the other is what the project runs for all of the kind: `test` of `test:unit`. What lints is run as it comes. */
function hasWhole(script: Script, other: Script): boolean {
  return (
    script.kind === other.kind &&
    (script.kind === "test" || script.kind === "build") &&
    isVariantOf(script.name, other.name)
  );
}

/** Without those that another one runs anyway, and those that run the same in another way. */
function withoutRepeats(scripts: readonly Script[]): readonly Script[] {
  return scripts.filter(
    (script) =>
      !scripts.some(
        (other) => other !== script && (isCovered(script, other) || repeats(script, other)),
      ),
  );
}

function isCovered(script: Script, other: Script): boolean {
  if (script.kind === other.kind && isVariantOf(other.name, script.name)) return false;
  // That tests need a build does not make them the check of it.
  if (script.kind === "build" && other.kind !== "build") return false;
  const own = new Set(textsOf(script));
  const others = new Set(textsOf(other));
  if (![...own].every((text) => others.has(text))) return false;
  return own.size < others.size || comesFirst(other, script);
}

function repeats(script: Script, other: Script): boolean {
  const isVariant = (one: Script, base: Script): boolean =>
    one.kind === base.kind &&
    ((isVariantOf(one.name, base.name) &&
      (hasWhole(one, base) ||
        isNamedVariant(one.name, base.name) ||
        programsOf(base).every((program) => programsOf(one).includes(program)))) ||
      (isUnnamed(one) && !isUnnamed(base) && programsOf(one).join() === programsOf(base).join()));
  return isVariant(script, other) && (!isVariant(other, script) || comesFirst(other, script));
}

/** Whether neither its name nor a word in it tells what it checks. */
function isUnnamed({ name }: Script): boolean {
  return nameKind(name) === undefined && !nameWords(name).some((word) => checkWords.has(word));
}

/** Of two that run the same: the one whose name tells, then the shorter one. */
function comesFirst(one: Script, other: Script): boolean {
  const rank = ({ name }: Script): string =>
    [nameKind(name) === undefined ? 1 : 0, nameWords(name).length, name.length, name].join(" ");
  return rank(one).localeCompare(rank(other), "en", { numeric: true }) < 0;
}

function textsOf({ commands }: Script): readonly string[] {
  return commands.map(({ program, args }) => [program, ...args].join(" "));
}

function programsOf({ commands }: Script): readonly string[] {
  return [...new Set(commands.map(({ program }) => program))].sort();
}

/** Programs that watch on a terminal, and not on GitHub. */
function endingArguments(commands: readonly ScriptCommand[]): readonly string[] {
  const last = commands.at(-1);
  const [subcommand] = last?.args ?? [];
  // https://vitest.dev/guide/cli
  if (last?.program === "vitest" && !last.args.some((word) => /^(?:run|related)$/.test(word))) {
    return last.args.some((word) => /^--(?:run|no-watch|watch=false)$/.test(word)) ? [] : ["--run"];
  }
  // https://create-react-app.dev/docs/running-tests/#command-line-interface
  if (last?.program === "react-scripts" && subcommand === "test") {
    return last.args.some((word) => word.startsWith("--watch")) ? [] : ["--watchAll=false"];
  }
  if (last?.program === "ng" && subcommand === "test") {
    return last.args.some((word) => word.startsWith("--watch") || word === "--no-watch")
      ? []
      : ["--watch=false"];
  }
  return [];
}
