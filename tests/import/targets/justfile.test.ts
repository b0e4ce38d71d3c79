import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readJustRecipes } from "../../../src/import/targets/justfile/just-recipes.ts";
import { targetReaderOf } from "../../../src/import/targets/target-reader.ts";
import type { TargetFile } from "../../../src/import/targets/target.ts";

function read(text: string): TargetFile {
  const reader = targetReaderOf("justfile");
  if (reader === undefined) throw new Error("no reader");
  return reader(text);
}

function inputsOf(recipe: string): readonly unknown[] | undefined {
  return read(`${recipe}\n  true\n`).targets[0]?.inputs;
}

/** What `just --dump --dump-format json` of version 1.59 said about the files beside it. */
interface SaidRecipe {
  readonly private: boolean;
  readonly doc: string | null;
  readonly parameters: readonly {
    readonly name: string;
    readonly kind: "singular" | "star" | "plus";
    /** A list is an expression. Texts of which just can work out the value while it reads are texts. */
    readonly default: unknown;
  }[];
}

const folder = new URL("said-by-just/", import.meta.url);
const cases = readdirSync(folder).filter((file) => file.endsWith(".just"));

describe.each(cases)("of %s are read", (file) => {
  const text = readFileSync(new URL(file, folder), "utf8");
  const said = JSON.parse(
    readFileSync(new URL(file.replace(".just", ".json"), folder), "utf8"),
  ) as Readonly<Record<string, SaidRecipe>>;

  test("the recipes that just lists, with what it says of them", () => {
    const listed = Object.entries(said).filter(([, recipe]) => !recipe.private);
    expect(listed.length).toBeGreaterThan(0);
    const targets = read(text).targets.map(({ name, description = null }) => [name, description]);
    expect(Object.fromEntries(targets)).toEqual(
      Object.fromEntries(listed.map(([name, { doc }]) => [name, doc])),
    );
  });

  test("the parameters that just sees", () => {
    const kinds = { "*": "star", "+": "plus", "": "singular" };
    // Of several recipes with one name, just has that for its platform.
    const recipes = readJustRecipes(text).recipes.filter(({ name }) => name !== "os");
    const seen = recipes.map(({ name, parameters }) => [
      name,
      parameters.map((each, index) => {
        const value = said[name]?.parameters[index]?.default ?? null;
        const isComputed = each.default === "computed" && value !== null;
        return {
          name: each.name,
          kind: kinds[each.repeats ?? ""],
          default: isComputed
            ? value
            : typeof each.default === "object"
              ? each.default.value
              : null,
        };
      }),
    ]);
    const { os: _os, ...expected } = said;
    expect(Object.fromEntries(seen)).toEqual(
      Object.fromEntries(Object.entries(expected).map(([name, each]) => [name, each.parameters])),
    );
  });
});

describe("a recipe", () => {
  test("is called with its parameters as inputs", () => {
    const text = `# Build it
[group("dev")]
[arg("target", help="What to build")]
@build target mode="debug" *flags: lint
    cargo build
`;
    expect(read(text)).toEqual({
      targets: [
        {
          name: "build",
          task: "build",
          description: "Build it",
          group: "dev",
          command: ["just", "build"],
          inputs: [
            { kind: "string", name: "target", description: "What to build" },
            { kind: "string", name: "mode", default: "debug" },
            { kind: "rest", name: "flags" },
          ],
          line: 4,
        },
      ],
      notes: [],
    });
  });

  test("takes as words what just may work out, and what is an option", () => {
    expect(inputsOf("a x y=`date` z='1':")).toEqual([
      { kind: "string", name: "x" },
      { kind: "rest", name: "words", description: "y, z" },
    ]);
    expect(inputsOf('[arg("y", long)]\na x y:')).toEqual([
      { kind: "rest", name: "words", description: "x, y" },
    ]);
    expect(inputsOf("a +x:")).toEqual([{ kind: "rest", name: "x", description: "One at least" }]);
    expect(read("a x=b():\n[arg('y', short)]\nc y:\n").notes).toEqual([
      {
        line: 1,
        text: 'just works out a default of the recipe "a": what it takes from "x" on follows "--".',
      },
      { line: 3, text: 'The recipe "c" has options: all that it takes follows "--".' },
    ]);
  });

  test("has inputs whose names an input and a parameter of a function may have", () => {
    expect(inputsOf("a param-one param_one default debug run colors noColor NO_COLOR _:")).toEqual(
      [
        "param_one",
        "param_one_2",
        "default_value",
        "debug_value",
        "run_value",
        "colors",
        "noColor_value",
        "NO_COLOR_value_2",
        "__value",
      ].map((name) => ({ kind: "string", name })),
    );
  });

  test("is left out where it is private, and with it what is no recipe", () => {
    const text = `import "a.just"
mod? tools 'tools/justfile'
alias b := build
set shell := ["sh"]
export A := "b"
build:
_helper:
[private]
other:
a ? b
`;
    expect(read(text).targets.map(({ name }) => name)).toEqual(["build"]);
    expect(read(text).notes).toEqual([
      { line: 1, text: 'The recipes of other files are not read: import "a.just"' },
      { line: 2, text: "The recipes of other files are not read: mod? tools 'tools/justfile'" },
      { line: 3, text: 'The alias "b" of "build" is left out.' },
      { line: 10, text: "just cannot read this line." },
      { text: 'Private recipes are left out: "_helper" and "other".' },
    ]);
  });
});
