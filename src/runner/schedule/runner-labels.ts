/**
 * Which machine a label of `runs-on` names, by the words in it. GitHub's own labels have such words; other labels may.
 * https://docs.github.com/en/actions/reference/runners/github-hosted-runners
 * https://docs.github.com/en/actions/how-tos/manage-runners/self-hosted-runners/use-in-a-workflow
 */
import type { Host } from "../../host/host.ts";
import { runnerArchitecture, runnerSystem } from "../values/runner-environment.ts";

/** Whether a label names another operating system or another architecture than this machine's. */
export function isForeign(label: string, host: Pick<Host, "platform" | "architecture">): boolean {
  const system = systemOf(label);
  const architecture = architectureOf(label);
  return (
    (system !== undefined && system !== runnerSystem(host)) ||
    (architecture !== undefined && architecture !== runnerArchitecture(host))
  );
}

/** As in `runner.os`; also for `acme-4vcpu-windows-2025`. */
function systemOf(label: string): "Linux" | "macOS" | "Windows" | undefined {
  for (const word of wordsOf(label)) {
    if (/^(?:ubuntu|linux)(?![a-z])/.test(word)) return "Linux";
    if (/^macos(?![a-z])/.test(word)) return "macOS";
    if (/^windows(?![a-z])/.test(word)) return "Windows";
  }
  return undefined;
}

function wordsOf(label: string): readonly string[] {
  return label
    .toLowerCase()
    .replaceAll(/x86[-_]64/g, "x64")
    .split(/[^a-z\d]+/);
}

/**
 * As in `runner.arch`; undefined where the label does not say. For `ubuntu-latest` it is undefined too: a developer's
 * machine of another architecture runs such jobs all the same.
 */
function architectureOf(label: string): string | undefined {
  const words = wordsOf(label);
  for (const word of words) {
    const architecture = architectures.find(([pattern]) => pattern.test(word))?.[1];
    if (architecture !== undefined) return architecture;
  }
  // Every self-hosted runner with 32 bits has this one.
  if (label.toLowerCase() === "arm") return "ARM";
  if (systemOf(label) === undefined) return undefined;
  // `ubuntu-24.04-arm` and `windows-11-arm` are arm64, `macos-15-intel` is x64.
  if (words.includes("arm")) return "ARM64";
  return words.includes("intel") ? "X64" : macArchitecture(label.toLowerCase());
}

/** The words of `uname -m`, Debian, Docker and Go. Architectures that GitHub has no name for have Node's. */
const architectures: readonly (readonly [word: RegExp, architecture: string])[] = [
  [/^(?:arm64|aarch64|armv[89])$/, "ARM64"],
  [/^(?:x64|amd64)$/, "X64"],
  [/^(?:x86|i[3-6]86|ia32)$/, "X86"],
  [/^(?:arm32|armhf|armv[67][hl]?)$/, "ARM"],
  [/^riscv(?:64)?$/, "riscv64"],
  [/^(?:ppc|powerpc)(?:64)?(?:le|el)?$/, "ppc64"],
  [/^s390x?$/, "s390x"],
  [/^loong(?:arch)?64$/, "loong64"],
  [/^mips(?:64)?(?:le|el)?$/, "mips"],
];

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
