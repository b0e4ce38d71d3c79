/** Where a job asks for another version of a tool than this machine has. */
import type { AskedTool } from "./asked-tools.ts";
import type { InstalledVersion, ToolVersions } from "./tool-versions.ts";
import { isInRange } from "./version-range.ts";

/** `node 26 was asked for, here is 20.20`; nothing where it fits, or where it cannot be decided. */
export async function toolNotes(
  asked: readonly AskedTool[],
  versions: Pick<ToolVersions, "get">,
): Promise<readonly string[]> {
  const notes = await Promise.all(
    asked.map(async (wanted) => toolNote(wanted, await versions.get(wanted.tool))),
  );
  return notes.filter((note) => note !== undefined);
}

export function toolNote(
  { tool, version: wanted }: AskedTool,
  here: InstalledVersion,
): string | undefined {
  const asked = `${tool} ${wanted.length > longestVersion ? `${wanted.slice(0, longestVersion)}…` : wanted} was asked for, here is`;
  if (here.kind === "none") return `${asked} none`;
  if (here.kind === "unclear" || fits(tool, wanted, here.version) !== false) return undefined;
  return `${asked} ${shownVersion(here.version, wanted)}`;
}

const longestVersion = 40;

/** Undefined where it cannot be decided. */
function fits(tool: AskedTool["tool"], wanted: string, here: string): boolean | undefined {
  if (tool === "rust") return fitsToolchain(wanted, here);
  if (tool === "node" && wanted.startsWith("lts/")) return fitsLongTermSupport(wanted, here);
  return isInRange(here, wanted);
}

/** https://rust-lang.github.io/rustup/concepts/toolchains.html */
function fitsToolchain(wanted: string, here: string): boolean | undefined {
  const [version = "", channel = "stable"] = here.split("-");
  const named = /^(stable|beta|nightly)(?:-|$)/.exec(wanted)?.[1];
  // Which release it is may be another all the same: what is the newest, nobody here knows.
  if (named !== undefined) return named === channel ? undefined : false;
  return channel === "stable" && /^\d/.test(wanted) ? isInRange(version, wanted) : undefined;
}

/** Which one is the newest changes with time; an odd one never was one, up to 25: https://github.com/nodejs/release */
function fitsLongTermSupport(wanted: string, here: string): boolean | undefined {
  const major = Number(here.split(".", 1).join(""));
  const named = longTermSupport[wanted.slice("lts/".length).toLowerCase()];
  if (named !== undefined) return named === major;
  return major % 2 === 1 && major < 26 ? false : undefined;
}

/** https://github.com/nodejs/release/blob/main/CODENAMES.md */
const longTermSupport: Readonly<Record<string, number>> = {
  argon: 4,
  boron: 6,
  carbon: 8,
  dubnium: 10,
  erbium: 12,
  fermium: 14,
  gallium: 16,
  hydrogen: 18,
  iron: 20,
  jod: 22,
  krypton: 24,
};

/** Two numbers, and the third where the one that was asked for has it. */
function shownVersion(here: string, wanted: string): string {
  const [version = "", ...channel] = here.split("-");
  const numbers = /\d+\.\d+\.\d+/.test(wanted) ? version : version.split(".").slice(0, 2).join(".");
  return [numbers, ...channel].join("-");
}
