/** The GitHub CLI as a program: no library, no token handling of our own. */
import { execa } from "execa";
import type { RunGh } from "./pin-update.ts";

export const runGh: RunGh = async (args) => {
  const { failed, code, stdout, stderr } = await execa("gh", args, {
    reject: false,
    stdin: "ignore",
    env: { GH_PROMPT_DISABLED: "1", NO_COLOR: "1" },
  });
  return code === "ENOENT" ? undefined : { ok: !failed, stdout, stderr };
};
