/** An app's files as one piece of code. */
export interface Bundle {
  /** CommonJS where it can be: it starts faster. Only an ES module can `await` at its top level. */
  readonly format: "cjs" | "esm";
  readonly code: string;
  /** The app's own file: packages are looked up from there. */
  readonly entry: string;
  /** Absolute paths of all files that decided what the code is, among them some that must stay absent. */
  readonly inputs: readonly string[];
}
