import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, inject, test } from "vitest";

const folder = dirname(inject("recomposeCli"));

/** The packages whose code is there: without `--minify`, esbuild names the file above the code of each. */
const bundled = new Set(
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.c?js$/.test(file))
    .map((file) => readFileSync(join(folder, file), "utf8"))
    .flatMap((text) => [...text.matchAll(/^ *\/\/ (.*\bnode_modules\/(?:@[^/\n]+\/)?[^/\n]+)\//gm)])
    .map(([, path]) => String(path)),
);

/** The texts below each heading, such as `yaml 2.9.1`. */
const listed = new Map(
  readFileSync(join(folder, "THIRD-PARTY-LICENSES.txt"), "utf8")
    .split(/^-{80}$/m)
    .slice(1)
    .map((entry) => {
      const [heading = "", licence = "", ...text] = entry.trim().split("\n");
      return [heading, { licence, text: text.join("\n").trim() }] as const;
    }),
);

describe("the licences in the bundle", () => {
  test("are those of the packages whose code is in it, no more and no fewer", () => {
    const packages = [...bundled].map((path) => {
      const { name, version } = JSON.parse(readFileSync(join(path, "package.json"), "utf8")) as {
        readonly name: string;
        readonly version: string;
      };
      return `${name} ${version}`;
    });
    expect(packages).toContainEqual(expect.stringMatching(/^yaml \d/));
    expect([...listed.keys()].sort()).toEqual([...new Set(packages)].sort());
  });

  test("each have a name, and a text that says who holds the copyright or what is granted", () => {
    const wrong = [...listed].filter(
      ([, { licence, text }]) =>
        !/^Licence: (?!not stated)\S/.test(licence) || !/copyright|permission/i.test(text),
    );
    expect(listed.size).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });
});
