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
  const line = wanted.replaceAll(/\s+/g, " ");
  const shown = line.length > longestVersion ? `${line.slice(0, longestVersion)}…` : line;
  const asked = `${tool} ${shown} was asked for, here is`;
  if (here.kind === "none") return `${asked} none`;
  if (here.kind === "unclear") return undefined;
  const installed = [here.version, ...(here.others ?? [])];
  if (installed.some((version) => fits(tool, wanted, version) !== false)) return undefined;
  return `${asked} ${shownVersion(here.version, wanted)}`;
}

const longestVersion = 40;

/** Undefined where it cannot be decided. */
function fits(tool: AskedTool["tool"], wanted: string, here: string): boolean | undefined {
  if (tool === "rust") return fitsToolchain(wanted, here);
  if (tool === "node" && wanted.startsWith("lts/")) return fitsLongTermSupport(wanted, here);
  if (tool === "java") return fitsJava(wanted, here);
  if (tool === "ruby") return fitsRuby(wanted, here);
  if (tool === "dotnet") return fitsDotnet(wanted, here);
  return isInRange(here, wanted);
}

/** `1.8` is 8; what stands behind a plus is the number of a build. */
function fitsJava(wanted: string, here: string): boolean | undefined {
  return isInRange(here, wanted.replace(/^1\.(?=\d)/, "").replace(/\+[\w.-]+$/, ""));
}

/** `3.3` and `ruby-3.3` are versions of Ruby itself, `jruby-9.4` one of another engine. */
function fitsRuby(wanted: string, here: string): boolean | undefined {
  if (/^(?:jruby|truffleruby|mruby)\b/.test(wanted)) return false;
  return isInRange(here, wanted.replace(/^ruby-/, ""));
}

/** The SDK's third number has its feature band first: `8.0.4xx` is 8.0.400 to 8.0.499. */
function fitsDotnet(wanted: string, here: string): boolean | undefined {
  const band = /^(\d+)\.(\d+)\.(\d)xx$/i.exec(wanted);
  if (band === null) return isInRange(here, wanted);
  const [, major, minor, feature] = band;
  return isInRange(
    here,
    `>=${major}.${minor}.${feature}00 <${major}.${minor}.${Number(feature) + 1}00`,
  );
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
