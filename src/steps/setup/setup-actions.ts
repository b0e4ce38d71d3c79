/** The actions that have a function for their step. */
import type { SetupAction } from "../setup-action.ts";
import { cacheAction, restoreCacheAction, saveCacheAction } from "./cache.ts";
import { cacheRustAction } from "./cache-rust.ts";
import { checkoutAction } from "./checkout.ts";
import { setupBunAction } from "./setup-bun.ts";
import { setupDenoAction } from "./setup-deno.ts";
import { setupGoAction } from "./setup-go.ts";
import { setupGradleAction } from "./setup-gradle.ts";
import { setupJavaAction } from "./setup-java.ts";
import { setupNodeAction } from "./setup-node.ts";
import { setupPnpmAction } from "./setup-pnpm.ts";
import { setupPythonAction } from "./setup-python.ts";
import { setupUvAction } from "./setup-uv.ts";

export const setupActions: readonly SetupAction[] = [
  checkoutAction,
  setupNodeAction,
  setupPnpmAction,
  setupBunAction,
  setupDenoAction,
  setupPythonAction,
  setupUvAction,
  setupGoAction,
  setupJavaAction,
  setupGradleAction,
  cacheRustAction,
  cacheAction,
  restoreCacheAction,
  saveCacheAction,
];

/** @param action `owner/name`, in any case, as GitHub reads it. */
export function setupActionOf(action: string): SetupAction | undefined {
  return byName.get(action.toLowerCase());
}

const byName = new Map(setupActions.map((known) => [known.action.toLowerCase(), known]));
