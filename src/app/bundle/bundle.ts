/** An app's files in one text, with what is needed to run it and to tell where its lines came from. */
export interface Bundle {
  readonly format: "cjs" | "esm";
  readonly code: string;
  /** Source map of `code`, as JSON; its sources are absolute paths. */
  readonly map: string;
  /** Absolute paths of the source files, by the number that `code` gives them. */
  readonly sources: readonly string[];
  /** By import of a package: the file that Node imports, where `require` would give another. */
  readonly targets: Readonly<Record<string, string>>;
  /** For each package the bundle imports, a file that imports it: packages are looked up from there. */
  readonly importers: Readonly<Record<string, string>>;
}

/** The key in `globalThis` under which bundles find the running instance of this package. */
export const instanceKey = "recompose-ci";
