/** What to type after an import. */
import { relative } from "node:path";
import { shellWord } from "../../problems/shell-word.ts";
import type { Style } from "../../reporters/shown/style.ts";
import { installCommand } from "../init/starter-run.ts";
import type { ImportPlace, PlannedImport } from "./import-plan.ts";
import type { ImportedWorkflow } from "./imported-workflow.ts";

export interface Imported {
  readonly planned: PlannedImport;
  readonly place: ImportPlace;
  readonly workflows: readonly ImportedWorkflow[];
  /** What calls the app: `./run`. */
  readonly entryPoint: string;
}

export function nextLines(
  { planned: { modules }, place, workflows, entryPoint }: Imported,
  { cwd, style }: { readonly cwd: string; readonly style: Style },
): readonly string[] {
  const { newApp, appFile, root } = place;
  const commands = nextCommands(place, workflows, entryPoint);
  const width = Math.max(...commands.map(([command]) => command.length));
  const where = root === cwd ? "" : ` in ${relative(cwd, root)}`;
  return [
    ...(newApp === undefined ? addLines(modules, appFile, style) : []),
    `Next, type${where}:`,
    ...commands.map(
      ([command, text]) => `  ${style.bold(command.padEnd(width))}  ${style.dim(text)}`,
    ),
  ];
}

type Command = readonly [command: string, text: string];

function nextCommands(
  { newApp }: ImportPlace,
  workflows: readonly ImportedWorkflow[],
  entryPoint: string,
): readonly Command[] {
  const names = workflows.map(({ name }) => name);
  const first = names.find((name) => /^(?:ci|tests?|build|main)$/i.test(name)) ?? names[0];
  const [only] = workflows;
  const replaced = workflows.length === 1 && only !== undefined ? shellWord(only.file) : "all";
  const replacing: Command = [
    `${entryPoint} generate-gha --replace ${replaced}`,
    workflows.some(({ isPartial }) => isPartial)
      ? "writes it in place of the files: not before what was left out is mended"
      : "writes what was imported in place of the files; until then they stay",
  ];
  return [
    ...(newApp === undefined ? [] : [[installCommand(newApp), "installs recompose"] as const]),
    ...(first === undefined
      ? [[entryPoint, "lists the tasks"] as const]
      : [
          [`${entryPoint} ${first} --dry-run`, "shows what would run here"] as const,
          [`${entryPoint} ${first}`, "runs it here"] as const,
        ]),
    ...(workflows.length === 0 ? [] : [replacing]),
  ];
}

/** What an app that is there has to say from now on. */
function addLines(
  { exports, automations }: PlannedImport["modules"],
  appFile: string,
  style: Style,
): readonly string[] {
  const all = Object.values(exports).flat();
  const tasks = all.filter((each) => !automations.includes(each));
  const lists = [
    ...(tasks.length === 0 ? [] : [`commands: [${tasks.join(", ")}, …]`]),
    ...(automations.length === 0 ? [] : [`automations: [${automations.join(", ")}, …]`]),
  ];
  return [
    `Add to ${appFile}:`,
    ...Object.entries(exports).map(
      ([module, names]) => `  ${style.bold(`import { ${names.join(", ")} } from "${module}";`)}`,
    ),
    ...lists.map((line) => `  ${style.bold(line)}`),
    "",
  ];
}
