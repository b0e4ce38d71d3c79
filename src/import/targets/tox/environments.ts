/** The environments that the files of tox declare, as targets: https://tox.wiki/en/latest/ */
import type { FoundTarget, FoundTargets, TargetNote } from "../target.ts";

export interface ToxEnvironment {
  readonly name: string;
  readonly line: number;
  readonly description?: string | undefined;
}

/** @param environments May have a name twice: the first one counts. */
export function toxTargets(environments: readonly ToxEnvironment[]): FoundTargets {
  const targets = new Map<string, FoundTarget>();
  const unknown = new Map<string, number>();
  for (const { name, line, description } of environments) {
    // Names with a dot in front are those of environments that build packages.
    if (name.startsWith(".") || name === "") continue;
    if (!/^\w[\w.-]*$/.test(name)) unknown.set(name, line);
    else if (!targets.has(name)) {
      targets.set(name, { name, description, command: ["tox", "-e", name], line });
    }
  }
  const notes: TargetNote[] = [...unknown].map(([name, line]) => ({
    line,
    text: `The environment ${JSON.stringify(name)} is left out: what it is called is not known.`,
  }));
  if (targets.size === 0 && notes.length === 0)
    notes.push({ text: "There are no environments of tox." });
  return { targets: [...targets.values()], notes };
}

export function tooMany(names: readonly string[], line: number): TargetNote {
  const text = `There are more environments than those from ${JSON.stringify(names[0])} to ${JSON.stringify(names.at(-1))}: the others are left out.`;
  return { line, text };
}
