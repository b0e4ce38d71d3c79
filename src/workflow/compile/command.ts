/** The command of a step that runs a task: the one that a developer would type. */
import { ArtifactReference } from "../../steps/artifacts/artifact-reference.ts";
import type { DeclaredTask } from "../../automation/declaration.ts";
import { hasExpression } from "../../expression/language/template.ts";
import { flagName } from "../../inputs/flag.ts";
import { shellWord } from "../../problems/shell-word.ts";

export interface TaskCommand {
  readonly command: string;
  /** Variables for the command. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Values that only the run knows reach the command through `env`. In its text the shell would read them as code.
 * https://docs.github.com/en/actions/concepts/security/script-injections
 */
export function taskCommand(
  { task, inputs, env: ownEnv = {} }: Pick<DeclaredTask, "task" | "inputs" | "env">,
  entryPoint: string,
  artifactPath: (input: string) => string,
): TaskCommand {
  const env: Record<string, string> = {};
  const names = new Set(
    [...(task.secrets ?? []), ...Object.keys(ownEnv)].map((name) => name.toUpperCase()),
  );
  const variable = (name: string, value: string): string => {
    let free = name;
    for (let count = 2; names.has(free); count += 1) free = `${name}_${count}`;
    names.add(free);
    env[free] = value;
    return `"$${free}"`;
  };
  const words = [entryPoint, task.name];
  const afterDashes: string[] = [];
  for (const [input, value] of Object.entries(inputs)) {
    const flag = flagName(input);
    const name = `INPUT_${flag.replaceAll("-", "_").toUpperCase()}`;
    if (typeof value === "boolean") {
      words.push(value ? `--${flag}` : `--no-${flag}`);
    } else if (value instanceof ArtifactReference) {
      words.push(`--${flag}=${variable(name, artifactPath(input))}`);
    } else if (typeof value === "object") {
      const many = value.length > 1;
      afterDashes.push(
        ...value.map((item, index) =>
          isPlain(item) ? shellWord(item) : variable(many ? `${name}_${index + 1}` : name, item),
        ),
      );
    } else {
      const text = String(value);
      words.push(`--${flag}=${isPlain(text) ? shellWord(text) : variable(name, text)}`);
    }
  }
  if (afterDashes.length > 0) words.push("--", ...afterDashes);
  return { command: words.join(" "), env };
}

/** Whether a text has no expression and no control characters, so that it may be part of the command. */
function isPlain(text: string): boolean {
  return !hasExpression(text) && /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u.test(text);
}
