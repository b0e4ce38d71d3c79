/**
 * The public API as one object: what the app gets that imports the package by its name. Bundled, it runs each file of the
 * API when the first of its exports is asked for; see scripts/bundle.mjs.
 */
import * as recompose from "../index.ts";

export const api: Readonly<Record<string, unknown>> = recompose;
