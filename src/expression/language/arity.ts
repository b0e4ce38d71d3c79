/** GitHub's limit on the arguments of one call. */
const many = 255;

/**
 * How many arguments each of GitHub's functions takes, by its name in lower case. In a job's condition `success` and
 * `failure` take ids of jobs (`success(0,MAX)` in actions/languageservices).
 */
export const arities: ReadonlyMap<string, { readonly least: number; readonly most: number }> =
  new Map([
    ["contains", { least: 2, most: 2 }],
    ["startswith", { least: 2, most: 2 }],
    ["endswith", { least: 2, most: 2 }],
    ["format", { least: 1, most: many }],
    ["join", { least: 1, most: 2 }],
    ["tojson", { least: 1, most: 1 }],
    ["fromjson", { least: 1, most: 1 }],
    ["case", { least: 3, most: many }],
    ["hashfiles", { least: 1, most: many }],
    ["success", { least: 0, most: many }],
    ["failure", { least: 0, most: many }],
    ["cancelled", { least: 0, most: 0 }],
    ["always", { least: 0, most: 0 }],
  ]);
