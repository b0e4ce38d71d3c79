/**
 * Imports an ES module by its URL. A script that V8 compiles from cached data cannot import, so in the bundle of the
 * program scripts/bundle.mjs replaces this function.
 */
export const importModule = (url: string): Promise<unknown> => import(url);
