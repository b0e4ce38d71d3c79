/** Asks the registry for known vulnerabilities of what is installed with the package. */
import { out, run, task } from "recompose-ci";

interface Audit {
  readonly metadata?: { readonly vulnerabilities: { readonly total: number } };
}

export const checkAudit = task({
  name: "check_audit",
  description: "Ask npm for known vulnerabilities of what recompose installs",
  async run() {
    const args = ["audit", "--omit=dev", "--json"];
    const { stdout, stderr } = await run("npm", ...args, { capture: true, check: false });
    const total = vulnerabilities(stdout);
    if (total === undefined) {
      out(`The registry did not answer npm audit, so nothing is known: ${stderr || stdout}`);
    } else if (total > 0) throw new Error(`npm audit --omit=dev found ${total}:\n${stdout}`);
  },
});

/** How many there are; undefined where npm has no answer. */
function vulnerabilities(text: string): number | undefined {
  try {
    return (JSON.parse(text) as Audit).metadata?.vulnerabilities.total;
  } catch {
    return undefined;
  }
}
