/** For commands that have something to say where there is no app. */
import { nearestApp } from "../app/find-app.ts";
import type { Host } from "../host/host.ts";
import { UsageError } from "../problems/usage-error.ts";

export function hasApp(host: Pick<Host, "cwd">): boolean {
  return nearestApp(host.cwd) !== undefined;
}

export function noApp({ cwd }: Pick<Host, "cwd">): UsageError {
  return new UsageError(`there is no recompose.ts in ${cwd} or in a folder above it.`, [
    "recompose init",
  ]);
}
