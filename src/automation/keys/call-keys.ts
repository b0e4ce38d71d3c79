/** The keys of a job that calls a workflow, in the order in which they are printed. */
import { isSecretName } from "../../github/name-rules.ts";
import { isReference } from "../../expression/build/reference.ts";
import { checkMapping } from "../../problems/options.ts";
import { shown } from "../../problems/wording.ts";
import type { JobKeys } from "../declaration.ts";
import { sameSecret } from "../call-secrets.ts";
import { at } from "../place.ts";
import type { CallSettings } from "./call-options.ts";
import { jobKeys } from "./job-keys.ts";
import type { KeyTable, OtherKey, ReadAt } from "./key-table.ts";

const { name, needs, condition, permissions, concurrency, matrix } = jobKeys;

/** https://docs.github.com/en/actions/reference/workflows-and-actions/reusing-workflow-configurations#supported-keywords-for-jobs-that-call-a-reusable-workflow */
export const callKeys: KeyTable<CallSettings & { readonly inputs?: unknown }, JobKeys> = {
  id: {},
  name,
  needs,
  condition,
  permissions,
  concurrency,
  matrix,
  inputs: { key: "with" },
  secrets: { key: "secrets", read: readSecrets },
  warnings: {},
  extra: {},
};

/** The keys that have no option: what to use in their place. */
export const otherCallKeys: Readonly<Record<string, OtherKey>> = {
  uses: { instead: "the first argument of call()" },
};

function readSecrets(
  secrets: NonNullable<CallSettings["secrets"]>,
  { option, reader }: ReadAt,
): JobKeys["secrets"] {
  if (secrets === "inherit") return secrets;
  if (reader.isText(secrets)) {
    throw reader.error(
      option,
      `it is "inherit" for all secrets, a list of their names, or an object of them, not ${shown(secrets)}.`,
      ['secrets: "inherit"', 'secrets: ["NPM_TOKEN"]'],
    );
  }
  const entries = Array.isArray(secrets)
    ? (secrets as readonly unknown[]).map((secret) => [String(secret), secret] as const)
    : Object.entries(at(reader.place(option), () => mapping(secrets)));
  return Object.fromEntries(
    entries.map(([secret, value], index) => {
      if (!isSecretName(secret)) {
        throw reader.error(option, `${shown(secret)} is not the name of a secret.`);
      }
      const twin = entries.slice(0, index).find(([other]) => sameSecret(other, secret))?.[0];
      if (twin !== undefined) {
        const rule =
          twin === secret ? "is there twice" : `is ${shown(twin)} to GitHub, which ignores case`;
        throw reader.error(option, `the secret ${shown(secret)} ${rule}. Pass it once.`);
      }
      if (Array.isArray(secrets)) return [secret, `\${{ secrets.${secret} }}`];
      if (!isReference(value)) {
        throw reader.error(
          `${option}.${secret}`,
          `it takes a secret of the repository, not ${shown(value)}.`,
          [`{ ${secret}: secret("${secret}") }`],
        );
      }
      const text = reader.text(value, `${option}.${secret}`, "jobs.<job_id>.secrets.<secret_id>");
      return [secret, text];
    }),
  );
}

function mapping(value: unknown): Readonly<Record<string, unknown>> {
  checkMapping(value, "it");
  return value;
}
