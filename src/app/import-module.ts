/**
 * Imports an ES module by its URL. A script with V8's kept data cannot import: bundled, this is a function of the file
 * that loads the program; see scripts/bundle.mjs.
 */
export const importModule = (url: string): Promise<unknown> => import(url);
