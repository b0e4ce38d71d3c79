import { hasExpression } from "../../expression/language/template.ts";
import { checkList } from "../../problems/options.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { shown } from "../../problems/wording.ts";
import type { TextValue } from "../input-table.ts";
import { checkStepOptions, referencesIn, type StepOptions, stepSettings } from "../step-options.ts";
import { builtStep, isExpression, type ShellStep } from "../step.ts";

/** https://rust-lang.github.io/rustup/ */
export interface SetupRustOptions extends StepOptions {
  /** `stable`, `nightly`, `1.90`, or a reference to one of them. Default: `stable`. */
  readonly toolchain?: TextValue;
  /**
   * The toolchain file of rustup, in place of `toolchain`: `rust-toolchain.toml`. It also names components and targets,
   * and holds for its folder and all below it. https://rust-lang.github.io/rustup/overrides.html#the-toolchain-file
   */
  readonly versionFile?: string;
  /** In addition to rustc, cargo and the standard library: `["clippy", "rustfmt"]`. */
  readonly components?: readonly string[];
  /** Platforms to compile for: `["wasm32-wasip1"]`. */
  readonly targets?: readonly string[];
}

type Command = Pick<ShellStep, "command" | "shell" | "workingDirectory"> &
  Pick<StepOptions, "env"> & { readonly name: string };

/**
 * Installs a Rust toolchain as the default one. Uses rustup, which GitHub's runners have, instead of an action.
 *
 * @example setupRust({ toolchain: "1.90", components: ["clippy"] })
 * @example setupRust({ toolchain: m.rust })
 * @example setupRust({ versionFile: "rust-toolchain.toml" })
 */
export function setupRust(options: SetupRustOptions = {}): ShellStep {
  checkStepOptions(options, ["toolchain", "components", "targets", "versionFile"], "setupRust()");
  const { versionFile, toolchain = "stable", components = [], targets = [] } = options;
  checkList(components, "setupRust(): `components`");
  checkList(targets, "setupRust(): `targets`");
  checkWords([...components, ...targets]);
  if (versionFile !== undefined && options.toolchain !== undefined) {
    throw new UsageError("setupRust() takes `toolchain` or `versionFile`, not both.");
  }
  const more = (option: string, names: readonly string[]): string =>
    names.map((name) => ` --${option} ${name}`).join("");
  const extra = more("component", components) + more("target", targets);
  const { name, env, ...command } =
    versionFile === undefined
      ? forToolchain(toolchain, extra)
      : forFile(versionFile, components, targets);
  const settings = { name, ...options, env: { ...options.env, ...env } };
  return builtStep<ShellStep>(
    { kind: "shell", ...command, setsUpTool: true, ...stepSettings(settings, "setupRust()") },
    referencesIn(options),
  );
}

function forToolchain(toolchain: TextValue, extra: string): Command {
  const name = `Set up Rust ${String(toolchain)}`;
  const commandFor = (word: string): string =>
    `rustup toolchain install ${word} --profile minimal${extra} && rustup default ${word}`;
  const isLate =
    isExpression(toolchain) || (typeof toolchain === "string" && hasExpression(toolchain));
  if (!isLate) {
    checkWords([toolchain]);
    return { name, command: commandFor(toolchain) };
  }
  // Only bash reads a variable in the same way on all runners.
  const env = { RUST_TOOLCHAIN: toolchain };
  return { name, env, command: commandFor('"$RUST_TOOLCHAIN"'), shell: "bash" };
}

/**
 * Without a name rustup installs what the file of the folder asks for, and the options for components and targets have
 * no effect. https://github.com/rust-lang/rustup/blob/main/src/cli/rustup_mode.rs
 */
function forFile(
  file: unknown,
  components: readonly string[],
  targets: readonly string[],
): Command {
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

/** Words of a command, which the shell must not read as anything else. */
function checkWords(words: readonly unknown[]): asserts words is readonly string[] {
  for (const word of words) {
    if (typeof word === "string" && /^\w[\w.-]*$/.test(word)) continue;
    throw new UsageError(
      `setupRust(): ${shown(word)} is not the name of a toolchain, component or target.`,
    );
  }
}
