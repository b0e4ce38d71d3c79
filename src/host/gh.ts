/** The GitHub CLI as a program: no library, no token handling of our own. */
import process from "node:process";
import { type Answer, askProgram, type Question } from "./processes/program-answer.ts";

export type GhOptions = Pick<Question, "cwd" | "cancelSignal" | "show">;

export type GhResult = Pick<Answer, "ok" | "stdout" | "stderr">;

/** Undefined where gh is not installed. */
export type RunGh = (args: readonly string[], options?: GhOptions) => Promise<GhResult | undefined>;

export const runGh: RunGh = async (args, options = {}) => {
  const color = options.show === true ? {} : { NO_COLOR: "1" };
  const env = { ...process.env, GH_PROMPT_DISABLED: "1", ...color };
  const { startError, ok, stdout, stderr } = await askProgram("gh", args, { ...options, env });
  return startError === "ENOENT" ? undefined : { ok, stdout, stderr };
};
