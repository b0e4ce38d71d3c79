/** How the reason of a job or step begins that took longer than its `timeout-minutes`: it ends cancelled, and nobody asked for that. */
import { counted } from "../problems/wording.ts";

const beginning = "timed out after ";

export function timeLimitReason(minutes: number): string {
  return beginning + counted(minutes, "minute");
}

export function isTimeLimit(reason: string | undefined): boolean {
  return reason?.startsWith(beginning) === true;
}
