/** The versions of tools that the setup steps of a job ask for. */
import type { WorkflowStep } from "../workflow/model.ts";
import { actionName } from "./action-name.ts";

export type Tool = "node" | "python" | "uv" | "rust" | "go";

export interface AskedTool {
  readonly tool: Tool;
  /** As it is written, with the values of its expressions: `22`, `>=18`, `lts/*`, `stable`. */
  readonly version: string;
}

interface SetupAction {
  readonly tool: Tool;
  /** The input that has the version. */
  readonly input: string;
}

/** By the action's name in lower case. */
const setupActions: Readonly<Record<string, SetupAction>> = {
  // https://github.com/actions/setup-node#usage
  "actions/setup-node": { tool: "node", input: "node-version" },
  // https://github.com/actions/setup-python#basic-usage
  "actions/setup-python": { tool: "python", input: "python-version" },
  // https://github.com/actions/setup-go#usage
  "actions/setup-go": { tool: "go", input: "go-version" },
  // https://github.com/astral-sh/setup-uv#inputs
  "astral-sh/setup-uv": { tool: "uv", input: "version" },
  // https://github.com/dtolnay/rust-toolchain#inputs
  "dtolnay/rust-toolchain": { tool: "rust", input: "toolchain" },
  "actions-rust-lang/setup-rust-toolchain": { tool: "rust", input: "toolchain" },
};

/** What puts a tool or files in place that this machine has by itself; nothing is missing where it is left out. */
export function isToolSetup(step: WorkflowStep): boolean {
  if ("run" in step) return rustToolchain(step.run) !== undefined;
  const action = actionName(step);
  return (
    action in setupActions ||
    /^actions\/(?:checkout|cache(?:\/.*)?|setup-[\w-]+)$/.test(action) ||
    action === "pnpm/action-setup"
  );
}

/**
 * A later step wins over an earlier one for the same tool.
 *
 * @param valueOf The value of a text with `${{ }}`; undefined where nobody knows it yet.
 */
export function askedTools(
  steps: readonly WorkflowStep[],
  valueOf: (text: string) => string | undefined,
): readonly AskedTool[] {
  const found = new Map<Tool, string>();
  for (const step of steps) {
    const asked = askedBy(step);
    if (asked === undefined) continue;
    const version = valueOf(asked.version)?.trim() ?? "";
    if (version === "") found.delete(asked.tool);
    else found.set(asked.tool, version);
  }
  return [...found].map(([tool, version]) => ({ tool, version }));
}

function askedBy(step: WorkflowStep): AskedTool | undefined {
  if ("run" in step) {
    const version = rustToolchain(step.run);
    return version === undefined ? undefined : { tool: "rust", version };
  }
  const action = setupActions[actionName(step)];
  const version = action === undefined ? undefined : step.with?.[action.input];
  return action === undefined || version === undefined
    ? undefined
    : { tool: action.tool, version: String(version) };
}

/** The one that `setupRust()` makes the default. */
function rustToolchain(command: string): string | undefined {
  return /^rustup toolchain install ([\w.-]+) /.exec(command)?.[1];
}
