/** The versions of tools that the setup steps of a job ask for. */
import { isOtherCheckout } from "./other-checkout.ts";
import { basename, join } from "node:path/posix";
import { ownValue } from "../../problems/own-value.ts";
import type { ActionStep, RunStep, WorkflowStep } from "../../model/workflow.ts";
import type { Tool } from "./tool-versions.ts";
import { versionIn } from "./version-files.ts";

export interface ToolRequest {
  readonly tool: Tool;
  /** As it is written, with the values of its expressions: `22`, `>=18`, `lts/*`, `stable`. */
  readonly version: string;
}

interface SetupAction {
  readonly tool: Tool;
  /** The input that has the version. */
  readonly input: string;
  /** The input that names a file with the version, for when the other is empty. */
  readonly file?: string;
  /** The only name of that file with which it counts. */
  readonly fileName?: string;
  /** Where neither input is given: the first of these files that has a version. */
  readonly defaultFiles?: readonly string[];
  /** The input that names the folder of both. */
  readonly folder?: string;
  /** Where no input and no file has a version. */
  readonly defaultVersion?: string;
  /** Between several versions. Programs find the last of them. */
  readonly separator?: "\n" | ",";
  /** Programs find each of several versions. */
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
      defaultFiles: [".python-version"],
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
      defaultFiles: ["global.json"],
      separator: "\n",
      findsEvery: true,
    },
  ],
  // https://github.com/ruby/setup-ruby/blob/master/action.yml
  "ruby/setup-ruby": [
    {
      tool: "ruby",
      input: "ruby-version",
      defaultFiles: [".ruby-version", ".tool-versions", "mise.toml"],
      folder: "working-directory",
    },
  ],
  // https://github.com/oven-sh/setup-bun/blob/main/action.yml
  "oven-sh/setup-bun": [
    { tool: "bun", input: "bun-version", file: "bun-version-file", defaultFiles: ["package.json"] },
  ],
  // https://github.com/denoland/setup-deno/blob/main/action.yml
  "denoland/setup-deno": [
    { tool: "deno", input: "deno-version", file: "deno-version-file", defaultVersion: "2.x" },
  ],
  // https://github.com/pnpm/action-setup/blob/master/action.yml
  "pnpm/action-setup": [
    { tool: "pnpm", input: "version", file: "package_json_file", defaultFiles: ["package.json"] },
  ],
  // https://github.com/astral-sh/setup-uv/blob/main/action.yml
  "astral-sh/setup-uv": [
    {
      tool: "uv",
      input: "version",
      file: "version-file",
      defaultFiles: ["uv.toml", "pyproject.toml"],
      folder: "working-directory",
    },
    {
      tool: "python",
      input: "python-version",
      file: "version-file",
      fileName: ".tool-versions",
      folder: "working-directory",
    },
  ],
  // https://github.com/dtolnay/rust-toolchain/blob/master/action.yml
  "dtolnay/rust-toolchain": [{ tool: "rust", input: "toolchain" }],
  // https://github.com/actions-rust-lang/setup-rust-toolchain/blob/main/action.yml
  "actions-rust-lang/setup-rust-toolchain": [
    {
      tool: "rust",
      input: "toolchain",
      defaultFiles: ["rust-toolchain", "rust-toolchain.toml"],
      folder: "rust-src-dir",
      defaultVersion: "stable",
      separator: ",",
    },
  ],
};

/** Whether a step only sets up tools or files that this machine has already. Nothing is missing without it. */
export function isToolSetup(step: WorkflowStep): boolean {
  if ("run" in step) return rustCommand.test(step.run) || yarnCommand.test(step.run);
  if (isOtherCheckout(step)) return false;
  const action = actionName(step);
  return (
    ownValue(setupActions, action) !== undefined ||
    /^actions\/(?:checkout|cache(?:\/.*)?|setup-[\w-]+)$/.test(action) ||
    cachingActions.has(action)
  );
}

export function isCheckout(step: WorkflowStep): step is ActionStep {
  return "uses" in step && actionName(step) === "actions/checkout";
}

/** They keep files between runs, and set up no version of a tool that a job could not do without. */
const cachingActions: ReadonlySet<string> = new Set([
  "gradle/actions/setup-gradle",
  "swatinem/rust-cache",
]);

export interface ValueSources {
  /** The value of a text with `${{ }}` in a step; undefined where nobody knows it yet. */
  readonly valueOf: (text: string, step: WorkflowStep) => string | undefined;
  /** The text of a file of the repository; undefined where there is none. */
  readonly contentOf: (file: string) => string | undefined;
}

/** A later step wins over an earlier one for the same tool. */
export function toolRequests(
  steps: readonly WorkflowStep[],
  sources: ValueSources,
): readonly ToolRequest[] {
  const versionsByTool = new Map<Tool, readonly string[]>();
  for (const step of steps) {
    for (const { tool, versions } of stepRequests(step, sources)) {
      versionsByTool.set(tool, versions);
    }
  }
  return [...versionsByTool].flatMap(([tool, versions]) =>
    versions.map((version) => ({ tool, version })),
  );
}

interface StepRequest {
  readonly tool: Tool;
  /** None where nobody can tell. */
  readonly versions: readonly string[];
}

function stepRequests(step: WorkflowStep, sources: ValueSources): readonly StepRequest[] {
  if ("run" in step) return [...rustRequests(step, sources), ...yarnRequests(step, sources)];
  const actions = ownValue(setupActions, actionName(step)) ?? [];
  return actions.flatMap((action) => new SetupStep(step, action, sources).request() ?? []);
}

/** A step with an action that sets up a tool. */
class SetupStep {
  readonly #step: ActionStep;
  readonly #action: SetupAction;
  readonly #sources: ValueSources;

  constructor(step: ActionStep, action: SetupAction, sources: ValueSources) {
    this.#step = step;
    this.#action = action;
    this.#sources = sources;
  }

  /** Undefined where it asks for nothing, which leaves what an earlier step asked for. */
  request(): StepRequest | undefined {
    const { tool, input, separator, findsEvery } = this.#action;
    const text = this.#input(input);
    if (text === undefined) return { tool, versions: [] };
    const version = text === "" ? this.#versionWithoutInput() : this.#versionOf(text);
    if (version === undefined) return undefined;
    const all = separator === undefined ? [version] : version.split(separator);
    const versions = all.map((each) => each.trim()).filter((each) => each !== "");
    return { tool, versions: findsEvery === true ? versions : versions.slice(-1) };
  }

  /** `""` for an input that is not given; undefined where its value is not known yet. */
  #input(name: string | undefined): string | undefined {
    const value = name === undefined ? undefined : ownValue(this.#step.with, name);
    return value === undefined ? "" : this.#sources.valueOf(String(value), this.#step)?.trim();
  }

  /** setup-ruby takes the name of one of its files in place of a version. */
  #versionOf(text: string): string | undefined {
    const { tool, defaultFiles, folder } = this.#action;
    if (tool !== "ruby") return text;
    if (text === "default") return this.#versionWithoutInput();
    const isFile = defaultFiles?.includes(text) === true;
    return isFile ? this.#versionIn(join(this.#input(folder) ?? "", text)) : text;
  }

  #versionWithoutInput(): string | undefined {
    const { file, fileName, folder, defaultFiles = [], defaultVersion } = this.#action;
    const toolchain = toolchainOfRef(this.#step);
    if (toolchain !== undefined) return toolchain;
    const path = this.#input(file);
    const folderName = this.#input(folder);
    if (path === undefined || folderName === undefined) return undefined;
    if (path !== "") {
      const counts = fileName === undefined || basename(path) === fileName;
      return counts ? this.#versionIn(join(folderName, path)) : undefined;
    }
    for (const name of defaultFiles) {
      const version = this.#versionIn(join(folderName, name));
      if (version !== undefined) return version;
    }
    return defaultVersion;
  }

  #versionIn(file: string): string | undefined {
    const content = this.#sources.contentOf(file);
    return content === undefined ? undefined : versionIn(this.#action.tool, content, file);
  }
}

/** Branches of this action are toolchains: https://github.com/dtolnay/rust-toolchain#inputs */
function toolchainOfRef(step: ActionStep): string | undefined {
  if (actionName(step) !== "dtolnay/rust-toolchain") return undefined;
  const ref = step.codeRef ?? step.uses.replace(/^[^@]*@?/, "");
  return /^(?:\d+\.\d+(?:\.\d+)?|(?:stable|beta|nightly)(?:-[\d-]+)?)$/.test(ref) ? ref : undefined;
}

/** What `setupRust()` writes: the toolchain by its name, in a variable, or in the file of a folder. */
const rustCommand =
  /^rustup toolchain install (?:(?<name>\w[\w.-]*)|(?<variable>"\$RUST_TOOLCHAIN")|--profile minimal)(?: |$)/;

function rustRequests(step: RunStep, { valueOf, contentOf }: ValueSources): readonly StepRequest[] {
  const { groups } = rustCommand.exec(step.run) ?? {};
  if (groups === undefined) return [];
  const { name, variable } = groups;
  if (name !== undefined) return [{ tool: "rust", versions: [name] }];
  if (variable !== undefined) {
    const version = valueOf(String(step.env?.["RUST_TOOLCHAIN"] ?? ""), step)?.trim() ?? "";
    return [{ tool: "rust", versions: version === "" ? [] : [version] }];
  }
  for (const file of ["rust-toolchain", "rust-toolchain.toml"]) {
    const content = contentOf(join(step["working-directory"] ?? "", file));
    const version = content === undefined ? undefined : versionIn("rust", content, file);
    if (version !== undefined) return [{ tool: "rust", versions: [version] }];
  }
  return [];
}

/** What `setupYarn()` writes. The Yarn is the one that package.json names. */
const yarnCommand =
  /^mkdir -p "\$RUNNER_TEMP\/corepack"\ncd "\$RUNNER_TEMP\/corepack"\nnpx --yes corepack@\S+ enable [^\n]*\necho [^\n&|;]* >> "\$GITHUB_PATH"$/;

function yarnRequests({ run }: RunStep, { contentOf }: ValueSources): readonly StepRequest[] {
  const file = "package.json";
  const content = yarnCommand.test(run) ? contentOf(file) : undefined;
  const version = content === undefined ? undefined : versionIn("yarn", content, file);
  return version === undefined ? [] : [{ tool: "yarn", versions: [version] }];
}

/** `owner/name` without its version, in lower case: GitHub compares owners and repositories without regard to case. */
export function actionName({ uses }: { readonly uses: string }): string {
  return uses.replace(/@.*/, "").toLowerCase();
}
