/** Compiles examples as files of apps: with what an app would import and declare for them. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { execa } from "execa";
import { exportsOfPackage } from "../support/api/public-api.ts";
import { Project } from "../support/project.ts";

const repository = path.resolve(import.meta.dirname, "../..");

export const standIns = readFileSync(
  path.join(import.meta.dirname, "example-stand-ins.ts"),
  "utf8",
);

/** Names that an example may use without an import, and where they come from. */
export interface Scope {
  readonly from: string;
  readonly names: readonly string[];
}

const api = [...new Set(exportsOfPackage().map(({ name }) => name))];
const standInNames = [...standIns.matchAll(/^export (?:declare )?const (\w+)/gm)].map(
  ([, name = ""]) => name,
);

export const usualScopes: readonly Scope[] = [
  { from: "recompose-ci", names: api },
  { from: "./stand-ins.ts", names: standInNames },
];

/** Of each scope the names that the code uses and does not declare. Where two have a name, it is the first one's. */
export function usedNames(code: string, scopes: readonly Scope[]): readonly Scope[] {
  const isUsed = (name: string): boolean =>
    new RegExp(`(?<![.\\w"])${name}(?![\\w"])`).test(code) &&
    !new RegExp(`\\b(?:const|let|function|class|interface|type) ${name}\\b`).test(code);
  const taken = new Set<string>();
  return scopes.map(({ from, names }) => {
    const used = names.filter((name) => isUsed(name) && !taken.has(name));
    for (const name of used) taken.add(name);
    return { from, names: used };
  });
}

/** In one line, so that the lines of the example keep their numbers. */
export function importsOf(scopes: readonly Scope[]): string {
  return scopes
    .filter(({ names }) => names.length > 0)
    .map(({ from, names }) => `import { ${names.join(", ")} } from "${from}"; `)
    .join("");
}

/** What the compiler says of files of TypeScript, by their names. */
export async function compile(files: Readonly<Record<string, string>>): Promise<string> {
  const project = new Project({
    "package.json": '{ "type": "module" }',
    ...files,
    "tsconfig.json": JSON.stringify({
      extends: `${repository}/tsconfig.json`,
      compilerOptions: {
        typeRoots: [`${repository}/node_modules/@types`],
        paths: {
          "recompose-ci": [`${repository}/src/index.ts`],
          "recompose-ci/schemas/*": [`${repository}/schemas/*`],
        },
        verbatimModuleSyntax: false,
      },
      include: ["**/*.ts"],
    }),
  });
  const tsc = path.join(repository, "node_modules/.bin/tsc");
  const { stdout } = await execa(tsc, ["--pretty", "false"], {
    cwd: project.folder,
    reject: false,
  });
  return stdout;
}
