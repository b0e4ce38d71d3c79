/** The commands that every app has: what each takes, and where its code is, which loads when it runs. */
import type { BuiltInName } from "../app/names.ts";
import type { ParsedFlags } from "./flags.ts";
import type { DescribedFlag } from "./global-flags.ts";
import type { AppContext } from "./program-context.ts";

export interface BuiltIn {
  readonly flags: readonly DescribedFlag[];
  /** Names of its arguments, for help; all of them may be left out. */
  readonly positionals: readonly string[];
  readonly run: (parsed: ParsedFlags, context: AppContext) => Promise<number>;
}

export const builtIns: Readonly<Record<BuiltInName, BuiltIn>> = {
  "generate-gha": {
    flags: [
      {
        name: "check",
        kind: "option",
        summary: "Write nothing; say what is out of date, and end with 1 if anything is",
      },
    ],
    positionals: [],
    async run(parsed, context) {
      const { generateGha } = await import("./commands/generate-gha.ts");
      return generateGha(parsed, context);
    },
  },
  inspect: {
    flags: [
      { name: "json", kind: "option", summary: "Print it as JSON" },
      {
        name: "mermaid",
        kind: "option",
        summary: "Draw an automation's jobs as a Mermaid flowchart",
      },
    ],
    positionals: ["NAME"],
    async run(parsed, context) {
      const { inspect } = await import("./commands/inspect.ts");
      return inspect(parsed, context);
    },
  },
};
