/**
 * Which machine a label of `runs-on` names, by what GitHub's own labels say; a label of one's own names what it has
 * the words for.
 * https://docs.github.com/en/actions/reference/runners/github-hosted-runners
 * https://docs.github.com/en/actions/how-tos/manage-runners/self-hosted-runners/use-in-a-workflow
 */
import type { Host } from "../host/host.ts";
import { runnerArchitecture, runnerSystem } from "./environment.ts";

/** Whether a label names another operating system or another architecture than this machine's. */
export function isForeign(label: string, host: Pick<Host, "platform" | "architecture">): boolean {
  const system = systemOf(label);
  const architecture = architectureOf(label);
  return (
    (system !== undefined && system !== runnerSystem(host)) ||
    (architecture !== undefined && architecture !== runnerArchitecture(host))
  );
}

/** As `runner.os` has it. */
function systemOf(label: string): "Linux" | "macOS" | "Windows" | undefined {
  if (/^(?:ubuntu|linux)(?![a-z])/i.test(label)) return "Linux";
  if (/^macos(?![a-z])/i.test(label)) return "macOS";
  return /^windows(?![a-z])/i.test(label) ? "Windows" : undefined;
}

/**
 * As `runner.arch` has it; undefined where a label leaves it open. `ubuntu-latest` does: a developer's machine of
 * another architecture runs such jobs all the same.
 */
function architectureOf(label: string): "X86" | "X64" | "ARM" | "ARM64" | undefined {
  const name = label.toLowerCase().replaceAll(/x86[-_]64/g, "x64");
  // The labels that every self-hosted runner has; the others are found as words below.
  if (name === "arm") return "ARM";
  if (name === "x86") return "X86";
  const words = new Set(name.split(/[^a-z\d]+/));
  if (words.has("arm64") || words.has("aarch64")) return "ARM64";
  if (words.has("x64") || words.has("amd64")) return "X64";
  if (systemOf(name) === undefined) return undefined;
  // `ubuntu-24.04-arm` and `windows-11-arm` are arm64, `macos-15-intel` is x64.
  if (words.has("arm")) return "ARM64";
  if (words.has("intel")) return "X64";
  return macArchitecture(name);
}

/**
 * GitHub's machines are Apple's own from macOS 14 on, and all `xlarge` ones; `large` ones are Intel's.
 * https://docs.github.com/en/actions/reference/runners/larger-runners
 */
function macArchitecture(name: string): "X64" | "ARM64" | undefined {
  const [, version = "", size] = /^macos-(latest|\d+)(?:\.\d+)?(?:-(x?large))?$/.exec(name) ?? [];
  if (size !== undefined) return size === "xlarge" ? "ARM64" : "X64";
  if (version === "" || version === "latest") return undefined;
  return Number(version) >= 14 ? "ARM64" : "X64";
}
