/** The recipes of a justfile that people call: https://just.systems/man/en/ */
import { quotedList } from "../../../problems/wording.ts";
import { InputNames } from "../input-names.ts";
import type { FoundTarget, FoundTargets, TargetInput, TargetNote } from "../target.ts";
import { type JustRecipe, readJustRecipes } from "./just-recipes.ts";

/** A recipe with one of them may stand beside others of its name. https://just.systems/man/en/attributes.html */
const platforms: ReadonlySet<string> = new Set(
  "android dragonfly freebsd linux macos netbsd openbsd unix windows".split(" "),
);

export function readJustfile(text: string): FoundTargets {
  const { recipes, notes: found } = readJustRecipes(text);
  const notes: TargetNote[] = [...found];
  const privates = new Set<string>();
  const targets = new Map<string, FoundTarget>();
  for (const recipe of recipes) {
    const { name, attributes } = recipe;
    const isOfPlatform = attributes.some((each) => platforms.has(each.name));
    if (name.startsWith("_") || attributes.some((each) => each.name === "private")) {
      privates.add(name);
    } else if (!isOfPlatform || !targets.has(name)) {
      targets.set(name, targetOf(recipe));
      notes.push(...parameterNotes(recipe));
    }
  }
  if (privates.size > 0) {
    notes.push({ text: `Private recipes are left out: ${quotedList([...privates])}.` });
  }
  return { targets: [...targets.values()], notes };
}

function targetOf(recipe: JustRecipe): FoundTarget {
  const { name, attributes, comment, line } = recipe;
  const doc = attributes.find((each) => each.name === "doc");
  const description = doc === undefined ? comment : doc.values[0];
  const inputs = inputsOf(recipe);
  return {
    name,
    // The first line of the file may be a comment for the shell.
    description: description?.replace(/^!.*/, "").replaceAll(/\s+/g, " ") || undefined,
    group: attributes.find((each) => each.name === "group")?.values[0],
    command: ["just", name],
    ...(inputs.length > 0 && { inputs }),
    line,
  };
}

/**
 * A parameter is an input. From the first one on whose default just works out, all are words behind `--`: only then can
 * a caller leave them out. So are all where some are options of the recipe.
 */
function inputsOf(recipe: JustRecipe): readonly TargetInput[] {
  const { parameters, attributes } = recipe;
  const names = new InputNames();
  const wordsFrom = firstOfWords(recipe);
  const inputs = parameters.slice(0, wordsFrom).map((parameter): TargetInput => {
    const about = attributes.find(
      (each) => each.name === "arg" && each.values[0] === parameter.name,
    );
    const value = typeof parameter.default === "object" ? parameter.default.value : undefined;
    const description = about?.named.get("help");
    return { kind: "string", name: names.free(parameter.name), default: value, description };
  });
  const words = parameters.slice(wordsFrom);
  const [first] = words;
  if (first === undefined) return inputs;
  if (words.length > 1 || first.repeats === undefined) {
    const description = words.map(({ name }) => name).join(", ");
    return [...inputs, { kind: "rest", name: names.free("words"), description }];
  }
  const isNeeded = first.repeats === "+" && first.default === undefined;
  const description = isNeeded ? "One at least" : undefined;
  return [...inputs, { kind: "rest", name: names.free(first.name), description }];
}

function firstOfWords(recipe: JustRecipe): number {
  if (hasOptions(recipe)) return 0;
  const first = recipe.parameters.findIndex(
    (parameter) => parameter.repeats !== undefined || parameter.default === "computed",
  );
  return first === -1 ? recipe.parameters.length : first;
}

function hasOptions({ attributes }: JustRecipe): boolean {
  return attributes.some(({ named }) => named.has("long") || named.has("short"));
}

function parameterNotes(recipe: JustRecipe): readonly TargetNote[] {
  const { name, line, parameters } = recipe;
  if (hasOptions(recipe)) {
    const text = `The recipe ${JSON.stringify(name)} has options: all that it takes follows "--".`;
    return [{ line, text }];
  }
  const computed = parameters[firstOfWords(recipe)];
  if (computed === undefined || computed.repeats !== undefined) return [];
  const text = `just works out a default of the recipe ${JSON.stringify(name)}: what it takes from ${JSON.stringify(computed.name)} on follows "--".`;
  return [{ line, text }];
}
