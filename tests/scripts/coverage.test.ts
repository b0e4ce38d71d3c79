/** `./run check_coverage` counts what the bundled program runs in processes of its own. */
import path from "node:path";
import { build } from "esbuild";
import { execa } from "execa";
import { expect, test } from "vitest";
import { Project } from "../support/project.ts";
import { addHits, type FileCoverage, scriptCoverage } from "../support/script-coverage.ts";

const main = `import { other } from "./other.ts";
if (process.argv[2] === "a") {
  console.log("a");
} else if (process.argv[2] === "b") {
  console.log("b");
} else {
  console.log("neither");
}
export const never = () => {
  other();
};
`;

test("a line counts where any of the processes ran it, and only there", async () => {
  const project = new Project({
    "src/main.ts": main,
    "src/other.ts": "export function other(): void {\n  console.log('other');\n}\n",
    "src/replaced.ts": "console.log('as it is');\n",
  });
  const script = path.join(project.folder, "out/program.cjs");
  await build({
    absWorkingDir: project.folder,
    entryPoints: { program: "src/main.ts" },
    outdir: "out",
    outExtension: { ".js": ".cjs" },
    inject: ["src/replaced.ts"],
    plugins: [
      {
        name: "replaced",
        setup(building) {
          building.onLoad({ filter: /replaced/ }, () => ({ contents: "console.log('else');" }));
        },
      },
    ],
    bundle: true,
    format: "cjs",
    platform: "node",
    sourcemap: "linked",
  });
  const env = { NODE_V8_COVERAGE: path.join(project.folder, "ran") };
  for (const given of ["a", "b"]) await execa(process.execPath, [script, given], { env });
  const found = await scriptCoverage(script, env.NODE_V8_COVERAGE);
  expect(Object.keys(found).map((file) => path.basename(file))).toEqual(["main.ts", "other.ts"]);
  const own = coverageOf([2, 3, 4, 5, 7, 10]);
  addHits(own, found[path.join(project.folder, "src/main.ts")]!);
  expect(own.s).toEqual({ 2: 1, 3: 1, 4: 1, 5: 1, 7: 0, 10: 0 });
  const other = coverageOf([2]);
  addHits(other, found[path.join(project.folder, "src/other.ts")]!);
  expect(other.s).toEqual({ 2: 0 });
});

/** Of a file with a statement on each of these lines, of which none ran. */
function coverageOf(lines: readonly number[]): FileCoverage {
  const none = { fnMap: {}, f: {}, branchMap: {}, b: {} };
  const places = lines.map((line) => [line, { start: { line, column: 0 } }] as const);
  return {
    ...none,
    statementMap: Object.fromEntries(places),
    s: Object.fromEntries(lines.map((line) => [line, 0])),
  };
}

test("without a process nothing ran", async () => {
  const project = new Project({ "a.ts": "console.log(1);\n" });
  const script = path.join(project.folder, "a.cjs");
  await build({
    entryPoints: [path.join(project.folder, "a.ts")],
    outfile: script,
    sourcemap: true,
  });
  const found = await scriptCoverage(script, path.join(project.folder, "ran"));
  expect(found).toMatchObject({ [path.join(project.folder, "a.ts")]: { s: { 0: 0 } } });
});
