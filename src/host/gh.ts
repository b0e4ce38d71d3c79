/** The GitHub CLI as a program: no library, no token handling of our own. */
import { execa } from "execa";

export interface GhOptions {
  /** A folder of the repository. */
  readonly cwd?: string;
  readonly cancelSignal?: AbortSignal;
  /** Lets gh write to the terminal; its output is not returned then. */
  readonly show?: boolean;
}

export interface GhResult {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Undefined where gh is not installed. */
export type RunGh = (args: readonly string[], options?: GhOptions) => Promise<GhResult | undefined>;

export const runGh: RunGh = async (args, { show = false, ...place } = {}) => {
  const { failed, code, stdout, stderr } = await execa("gh", args, {
    ...place,
    reject: false,
    stdin: "ignore",
    env: { GH_PROMPT_DISABLED: "1", ...(show ? {} : { NO_COLOR: "1" }) },
    ...(show ? { stdout: "inherit", stderr: "inherit" } : {}),
  });
  return code === "ENOENT"
    ? undefined
    : { ok: !failed, stdout: stdout ?? "", stderr: stderr ?? "" };
};
