import { hasExpression } from "../../expression/language/template.ts";
import { checkList } from "../../problems/options.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { shown } from "../../problems/wording.ts";
import type { TextValue } from "../input-table.ts";
import { checkStepOptions, referencesIn, type StepOptions, stepSettings } from "../step-options.ts";
import { builtStep, isExpression, type ShellStep } from "../step.ts";

/** Options of `setupRust()`. https://rust-lang.github.io/rustup/ */
export interface SetupRustOptions extends StepOptions {
  /** `stable`, `nightly`, `1.90`, or a reference to one of them. Default: `stable`. */
  readonly toolchain?: TextValue;
  /**
   * The toolchain file of rustup, in place of `toolchain`: `rust-toolchain.toml`. It also names components and targets,
   * and holds for its folder and all below it. Default: none. https://rust-lang.github.io/rustup/overrides.html#the-toolchain-file
   */
  readonly versionFile?: string;
  /** In addition to rustc, cargo and the standard library: `["clippy", "rustfmt"]`. Default: none. */
  readonly components?: readonly string[];
  /** Platforms to compile for: `["wasm32-wasip1"]`, `[m.target]`. Default: the runner's own. */
  readonly targets?: readonly TextValue[];
}

interface Command extends Pick<ShellStep, "command" | "workingDirectory"> {
  readonly name: string;
}

/**
 * Installs a Rust toolchain as the default one. Uses rustup, which GitHub's runners have, instead of an action.
 *
 * @throws UsageError for `toolchain` together with `versionFile`, and for a name that rustup could not have.
 * @example setupRust({ toolchain: "1.90", components: ["clippy"] })
 * @example setupRust({ toolchain: m.rust, targets: [m.target] })
 * @example setupRust({ versionFile: "rust-toolchain.toml" })
 */
export function setupRust(options: SetupRustOptions = {}): ShellStep {
  checkStepOptions(options, ["toolchain", "components", "targets", "versionFile"], "setupRust()");
  const { versionFile, toolchain = "stable", components = [], targets = [] } = options;
  checkList(components, "setupRust(): `components`");
  checkList(targets, "setupRust(): `targets`");
  if (versionFile !== undefined && options.toolchain !== undefined) {
    throw new UsageError("setupRust() takes `toolchain` or `versionFile`, not both.");
  }
  const variables: Record<string, TextValue> = {};
  const word = (value: TextValue, variable: string): string => {
    if (!isLate(value)) return checkedWord(value);
    variables[variable] = value;
    return `"$${variable}"`;
  };
  const words = {
    components: components.map(checkedWord),
    targets: targets.map((target, index) =>
      word(target, index === 0 ? "RUST_TARGET" : `RUST_TARGET_${index + 1}`),
    ),
  };
  const { name, ...command } =
    versionFile === undefined
      ? forToolchain(toolchain, word(toolchain, "RUST_TOOLCHAIN"), words)
      : forFile(versionFile, words);
  const settings = { name, ...options, env: { ...options.env, ...variables } };
  return builtStep<ShellStep>(
    {
      kind: "shell",
      ...command,
      // Only bash reads a variable in the same way on all runners.
      ...(Object.keys(variables).length > 0 && { shell: "bash" }),
      setsUpTool: true,
      ...stepSettings(settings, "setupRust()"),
    },
    referencesIn(options),
  );
}

interface Words {
  readonly components: readonly string[];
  readonly targets: readonly string[];
}

function forToolchain(toolchain: TextValue, word: string, { components, targets }: Words): Command {
  const more = [
    ...components.map((name) => ` --component ${name}`),
    ...targets.map((name) => ` --target ${name}`),
  ].join("");
  return {
    name: `Set up Rust ${String(toolchain)}`,
    command: `rustup toolchain install ${word} --profile minimal${more} && rustup default ${word}`,
  };
}

/**
 * Without a name rustup installs what the file of the folder asks for, and the options for components and targets have
 * no effect. https://github.com/rust-lang/rustup/blob/main/src/cli/rustup_mode.rs
 */
function forFile(file: unknown, { components, targets }: Words): Command {
  const [, folder = ".", name] =
    (typeof file === "string" ? /^(?:(.+)\/)?(rust-toolchain(?:\.toml)?)$/.exec(file) : null) ?? [];
  if (name === undefined || hasExpression(folder)) {
    throw new UsageError(
      `setupRust(): \`versionFile\` is the path of a "rust-toolchain.toml" or "rust-toolchain", the only files that rustup reads, not ${shown(file)}.`,
    );
  }
  const commands = [
    "rustup toolchain install --profile minimal",
    ...(components.length === 0 ? [] : [`rustup component add ${components.join(" ")}`]),
    ...(targets.length === 0 ? [] : [`rustup target add ${targets.join(" ")}`]),
  ];
  return { name: "Set up Rust", command: commands.join(" && "), workingDirectory: folder };
}

/** Known only when the workflow runs. */
function isLate(value: TextValue): boolean {
  return isExpression(value) || (typeof value === "string" && hasExpression(value));
}

/** A word of a command, which the shell must not read as anything else. */
function checkedWord(word: unknown): string {
  if (typeof word === "string" && /^\w[\w.-]*$/.test(word)) return word;
  throw new UsageError(
    `setupRust(): ${shown(word)} is not the name of a toolchain, component or target.`,
  );
}
