/** The sessions of a noxfile.py: https://nox.thea.codes/en/stable/config.html */
import type { FoundTarget, FoundTargets, TargetNote } from "../target.ts";
import { type NoxSession, readNoxSessions } from "./session-functions.ts";

export function readNoxfile(text: string): FoundTargets {
  const targets = new Map<string, FoundTarget>();
  const notes: TargetNote[] = [];
  for (const session of readNoxSessions(text)) {
    const { name, calls, description, line } = session;
    const reason = reasonAgainst(session);
    if (name === undefined || reason !== undefined) {
      const why = reason ?? "only Python can work out its name";
      notes.push({
        line,
        text: `The session ${JSON.stringify(name ?? calls)} is left out: ${why}.`,
      });
      continue;
    }
    notes.push(...notesOf(session, name));
    // One for all versions, and one for each.
    const pythons = session.pythons === "unknown" ? [] : session.pythons;
    const each = pythons.length > 1 ? [...new Set(pythons)] : [];
    for (const python of [undefined, ...each]) {
      const full = python === undefined ? name : `${name}-${python}`;
      const suffix = python === undefined ? "" : ` (Python ${python})`;
      const about = description === undefined ? undefined : `${description}${suffix}`;
      targets.set(full, { name: full, description: about, command: ["nox", "-s", full], line });
    }
  }
  return { targets: [...targets.values()], notes };
}

function reasonAgainst({ name, within }: NoxSession): string | undefined {
  if (within !== undefined && !/^(?:if|try|with)$/.test(within.word)) {
    return `it is made within the \`${within.word}\` of line ${within.line}`;
  }
  if (name === "" || name?.startsWith("-") === true) return "nox would read its name otherwise";
  return undefined;
}

function notesOf(
  { within, pythons, isParametrized, line }: NoxSession,
  name: string,
): TargetNote[] {
  const quoted = JSON.stringify(name);
  const texts: string[] = [];
  if (within !== undefined) {
    texts.push(
      `The session ${quoted} is there only as the \`${within.word}\` of line ${within.line} says.`,
    );
  }
  if (pythons === "unknown") {
    texts.push(`The session ${quoted} is one task: which versions of Python it has is not known.`);
  }
  if (isParametrized) texts.push(`The session ${quoted} is one task for all its parameters.`);
  return texts.map((text) => ({ line, text }));
}
