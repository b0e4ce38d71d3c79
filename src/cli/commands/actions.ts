/** `./run actions`: lists the actions whose inputs are known. `actions add` writes the types of one into the project. */
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { findApp, nearestApp } from "../../app/find-app.ts";
import { repositoryTop } from "../../host/files/repository-top.ts";
import { writeWholeFile } from "../../host/files/whole-file.ts";
import { runGh } from "../../host/gh.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { counted, shown } from "../../problems/wording.ts";
import { printLines } from "../../reporters/lines/line-printer.ts";
import { shippedNames } from "../../steps/actions/shipped/shipped-names.ts";
import { actionDeclaration } from "../actions/action-declaration.ts";
import { type ActionMetadata, readActionMetadata } from "../actions/action-metadata.ts";
import { keyOf, readActionName } from "../actions/action-name.ts";
import { outOfScope } from "../actions/declaration-scope.ts";
import {
  type DeclaredActions,
  printDeclarations,
  readDeclarations,
} from "../actions/declarations-file.ts";
import { metadataInFolder, metadataOnGitHub, newestRelease } from "../actions/find-metadata.ts";
import { exitCode } from "../exit-code.ts";
import { actionsFlags } from "../flags/built-in-flags.ts";
import { readFlags } from "../flags/flag-table.ts";
import type { ParsedFlags } from "../flags/flags.ts";
import type { ProgramContext } from "../program-context.ts";

export async function actions(parsedFlags: ParsedFlags, context: ProgramContext): Promise<number> {
  const [word, name] = parsedFlags.positionals;
  const { from } = readFlags(actionsFlags, parsedFlags, context.host.cwd);
  if (word === undefined && from === undefined) return list(context);
  if (word !== "add" || name === undefined) {
    const what = word === undefined || word === "add" ? "" : `, not ${shown(word)}`;
    throw new UsageError(`actions takes nothing, or "add" and the name of an action${what}.`, [
      "recompose actions add docker/login-action@v4",
    ]);
  }
  return add(name, from, context);
}

function list({ host, style }: ProgramContext): number {
  const appFile = nearestApp(host.cwd);
  const file = appFile === undefined ? undefined : declarationsOf(appFile);
  const own = file === undefined ? [] : [...readIfThere(file).keys()];
  const rows = [
    ...rowsOf(Object.keys(shippedNames), ""),
    ...rowsOf(own, file === undefined ? "" : basename(file)),
  ];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const [action = "", refs = "", where = ""] of rows.toSorted(([a = ""], [b = ""]) =>
    a < b ? -1 : 1,
  )) {
    const cells = [action.padEnd(widths[0] ?? 0), refs.padEnd(widths[1] ?? 0)];
    printLines(host, [
      [...cells, ...(where === "" ? [] : [style.dim(where)])].join("  ").trimEnd(),
    ]);
  }
  return exitCode.success;
}

/** One for each action, with its releases and the file that has its types. */
function rowsOf(keys: readonly string[], where: string): readonly (readonly string[])[] {
  const refs = new Map<string, string[]>();
  for (const key of keys) {
    const [, action = key, ref = ""] = /^(.*)@(.*)$/.exec(key) ?? [];
    refs.set(action, [...(refs.get(action) ?? []), ref]);
  }
  return [...refs].map(([action, all]) => [action, all.join(" "), where]);
}

async function add(
  name: string,
  from: string | undefined,
  context: ProgramContext,
): Promise<number> {
  const { host, style } = context;
  const file = declarationsOf(findApp(host.cwd));
  const { key, action, source } = await describe(name, from, file, host.cwd);
  const before = readIfThere(file);
  const member = actionDeclaration(key, action);
  const text = [...(source === undefined ? [] : [`// ${source}`]), ...member].join("\n");
  writeWholeFile(file, printDeclarations(new Map([...before, [key, text]])));
  const counts = `${counted(action.inputs.length, "input")}, ${counted(action.outputs.length, "output")}`;
  const shownFile = basename(file);
  printLines(host, [
    before.get(key) === text
      ? `${style.dim("–")} ${shownFile} has ${key} already: ${counts}`
      : `${style.green("✓")} ${shownFile} has ${key} now: ${counts}`,
  ]);
  const problem = await outOfScope(file, host.nodePath);
  if (problem !== undefined) {
    printLines(host, [
      `${style.yellow("!")} ${problem} Write at the top of the app: /// <reference path="./${shownFile}" />`,
    ]);
  }
  return exitCode.success;
}

interface DescribedAction {
  readonly key: string;
  readonly action: ActionMetadata;
  /** The address of its `action.yml`. */
  readonly source?: string;
}

async function describe(
  text: string,
  from: string | undefined,
  file: string,
  cwd: string,
): Promise<DescribedAction> {
  const name = readActionName(text);
  if (name.kind === "own") {
    const folder = join(repositoryTop(dirname(file)), name.folder);
    const found = metadataInFolder(from === undefined ? folder : resolve(cwd, from));
    return { key: name.name, action: await readActionMetadata(found.text, found.where) };
  }
  if (from !== undefined) {
    if (name.ref === undefined) {
      throw new UsageError(`a file does not say which release of ${text} it is of.`, [
        `recompose actions add ${text}@v1 --from ${from}`,
      ]);
    }
    const found = metadataInFolder(resolve(cwd, from));
    return {
      key: keyOf(name, name.ref),
      action: await readActionMetadata(found.text, found.where),
    };
  }
  const ref = name.ref ?? (await newestRelease(name.repository, runGh));
  const found = await metadataOnGitHub(name, ref, runGh);
  const action = await readActionMetadata(found.text, found.where);
  return { key: keyOf(name, ref), action, source: found.url };
}

/** It is of the same kind of module as the app, for TypeScript to find recompose from it in the same way. */
function declarationsOf(appFile: string): string {
  const extension = extname(appFile).startsWith(".m") ? ".d.mts" : ".d.ts";
  return join(dirname(appFile), `recompose-actions${extension}`);
}

function readIfThere(file: string): DeclaredActions {
  return existsSync(file) ? readDeclarations(readFileSync(file, "utf8"), file) : new Map();
}
