/** The versions of tools that the setup steps of a job ask for. */
import { join } from "node:path/posix";
import { ownValue } from "../../problems/own-value.ts";
import type { ActionStep, WorkflowStep } from "../../model/workflow.ts";
import { actionName } from "./action-name.ts";
import type { Tool } from "./tool-versions.ts";
import { versionIn } from "./version-files.ts";

export interface AskedTool {
  readonly tool: Tool;
  /** As it is written, with the values of its expressions: `22`, `>=18`, `lts/*`, `stable`. */
  readonly version: string;
}

interface SetupAction {
  readonly tool: Tool;
  /** The input that has the version. */
  readonly input: string;
  /** The input that names a file with the version, asked where the other is empty. */
  readonly file?: string;
  /** Files that are looked for where neither is given, the first that there is. */
  readonly foundIn?: readonly string[];
  /** The input that names the folder of these. */
  readonly folder?: string;
  /** What the action takes where nothing asks for a version. */
  readonly otherwise?: string;
  /** What stands between several versions: the last is the one that programs find. */
  readonly separator?: "\n" | ",";
  /** Whether programs find each of several versions. */
  readonly findsEvery?: true;
}

/** By the action's name in lower case. */
const setupActions: Readonly<Record<string, readonly SetupAction[]>> = {
  // https://github.com/actions/setup-node/blob/main/action.yml
  "actions/setup-node": [{ tool: "node", input: "node-version", file: "node-version-file" }],
  // https://github.com/actions/setup-python/blob/main/action.yml
  "actions/setup-python": [
    {
      tool: "python",
      input: "python-version",
      file: "python-version-file",
      foundIn: [".python-version"],
      separator: "\n",
    },
  ],
  // https://github.com/actions/setup-go/blob/main/action.yml
  "actions/setup-go": [{ tool: "go", input: "go-version", file: "go-version-file" }],
  // https://github.com/actions/setup-java/blob/main/action.yml
  "actions/setup-java": [
    { tool: "java", input: "java-version", file: "java-version-file", separator: "\n" },
  ],
  // https://github.com/actions/setup-dotnet/blob/main/action.yml
  "actions/setup-dotnet": [
    {
      tool: "dotnet",
      input: "dotnet-version",
      file: "global-json-file",
      foundIn: ["global.json"],
      separator: "\n",
      findsEvery: true,
    },
  ],
  // https://github.com/ruby/setup-ruby/blob/master/action.yml
  "ruby/setup-ruby": [
    {
      tool: "ruby",
      input: "ruby-version",
      foundIn: [".ruby-version", ".tool-versions", "mise.toml"],
      folder: "working-directory",
    },
  ],
  // https://github.com/oven-sh/setup-bun/blob/main/action.yml
  "oven-sh/setup-bun": [
    { tool: "bun", input: "bun-version", file: "bun-version-file", foundIn: ["package.json"] },
  ],
  // https://github.com/denoland/setup-deno/blob/main/action.yml
  "denoland/setup-deno": [
    { tool: "deno", input: "deno-version", file: "deno-version-file", otherwise: "2.x" },
  ],
  // https://github.com/astral-sh/setup-uv/blob/main/action.yml
  "astral-sh/setup-uv": [
    {
      tool: "uv",
      input: "version",
      file: "version-file",
      foundIn: ["uv.toml", "pyproject.toml"],
      folder: "working-directory",
    },
    { tool: "python", input: "python-version" },
  ],
  // https://github.com/dtolnay/rust-toolchain/blob/master/action.yml
  "dtolnay/rust-toolchain": [{ tool: "rust", input: "toolchain" }],
  // https://github.com/actions-rust-lang/setup-rust-toolchain/blob/main/action.yml
  "actions-rust-lang/setup-rust-toolchain": [
    {
      tool: "rust",
      input: "toolchain",
      foundIn: ["rust-toolchain", "rust-toolchain.toml"],
      folder: "rust-src-dir",
      otherwise: "stable",
      separator: ",",
    },
  ],
};

/** What puts a tool or files in place that this machine has by itself; nothing is missing where it is left out. */
export function isToolSetup(step: WorkflowStep): boolean {
  if ("run" in step) return rustToolchain(step.run) !== undefined;
  const action = actionName(step);
  return (
    ownValue(setupActions, action) !== undefined ||
    /^actions\/(?:checkout|cache(?:\/.*)?|setup-[\w-]+)$/.test(action) ||
    action === "pnpm/action-setup"
  );
}

export interface AskedFrom {
  /** The value of a text with `${{ }}` in a step; undefined where nobody knows it yet. */
  readonly valueOf: (text: string, step: WorkflowStep) => string | undefined;
  /** The text of a file of the repository; undefined where there is none. */
  readonly contentOf: (file: string) => string | undefined;
}

/** A later step wins over an earlier one for the same tool. */
export function askedTools(steps: readonly WorkflowStep[], from: AskedFrom): readonly AskedTool[] {
  const versionsByTool = new Map<Tool, readonly string[]>();
  for (const step of steps) {
    for (const { tool, versions } of askedBy(step, from)) {
      if (versions.length === 0) versionsByTool.delete(tool);
      else versionsByTool.set(tool, versions);
    }
  }
  return [...versionsByTool].flatMap(([tool, versions]) =>
    versions.map((version) => ({ tool, version })),
  );
}

interface Asked {
  readonly tool: Tool;
  /** None where nobody can tell. */
  readonly versions: readonly string[];
}

function askedBy(step: WorkflowStep, from: AskedFrom): readonly Asked[] {
  if ("run" in step) {
    const version = rustToolchain(step.run);
    return version === undefined ? [] : [{ tool: "rust", versions: [version] }];
  }
  const actions = ownValue(setupActions, actionName(step)) ?? [];
  return actions.flatMap((action): readonly Asked[] => {
    const { tool, separator, findsEvery } = action;
    const inputText = givenText(step, action.input, from);
    if (inputText === undefined) return [{ tool, versions: [] }];
    const version =
      inputText === ""
        ? foundVersion(step, action, from)
        : fromNamedFile(inputText, step, action, from);
    if (version === undefined) return [];
    const all = separator === undefined ? [version] : version.split(separator);
    const versions = all.map((each) => each.trim()).filter((each) => each !== "");
    return [{ tool, versions: findsEvery === true ? versions : versions.slice(-1) }];
  });
}

/** `""` for an input that is not given; undefined where its value is not known yet. */
function givenText(
  step: ActionStep,
  input: string | undefined,
  { valueOf }: AskedFrom,
): string | undefined {
  const value = input === undefined ? undefined : ownValue(step.with, input);
  return value === undefined ? "" : valueOf(String(value), step)?.trim();
}

/** setup-ruby takes the name of one of its files in place of a version. */
function fromNamedFile(
  text: string,
  step: ActionStep,
  action: SetupAction,
  from: AskedFrom,
): string | undefined {
  if (action.tool !== "ruby") return text;
  if (text === "default") return foundVersion(step, action, from);
  return action.foundIn?.includes(text) === true
    ? inFile(action, join(givenText(step, action.folder, from) ?? "", text), from)
    : text;
}

/** What a file asks for; undefined for nothing, which leaves what an earlier step asked for. */
function foundVersion(step: ActionStep, action: SetupAction, from: AskedFrom): string | undefined {
  const ofRef = toolchainOfRef(step);
  if (ofRef !== undefined) return ofRef;
  const fileName = givenText(step, action.file, from);
  if (fileName === undefined) return undefined;
  if (fileName !== "") return inFile(action, fileName, from);
  const folder = givenText(step, action.folder, from);
  if (folder === undefined) return undefined;
  for (const name of action.foundIn ?? []) {
    const version = inFile(action, join(folder, name), from);
    if (version !== undefined) return version;
  }
  return action.otherwise;
}

function inFile({ tool }: SetupAction, file: string, { contentOf }: AskedFrom): string | undefined {
  const content = contentOf(file);
  return content === undefined ? undefined : versionIn(tool, content, file);
}

/** Its branches are toolchains: https://github.com/dtolnay/rust-toolchain#inputs */
function toolchainOfRef(step: ActionStep): string | undefined {
  if (actionName(step) !== "dtolnay/rust-toolchain") return undefined;
  const ref = step.codeRef ?? step.uses.replace(/^[^@]*@?/, "");
  return /^(?:\d+\.\d+(?:\.\d+)?|(?:stable|beta|nightly)(?:-[\d-]+)?)$/.test(ref) ? ref : undefined;
}

/** The one that `setupRust()` makes the default. */
function rustToolchain(command: string): string | undefined {
  return /^rustup toolchain install ([\w.-]+) /.exec(command)?.[1];
}
