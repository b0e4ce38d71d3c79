/** Names and descriptions of checks, which become tasks. */
import type { FoundCheck, PlacedPart } from "./found-part.ts";
import type { CheckKind, ProjectCheck } from "./project-facts.ts";

const purposes: Readonly<Record<CheckKind, string>> = {
  lint: "Find mistakes in the code",
  format: "Check that all files are formatted",
  types: "Check the types",
  test: "Run the tests",
  build: "Build the project",
};

const order = Object.keys(purposes);

/** The checks of each part, in order. Parts below the root have their folder before the names. */
export function namedChecks(parts: readonly PlacedPart[]): readonly (readonly ProjectCheck[])[] {
  // The automation that `init` writes has this name.
  const taken = new Set(["ci"]);
  return parts.map((placed) => {
    const { part, folder } = placed;
    const sorted = part.checks.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
    return sorted.map((check): ProjectCheck => {
      const { detail: _detail, purpose: _purpose, name: plain, ...rest } = check;
      const own = taskName(folder === "" ? plain : `${folder}_${plain}`);
      const name = freeName([own, taskName(`${part.stack}_${own}`)], taken);
      taken.add(name);
      return { ...rest, name, description: descriptionOf(check, placed) };
    });
  });
}

function descriptionOf(
  { kind, detail, purpose }: FoundCheck,
  { folder, part }: PlacedPart,
): string {
  const others = part.checks.filter((other) => other.kind === kind).length > 1;
  const where = folder === "" ? "" : ` in ${folder}/`;
  return `${purpose ?? purposes[kind]}${where}${others && detail !== undefined ? `: ${detail}` : ""}`;
}

/** What the names of tasks may hold: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_id */
function taskName(text: string): string {
  const plain = text.replaceAll(/[^A-Za-z0-9_-]+/g, "_").replaceAll(/^_+|_+$/g, "");
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}

function freeName(choices: readonly string[], taken: ReadonlySet<string>): string {
  const free = choices.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  let count = 2;
  while (taken.has(`${choices[0]}_${count}`)) count++;
  return `${choices[0]}_${count}`;
}
