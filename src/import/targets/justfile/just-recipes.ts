/** The recipes of a justfile, and what else it names. */
import type { TargetNote } from "../target.ts";
import { type JustAttribute, type JustParameter, JustReader } from "./just-reader.ts";
import { type JustItem, type JustToken, justItems } from "./just-tokens.ts";

export interface JustRecipe {
  readonly name: string;
  readonly parameters: readonly JustParameter[];
  readonly attributes: readonly JustAttribute[];
  /** On the line above. */
  readonly comment?: string | undefined;
  readonly line: number;
}

export interface JustRecipes {
  readonly recipes: readonly JustRecipe[];
  readonly notes: readonly TargetNote[];
}

export function readJustRecipes(text: string): JustRecipes {
  const recipes: JustRecipe[] = [];
  const notes: TargetNote[] = [];
  let attributes: JustAttribute[] = [];
  let comment: string | undefined;
  for (const item of justItems(text)) {
    const { line, tokens } = item;
    if (item.isApart) {
      attributes = [];
      comment = undefined;
    }
    const reader = new JustReader(tokens);
    while (reader.isAt("[")) attributes.push(...reader.attributes());
    if (reader.isAtEnd) {
      // What stands above an attribute is said about the recipe.
      if (tokens.length === 0) comment = item.comment;
      continue;
    }
    const note = noteOf(item);
    if (note !== undefined) notes.push({ line, text: note });
    else if (!isSetting(tokens)) {
      const recipe = reader.recipe();
      if (recipe !== undefined) recipes.push({ ...recipe, attributes, comment, line });
      else notes.push({ line, text: "just cannot read this line." });
    }
    attributes = [];
    comment = undefined;
  }
  return { recipes, notes };
}

/** `a := b`, `export a := b`, `set a`: a recipe may have one of these words as its name. */
function isSetting([first, second, third]: readonly JustToken[]): boolean {
  if (second?.text === ":=") return true;
  if (second?.kind !== "name") return false;
  const isAlone = third === undefined && /^(?:set|unexport)$/.test(first?.text ?? "");
  return third?.text === ":=" || isAlone;
}

function noteOf({ tokens }: JustItem): string | undefined {
  const [first, second, third, fourth] = tokens;
  if (first?.text === "alias" && second?.kind === "name" && third?.text === ":=") {
    return `The alias ${JSON.stringify(second.text)} of ${JSON.stringify(fourth?.text ?? "")} is left out.`;
  }
  const isImport = first?.text === "import" && (second?.text === "?" || second?.kind === "string");
  const isNamed =
    second?.kind === "name" &&
    (third === undefined || /^["'xf]/.test(third.text)) &&
    fourth === undefined;
  const isModule = first?.text === "mod" && (second?.text === "?" || isNamed);
  if (!isImport && !isModule) return undefined;
  const words = tokens.map(({ text }) => text).join(" ");
  return `The recipes of other files are not read: ${words.replace(" ?", "?")}`;
}
