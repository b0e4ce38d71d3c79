/** Each row of the tables in docs/write/conditions.md compiles, and prints the expression that stands beside it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import * as api from "../../src/index.ts";
import { Project } from "../support/project.ts";

const repository = path.resolve(import.meta.dirname, "../..");
const page = readFileSync(path.join(repository, "docs/write/conditions.md"), "utf8");

/** In a table a bar has a backslash before it, also within code. */
const rows = [...page.matchAll(/^\| `([^`]+)` +\| (`+) ?(.+?) ?\2 +\|$/gm)].map(
  ([, yaml = "", , here = ""]) => ({
    yaml: yaml.replaceAll(String.raw`\|`, "|"),
    here: here.replaceAll(String.raw`\|`, "|"),
  }),
);

/** An app whose start prints the expressions, with what the page says that the names in its rows are. */
const code = `
const build = task({ name: "build", outputs: ["version"], run() {} });
const ci = automation({
  name: "ci",
  inputs: { environment: choiceInput(["staging", "production"]), skip_tests: boolInput() },
  jobs({ environment, skip_tests }) {
    const built = job(build);
    const m = matrix({ node: ["22", "24"] });
    const meta = uses("docker/metadata-action@v6", { id: "meta" });
    console.log(JSON.stringify([${rows.map(({ here }) => `String(${here})`).join(",\n")}]));
  },
});
export default app({ commands: [build], automations: [ci] });
`;

const used = Object.keys(api).filter((name) => new RegExp(`(?<![.\\w])${name}\\b`).test(code));

function project(): Project {
  return new Project({
    "package.json": '{ "type": "module" }',
    "recompose.ts": `import { ${used.join(", ")} } from "recompose-ci";\n${code}`,
    "tsconfig.json": JSON.stringify({
      extends: `${repository}/tsconfig.json`,
      compilerOptions: {
        typeRoots: [`${repository}/node_modules/@types`],
        paths: { "recompose-ci": [`${repository}/src/index.ts`] },
      },
      include: ["recompose.ts"],
    }),
  });
}

test("all rows are read", () => {
  expect(rows.length).toBeGreaterThan(35);
  expect(rows).toHaveLength(page.match(/^\| `/gm)?.length ?? 0);
});

test("what is written here prints the expression beside it", async () => {
  const { stdout } = await project().recompose(["--help"]);
  const [line = ""] = stdout.split("\n");
  expect(JSON.parse(line)).toEqual(rows.map(({ yaml }) => `\${{ ${yaml} }}`));
});

test("what is written here compiles", async () => {
  const tsc = path.join(repository, "node_modules/.bin/tsc");
  const { stdout } = await execa(tsc, [], { cwd: project().folder, reject: false });
  expect(stdout).toBe("");
});
