/** The modules that an import writes: `recompose.ts`, and one for each workflow and each file of targets beside it. */
import {
  type AutomationPlan,
  call,
  name,
  object,
  type PlanObject,
  type PlanStatement,
} from "../../typescript/plan.ts";
import { printModule } from "../../typescript/print-module.ts";
import { isReserved } from "../../typescript/reserved-names.ts";
import { constantName } from "../translate/constant-names.ts";
import { automationStatements, taskConstants } from "./automation-module.ts";

export interface ModuleSources {
  /** By their names. */
  readonly automations: Readonly<Record<string, AutomationPlan>>;
  /** Tasks by what their module is called: `make`. */
  readonly tasks: Readonly<Record<string, readonly PlanStatement[]>>;
  /** Of the modules: `.ts` or `.mts`. */
  readonly extension: string;
  /** Options of a new app; undefined where there is an app already. */
  readonly app?: PlanObject | undefined;
}

export interface AppModules {
  /** Texts by their paths from the folder of the app, without that of the app itself. */
  readonly files: Readonly<Record<string, string>>;
  /** Undefined where there is an app already. */
  readonly app: string | undefined;
  /** What an app has to import, by module: `{ "./automations/ci.ts": ["ci"] }`. */
  readonly exports: Readonly<Record<string, readonly string[]>>;
  /** Those of them that are automations; the others are tasks. */
  readonly automations: readonly string[];
}

interface Part {
  /** `automations/ci`. */
  readonly path: string;
  readonly statements: readonly PlanStatement[];
  readonly tasks: readonly string[];
  readonly automation?: string;
}

export function appModules({ automations, tasks, extension, app }: ModuleSources): AppModules {
  const parts = [
    ...Object.entries(tasks).map(([file, statements]): Part => ({
      path: `tasks/${file}`,
      statements,
      tasks: statements.flatMap(({ constant }) => constant ?? []),
    })),
    ...Object.entries(automations).map(automationPart),
  ];
  const [only] = parts;
  if (app !== undefined && parts.length === 1 && only !== undefined) {
    const text = printModule([...only.statements, appStatement(app, parts)]);
    return { files: {}, app: text, exports: {}, automations: [] };
  }
  const exports = Object.fromEntries(
    parts.map(({ path, tasks: own, automation }) => [
      `./${path}${extension}`,
      automation === undefined ? own : [...own, automation],
    ]),
  );
  const imports = Object.fromEntries(
    Object.entries(exports).flatMap(([module, names]) => names.map((each) => [each, module])),
  );
  return {
    files: Object.fromEntries(
      parts.map(({ path, statements }) => [`${path}${extension}`, printModule(statements)]),
    ),
    app: app === undefined ? undefined : printModule([appStatement(app, parts)], { imports }),
    exports,
    automations: parts.flatMap(({ automation }) => automation ?? []),
  };
}

function automationPart([title, plan]: readonly [string, AutomationPlan]): Part {
  const plain = constantName(title);
  const taken = plan.statements.some(({ constant }) => constant === plain);
  const constant = isReserved(plain) || taken ? `${plain}Automation` : plain;
  return {
    path: `automations/${title}`,
    statements: automationStatements(plan, constant),
    tasks: taskConstants(plan),
    automation: constant,
  };
}

function appStatement({ entries }: PlanObject, parts: readonly Part[]): PlanStatement {
  const commands = parts.flatMap(({ tasks }) => tasks.map(name));
  const automations = parts.flatMap(({ automation }) => automation ?? []).map(name);
  const options = object({
    ...entries,
    commands,
    automations: automations.length === 0 ? undefined : automations,
  });
  return { value: call("app", options), exported: "default" };
}
