/** Which files of a folder do not count: what git ignores, and what never belongs to a project's sources. */
import { basename, dirname, resolve } from "node:path";
import { runGit } from "../../host/git.ts";

const ignoredNames = new Set([".git", ".recompose", "node_modules"]);

export class IgnoredFiles {
  readonly #folder: string;
  readonly #paths: Set<string>;
  readonly #asksGit: boolean;

  private constructor(folder: string, paths: readonly string[], asksGit: boolean) {
    this.#folder = folder;
    this.#paths = new Set(paths);
    this.#asksGit = asksGit;
  }

  /** @param others Absolute paths that are ignored, too. */
  static async of(folder: string, others: readonly string[]): Promise<IgnoredFiles> {
    // Of a folder without a file that counts, only its own name.
    const args = ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory"];
    const { ok, stdout } = await runGit(folder, args);
    // An outer repository may ignore the whole project.
    const asksGit = ok && !(await runGit(folder, ["check-ignore", "--quiet", "."])).ok;
    const names = asksGit ? stdout.split("\0").filter((name) => name !== "") : [];
    const paths = [...names.map((name) => resolve(folder, name)), ...others];
    return new IgnoredFiles(folder, paths, asksGit);
  }

  /** What is known without asking git again. */
  has(path: string): boolean {
    if (path === this.#folder || !path.startsWith(this.#folder)) return false;
    return this.#paths.has(path) || ignoredNames.has(basename(path)) || this.has(dirname(path));
  }

  /** Asks git about paths that are new or whose rules may have changed. Returns those that count. */
  async without(paths: readonly string[]): Promise<readonly string[]> {
    const candidates = paths.filter((path) => !this.has(path));
    if (!this.#asksGit || candidates.length === 0) return candidates;
    // It names no file of the index, whatever the rules say of it.
    const input = Buffer.from(candidates.join("\0"));
    const { stdout } = await runGit(this.#folder, ["check-ignore", "-z", "--stdin"], {}, input);
    const ignoredPaths = new Set(stdout.split("\0").filter((path) => path !== ""));
    for (const path of ignoredPaths) this.#paths.add(path);
    return candidates.filter((path) => !ignoredPaths.has(path));
  }
}
