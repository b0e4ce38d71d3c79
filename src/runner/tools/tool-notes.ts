/** Where a job asks for another version of a tool than this machine has. */
import type { ToolRequest } from "./tool-requests.ts";
import type { InstalledVersion, ToolVersions } from "./tool-versions.ts";
import { isInRange } from "../../github/version-range.ts";

/** `node 26 was asked for, here is 20.20`; none where the version fits, or where that cannot be decided. */
export async function toolNotes(
  tools: readonly ToolRequest[],
  versions: Pick<ToolVersions, "get">,
): Promise<readonly string[]> {
  const notes = await Promise.all(
    tools.map(async (tool) => toolNote(tool, await versions.get(tool.tool))),
  );
  return notes.filter((note) => note !== undefined);
}

export function toolNote(
  { tool, version: range }: ToolRequest,
  installed: InstalledVersion,
): string | undefined {
  const line = range.replaceAll(/\s+/g, " ");
  const shortLine = line.length > longestVersion ? `${line.slice(0, longestVersion)}…` : line;
  const beginning = `${tool} ${shortLine} was asked for, here is`;
  if (installed.kind === "none") return `${beginning} none`;
  if (installed.kind === "unclear") return undefined;
  const installedVersions = [installed.version, ...(installed.others ?? [])];
  if (installedVersions.some((version) => fits(tool, range, version) !== false)) return undefined;
  return `${beginning} ${shownVersion(installed.version, range)}`;
}

const longestVersion = 40;

/** Undefined where it cannot be decided. */
function fits(tool: ToolRequest["tool"], range: string, here: string): boolean | undefined {
  if (tool === "rust") return fitsToolchain(range, here);
  if (tool === "node" && range.startsWith("lts/")) return fitsLongTermSupport(range, here);
  if (tool === "java") return fitsJava(range, here);
  if (tool === "ruby") return fitsRuby(range, here);
  if (tool === "dotnet") return fitsDotnet(range, here);
  return isInRange(here, range);
}

/** `1.8` is 8; what stands behind a plus is the number of a build. */
function fitsJava(range: string, here: string): boolean | undefined {
  return isInRange(here, range.replace(/^1\.(?=\d)/, "").replace(/\+[\w.-]+$/, ""));
}

/** `3.3` and `ruby-3.3` are versions of Ruby itself, `jruby-9.4` one of another engine. */
function fitsRuby(range: string, here: string): boolean | undefined {
  if (/^(?:jruby|truffleruby|mruby)\b/.test(range)) return false;
  return isInRange(here, range.replace(/^ruby-/, ""));
}

/** The SDK's third number has its feature band first: `8.0.4xx` is 8.0.400 to 8.0.499. */
function fitsDotnet(range: string, here: string): boolean | undefined {
  const band = /^(\d+)\.(\d+)\.(\d)xx$/i.exec(range);
  if (band === null) return isInRange(here, range);
  const [, major, minor, feature] = band;
  return isInRange(
    here,
    `>=${major}.${minor}.${feature}00 <${major}.${minor}.${Number(feature) + 1}00`,
  );
}

/** https://rust-lang.github.io/rustup/concepts/toolchains.html */
function fitsToolchain(range: string, here: string): boolean | undefined {
  const [version = "", channel = "stable"] = here.split("-");
  const rangeChannel = /^(stable|beta|nightly)(?:-|$)/.exec(range)?.[1];
  // Nobody here knows which release is the newest of the channel.
  if (rangeChannel !== undefined) return rangeChannel === channel ? undefined : false;
  return channel === "stable" && /^\d/.test(range) ? isInRange(version, range) : undefined;
}

/** Odd versions up to 25 never had long-term support: https://github.com/nodejs/release */
function fitsLongTermSupport(range: string, here: string): boolean | undefined {
  const major = Number(here.split(".", 1).join(""));
  const releaseLine = longTermSupport[range.slice("lts/".length).toLowerCase()];
  if (releaseLine !== undefined) return releaseLine === major;
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

/** Two numbers of the version, or three where the range has three. */
function shownVersion(here: string, range: string): string {
  const [version = "", ...channel] = here.split("-");
  const numbers = /\d+\.\d+\.\d+/.test(range) ? version : version.split(".").slice(0, 2).join(".");
  return [numbers, ...channel].join("-");
}
