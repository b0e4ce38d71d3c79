/** The command that a job's step runs: what a developer would type. */
import type { JobDefinition } from "../automation/declaration.ts";
import { ArtifactReference } from "../automation/artifact-reference.ts";
import { isReference } from "../expression/reference.ts";
import { flagName } from "../inputs/flag.ts";

export interface TaskCommand {
  readonly command: string;
  /** Variables that the command reads. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Values that are known only when the workflow runs reach the command through `env`, never as part of its text,
 * where a shell would read them as code.
 * https://docs.github.com/en/actions/concepts/security/script-injections
 */
export function taskCommand(
  job: JobDefinition,
  entryPoint: string,
  artifactPath: (input: string) => string,
): TaskCommand {
  const env: Record<string, string> = {};
  const words = [entryPoint, job.task.name];
  const afterDashes: string[] = [];
  for (const [input, value] of Object.entries(job.inputs)) {
    const flag = flagName(input);
    if (value instanceof ArtifactReference || isReference(value)) {
      const variable = `INPUT_${flag.replaceAll("-", "_").toUpperCase()}`;
      env[variable] = value instanceof ArtifactReference ? artifactPath(input) : value.toString();
      words.push(`--${flag}="$${variable}"`);
    } else if (typeof value === "boolean") {
      words.push(value ? `--${flag}` : `--no-${flag}`);
    } else if (typeof value === "object") {
      afterDashes.push(...value.map(shellQuote));
    } else if (value !== undefined) {
      words.push(`--${flag}=${shellQuote(String(value))}`);
    }
  }
  if (afterDashes.length > 0) words.push("--", ...afterDashes);
  return { command: words.join(" "), env };
}

/** A literal as one word of a POSIX shell. */
function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
