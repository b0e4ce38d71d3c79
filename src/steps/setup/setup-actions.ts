/** The actions that have a function for their step. */
import type { SetupAction } from "../setup-action.ts";
import { cacheAction, restoreCacheAction, saveCacheAction } from "./cache.ts";
import { checkoutAction } from "./checkout.ts";
import { setupGoAction } from "./setup-go.ts";
import { setupNodeAction } from "./setup-node.ts";
import { setupPythonAction } from "./setup-python.ts";
import { setupUvAction } from "./setup-uv.ts";

export const setupActions: readonly SetupAction[] = [
  checkoutAction,
  setupNodeAction,
  setupPythonAction,
  setupUvAction,
  setupGoAction,
  cacheAction,
  restoreCacheAction,
  saveCacheAction,
];
