/** The form that a project gives its files: what `init` writes gets it, too, or a check of the format would fail. */
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { askProgram } from "../../host/processes/program-answer.ts";
import type { AppPlace } from "./app-place.ts";
import { dependsOn, readPackageFile } from "./package-file.ts";
import type { PlannedFile } from "./planned-file.ts";
import { programStart } from "./type-checking.ts";

interface Formatter {
  readonly package: string;
  readonly program: string;
  /** Before the names of files. */
  readonly args: readonly string[];
  /** Which files it takes; TypeScript and JSON where nothing is said. */
  readonly files?: RegExp;
}

/** If a project has several, the first one counts. */
const formatters: readonly Formatter[] = [
  { package: "prettier", program: "prettier", args: ["--write"] },
  { package: "@biomejs/biome", program: "biome", args: ["format", "--write"] },
  { package: "oxfmt", program: "oxfmt", args: [] },
  { package: "dprint", program: "dprint", args: ["fmt"] },
  // Linters with a form of their own: https://github.com/xojs/xo, https://standardjs.com
  { package: "xo", program: "xo", args: ["--fix"], files: /\.m?ts$/ },
  { package: "ts-standard", program: "ts-standard", args: ["--fix"], files: /\.m?ts$/ },
];

/**
 * Has the project's own formatter put the new files in order, and says what came of it: a line, or undefined where the
 * project has none.
 */
export async function formatNew(
  place: AppPlace,
  files: readonly PlannedFile[],
): Promise<string | undefined> {
  const { folder, own, packageFile, manager } = place;
  const packages = [packageFile, manager.top === folder ? undefined : readPackageFile(manager.top)];
  const formatter = formatters.find(({ package: name }) =>
    packages.some((each) => dependsOn(each, name)),
  );
  if (own !== undefined || formatter === undefined) return undefined;
  const { program, args, files: taken = /\.(?:m?ts|json)$/ } = formatter;
  const names = files
    .filter(({ path, content }) => content !== undefined && taken.test(path))
    .map(({ path }) => relative(folder, path))
    .filter((name) => name !== "package.json");
  if (names.length === 0) return undefined;
  const path = [folder, manager.top]
    .map((each) => join(each, "node_modules/.bin", program))
    .find((each) => existsSync(each));
  const isDone =
    path !== undefined && (await askProgram(path, [...args, ...names], { cwd: folder })).ok;
  const command = [programStart(manager), program, ...args, ...names].join(" ");
  return isDone
    ? `Formatted as the project's other files, by ${program}.`
    : `The project has ${program}: ${command} gives the new files its form.`;
}
