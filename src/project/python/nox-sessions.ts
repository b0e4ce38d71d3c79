/** The sessions of a noxfile.py, read as text: https://nox.thea.codes/en/stable/config.html */
import type { FolderFiles } from "../folder-files.ts";
import type { RunnerEnvironment } from "./tox-environments.ts";

export interface NoxSession extends RunnerEnvironment {
  /** Whether it names versions of Python, which need not be here. */
  readonly hasVersions: boolean;
}

const file = "noxfile.py";

export interface NoxSessions {
  readonly source: string;
  readonly sessions: readonly NoxSession[];
}

/** Undefined where there is none. */
export function noxSessions(files: FolderFiles): NoxSessions | undefined {
  const text = files.text(file);
  if (text === undefined) return undefined;
  const chosen = /^nox\.options\.sessions\s*=\s*(?:[[(]([^\])]*)|(["'].*))/m.exec(text);
  const list = chosen?.[1] ?? chosen?.[2];
  const defaults = list && [...list.matchAll(/["']([^"']+)["']/g)].map(([, name]) => name);
  // A decorator, with others below it, then the function up to the next line that is not indented.
  const session =
    /^@(?:nox\.|nox_uv\.)?session\b(\([\s\S]*?\))?[ \t]*(?:#.*)?\n((?:@.*\n(?:[ \t)\]}].*\n)*)*)(?:async )?def (\w+)\s*\([\s\S]*?:[ \t]*(?:#.*)?\n((?:[ \t].*\n|[ \t]*\n)*)/gm;
  const sessions = [...`${text}\n`.matchAll(session)].flatMap(
    ([, options = "", , functionName = "", body = ""]): NoxSession[] => {
      const name = /\bname\s*=\s*["']([^"']+)["']/.exec(options)?.[1] ?? functionName;
      const isLeftOut = defaults
        ? !defaults.includes(name)
        : /\bdefault\s*=\s*False\b/.test(options);
      if (isLeftOut) return [];
      const hasVersions = /\bpython\s*=/.test(options) || /^\(\s*["'[]/.test(options);
      return [{ name, commands: body, hasVersions, isListed: true }];
    },
  );
  return { source: file, sessions };
}
