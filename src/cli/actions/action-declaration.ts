/** Writes the types of an action, as `KnownActions` has them. */
import type { ActionInput, ActionMetadata } from "./action-metadata.ts";

/** A member of an interface, in lines. The first one has the key. */
export function actionDeclaration(key: string, action: ActionMetadata): readonly string[] {
  return [
    `${JSON.stringify(key)}: {`,
    ...inputLines(action.inputs).map((line) => `  ${line}`),
    `  outputs: ${outputsType(action)};`,
    "};",
  ];
}

/** The types that declarations of actions name, in the order of an import. */
export function importedTypes(declarations: string): readonly string[] {
  return ["ActionChoice", "ActionFlag", "ActionValue"].filter((name) =>
    new RegExp(`\\b${name}\\b`).test(declarations),
  );
}

function inputLines(inputs: readonly ActionInput[]): readonly string[] {
  // An empty type would take any input.
  if (inputs.length === 0) return ["inputs: Record<string, never>;"];
  return [
    "inputs: {",
    ...inputs.flatMap((input) => [
      ...comment(input).map((line) => `  ${line}`),
      `  ${propertyName(input.name)}${input.isRequired ? "" : "?"}: ${typeOf(input)};`,
    ]),
    "};",
  ];
}

/** A program may write outputs that nobody declared: the editor offers those that are, and any other compiles. */
function outputsType({ outputs, hasMoreOutputs }: ActionMetadata): string {
  const names = outputs.map((name) => JSON.stringify(name));
  if (names.length === 0) return hasMoreOutputs ? "string" : "never";
  return [...names, ...(hasMoreOutputs ? ["(string & {})"] : [])].join(" | ");
}

function typeOf({ takes }: ActionInput): string {
  if (takes === "text") return "ActionValue";
  if (takes === "flag") return "ActionFlag";
  return `ActionChoice<${takes.map((text) => JSON.stringify(text)).join(" | ")}>`;
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) && name !== "__proto__" ? name : JSON.stringify(name);
}

/** Longer texts are not for a line of an editor. */
const longestText = 120;
const longestDefault = 40;

function comment({ description, default: standard, deprecation }: ActionInput): readonly string[] {
  const sentences = [firstSentence(description)];
  if (standard !== undefined && standard !== "" && isShort(standard)) {
    sentences.push(`Default: \`${standard}\`.`);
  }
  if (deprecation !== undefined) sentences.push(`@deprecated ${firstSentence(deprecation)}`.trim());
  const text = harmless(sentences.filter(Boolean).join(" "));
  return text === "" ? [] : [`/** ${text} */`];
}

function isShort(text: string): boolean {
  return text.length <= longestDefault && !/[\n`]/.test(text);
}

function firstSentence(text: string): string {
  const [paragraph = ""] = text.trim().split(/\n\s*\n/);
  const line = paragraph.replaceAll(/\s+/g, " ").trim();
  const [sentence = ""] = line.split(/(?<=[^.][.!?])(?<!\b(?:e\.g|i\.e|etc|vs)\.) (?=[A-Z"'`([])/);
  if (sentence === "") return "";
  if (sentence.length > longestText) {
    return `${sentence.slice(0, longestText).replace(/\s+\S*$/, "")}…`;
  }
  return /[.!?:\u2026]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** The text is another's: it must not end the comment. */
function harmless(text: string): string {
  return text
    .replaceAll(/\p{Cc}+/gu, " ")
    .replaceAll("*/", "* /")
    .toWellFormed();
}
