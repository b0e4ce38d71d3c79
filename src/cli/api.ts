/**
 * The public API as one object, for the app's `import "recompose-ci"`. In the bundle, a file of the API runs when the
 * first of its exports is read; see scripts/bundle.mjs.
 */
import * as recompose from "../index.ts";

export const api: Readonly<Record<string, unknown>> = recompose;
