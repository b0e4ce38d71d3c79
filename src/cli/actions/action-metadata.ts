/** Reads what an action says about itself in `action.yml`. */
import { isMapping } from "../../problems/options.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { messageOf } from "../../problems/wording.ts";

/** https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax */
export interface ActionMetadata {
  readonly inputs: readonly ActionInput[];
  readonly outputs: readonly string[];
  /** A program may write outputs that `action.yml` does not name; a composite action has those that it names. */
  readonly hasMoreOutputs: boolean;
}

export interface ActionInput {
  readonly name: string;
  readonly description: string;
  /** Whether the action asks for it, and has no default. */
  readonly isRequired: boolean;
  readonly default: string | undefined;
  readonly deprecation: string | undefined;
  /** The texts that it takes, if it takes no others. `flag` is true or false. */
  readonly takes: "text" | "flag" | readonly string[];
}

/**
 * @param where The file, for errors.
 * @throws UsageError for a text that is no metadata of an action.
 */
export async function readActionMetadata(text: string, where: string): Promise<ActionMetadata> {
  const { parse } = await import("yaml");
  let content: unknown;
  try {
    content = parse(text, { version: "1.2", schema: "core", merge: false });
  } catch (error) {
    throw new UsageError(`${where} is not valid YAML: ${messageOf(error)}`);
  }
  if (!isMapping(content) || !isMapping(content["runs"])) {
    throw new UsageError(`${where} does not describe an action: it has no \`runs\`.`);
  }
  const { inputs, outputs } = content;
  return {
    inputs: entriesOf(inputs, `${where}: \`inputs\``).map(([name, input]) => inputOf(name, input)),
    outputs: entriesOf(outputs, `${where}: \`outputs\``).map(([name]) => name),
    hasMoreOutputs: textOf(content["runs"]["using"]).toLowerCase() !== "composite",
  };
}

type Settings = Readonly<Record<string, unknown>>;

function entriesOf(value: unknown, what: string): readonly (readonly [string, Settings])[] {
  if (value === undefined || value === null) return [];
  if (!isMapping(value)) throw new UsageError(`${what} has no names.`);
  return Object.entries(value).map(([name, entry]) => [name, isMapping(entry) ? entry : {}]);
}

function inputOf(name: string, input: Settings): ActionInput {
  const description = textOf(input["description"]);
  const standard = input["default"];
  return {
    name,
    description,
    isRequired: textOf(input["required"]).toLowerCase() === "true" && isMissing(standard),
    default: isMissing(standard) ? undefined : textOf(standard),
    deprecation: isMissing(input["deprecationMessage"])
      ? undefined
      : textOf(input["deprecationMessage"]),
    takes: takenBy(input, description),
  };
}

/** `options` and `type` are no keys of GitHub's, but some authors write them, as for `workflow_dispatch`. */
function takenBy(
  { options, type, default: standard }: Settings,
  description: string,
): ActionInput["takes"] {
  if (Array.isArray(options) && options.length > 0 && options.every(isScalar)) {
    return options.map(String);
  }
  const isFlag = type === "boolean" || /^(?:true|false)$/i.test(textOf(standard));
  return isFlag && !namesOtherValues(description) ? "flag" : "text";
}

/** Many inputs that are false by default take more than true and false, and say so: "`true` or `recursive`". */
function namesOtherValues(description: string): boolean {
  const quoted = description.matchAll(/(?<![\w])(?:`([^`]+)`|"([^"]+)"|'([^']+)')(?![\w])/g);
  return [...quoted].some(([, ...words]) => !/^(?:true|false)$/i.test(words.join("").trim()));
}

function isMissing(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function textOf(value: unknown): string {
  return isScalar(value) ? String(value) : "";
}
