/** Asks the registry for known vulnerabilities of what is installed with the package. */
import { out, run, task } from "recompose-ci";

interface Answer {
  readonly metadata?: { readonly vulnerabilities: { readonly total: number } };
  /** Of an answer of the registry's, where it is an error. */
  readonly statusCode?: number;
  readonly message?: string;
}

/** Of a registry, such as a mirror, that does not have what npm asks for. */
const notThere: readonly unknown[] = [404, 405, 501];

export const checkAudit = task({
  name: "check_audit",
  description: "Ask npm for known vulnerabilities of what recompose installs",
  async run() {
    const args = ["audit", "--omit=dev", "--json"];
    const { stdout, stderr } = await run("npm", ...args, { capture: true, check: false });
    const { metadata, statusCode, message } = read(stdout);
    const total = metadata?.vulnerabilities.total;
    if (total === 0) out("npm knows of no vulnerability of what recompose installs.");
    else if (total !== undefined) {
      throw new Error(`npm audit --omit=dev found vulnerabilities (${total}):\n${stdout}`);
    } else if (notThere.includes(statusCode)) {
      out(`NOT CHECKED, this registry answers no npm audit: ${message}`);
    } else throw new Error(`npm audit --omit=dev gave no answer: ${message ?? (stderr || stdout)}`);
  },
});

function read(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
}
