/**
 * Identifies a process by a text that other processes can check. An id is not enough: the system uses it again later, and
 * in another container it means another process. Outside of Linux there is only the id.
 */
import { readFileSync, readlinkSync } from "node:fs";
import process from "node:process";

let own: string | undefined;

/** `ID-STARTED-PLACE`, short and fit for the name of a file. */
export function processIdentity(): string {
  own ??= [process.pid, startedAt(process.pid), place()].join("-");
  return own;
}

/**
 * `unknown` for a process of another container or machine. `ended` also for a text that is not an identity.
 */
export function stateOf(identity: string): "alive" | "ended" | "unknown" {
  const [, id, startTime, itsPlace] = /^(\d+)-(\w*)-(\w*)$/.exec(identity) ?? [];
  if (id === undefined) return "ended";
  if (itsPlace !== place()) return "unknown";
  return isAlive(Number(id)) && startTime === startedAt(Number(id)) ? "alive" : "ended";
}

/** True also for a process of another user. */
function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** In clock ticks since the machine started: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function startedAt(id: number): string {
  // The name of the program, in parentheses, may contain anything; the start is the 20th field behind it.
  const [, fields = ""] = /^.*\) (.*)$/s.exec(textOf(`/proc/${id}/stat`)) ?? [];
  return Number(fields.split(" ")[19] ?? 0).toString(36);
}

/** The boot of the machine and the namespace of processes: ids mean the same within both. */
function place(): string {
  const boot = textOf("/proc/sys/kernel/random/boot_id").slice(0, 6);
  return `${Number(processNamespace()).toString(36)}${boot}`;
}

/** https://man7.org/linux/man-pages/man7/pid_namespaces.7.html */
function processNamespace(): string {
  try {
    return /\d+/.exec(readlinkSync("/proc/self/ns/pid"))?.[0] ?? "0";
  } catch {
    return "0";
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
