import { describe, expect, test } from "vitest";
import { isForeign } from "../../../src/runner/schedule/runner-labels.ts";

const machines = {
  linux: { platform: "linux", architecture: "x64" },
  linuxArm: { platform: "linux", architecture: "arm64" },
  linuxArm32: { platform: "linux", architecture: "arm" },
  mac: { platform: "darwin", architecture: "arm64" },
  macIntel: { platform: "darwin", architecture: "x64" },
  windows: { platform: "win32", architecture: "x64" },
  windowsArm: { platform: "win32", architecture: "arm64" },
  windows32: { platform: "win32", architecture: "ia32" },
} as const;

/** The machines on which jobs with a label run. */
function homes(label: string): string {
  return Object.entries(machines)
    .filter(([, machine]) => !isForeign(label, machine))
    .map(([name]) => name)
    .join(" ");
}

const allLinux = "linux linuxArm linuxArm32";
const allMac = "mac macIntel";
const allWindows = "windows windowsArm windows32";
const all = `${allLinux} ${allMac} ${allWindows}`;

// https://docs.github.com/en/actions/reference/runners/github-hosted-runners
// https://docs.github.com/en/actions/reference/runners/larger-runners
describe("a label of a runner of GitHub's names its system, and its architecture where it has a word for it", () => {
  test.each([
    ["ubuntu-latest", allLinux],
    ["ubuntu-24.04", allLinux],
    ["ubuntu-slim", allLinux],
    ["ubuntu-24.04-arm", "linuxArm"],
    ["ubuntu-26.04-arm", "linuxArm"],
    ["windows-latest", allWindows],
    ["windows-2025-vs2026", allWindows],
    ["windows-11-arm", "windowsArm"],
    ["macos-latest", allMac],
    ["macos-13", "macIntel"],
    ["macos-14", "mac"],
    ["macos-26", "mac"],
    ["macos-15-intel", "macIntel"],
    ["macos-latest-large", "macIntel"],
    ["macos-13-xlarge", "mac"],
    ["macos-15-xlarge", "mac"],
  ])("%s: %s", (label, expected) => {
    expect(homes(label)).toBe(expected);
  });
});

// https://docs.github.com/en/actions/how-tos/manage-runners/self-hosted-runners/use-in-a-workflow
// Their values: VarUtil.OSArchitecture in https://github.com/actions/runner/blob/main/src/Runner.Common/Util/VarUtil.cs
describe("the labels that every self-hosted runner has name its system and its architecture, in any case", () => {
  test.each([
    ["self-hosted", all],
    ["Linux", allLinux],
    ["macOS", allMac],
    ["windows", allWindows],
    ["x64", "linux macIntel windows"],
    ["X64", "linux macIntel windows"],
    ["ARM64", "linuxArm mac windowsArm"],
    ["ARM", "linuxArm32"],
    ["X86", "windows32"],
  ])("%s: %s", (label, expected) => {
    expect(homes(label)).toBe(expected);
  });
});

describe("a label of one's own names what it has the words for", () => {
  test.each([
    ["ubuntu-22.04-arm64-8core", "linuxArm"],
    ["arm64-8core-32gb", "linuxArm mac windowsArm"],
    ["linux-aarch64", "linuxArm"],
    ["linux_amd64", "linux"],
    ["linux-x86_64", "linux"],
    ["linux-amd64", "linux"],
    ["gpu", all],
    ["arm-toolchain", all],
    ["alarm64", all],
    ["swarm", all],
    ["acme-4vcpu-ubuntu-2404", allLinux],
    ["acme-4vcpu-ubuntu-2404-arm", "linuxArm"],
    ["acme-windows-2025", allWindows],
    ["acme-macos-15", allMac],
    ["linux-i386", ""],
    ["win-i686", "windows32"],
    ["linux-armv7l", "linuxArm32"],
    ["debian-armhf", "linuxArm32"],
    ["ubuntu-24.04-riscv", ""],
    ["ubuntu-24.04-ppc64le", ""],
    ["ubuntu-24.04-s390x", ""],
    ["loongarch64", ""],
    ["pool:a", all],
  ])("%s: %s", (label, expected) => {
    expect(homes(label)).toBe(expected);
  });
});
