/** The tables of docs/workflow-keys.md, and the keys of a workflow as these call them. */
import { readFileSync } from "node:fs";

interface DocumentedRow {
  /** GitHub's: `jobs.<job_id>.steps[].uses`. */
  readonly keys: readonly string[];
  /** How they are written here, or why not. */
  readonly here: string;
}

const text = readFileSync(new URL("../../docs/workflow-keys.md", import.meta.url), "utf8");

export const documentedRows: readonly DocumentedRow[] = text
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => {
    const [github = "", ...here] = line.slice(2).split(" | ");
    const keys = [...github.matchAll(/`([^`]+)`/g)].map(([, key = ""]) => key);
    return { keys, here: here.join(" | ") };
  });

/** What the names below a key are called, which are the user's to choose. */
export const placeholders: Readonly<Record<string, string>> = {
  jobs: "<job_id>",
  services: "<service_id>",
  inputs: "<input_id>",
  secrets: "<secret_id>",
  outputs: "<output_id>",
};

/** Every key of a workflow, as `jobs.<job_id>.steps[].uses`. */
export function keysOf(value: unknown, path = ""): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => keysOf(item, `${path}[]`));
  if (typeof value !== "object" || value === null) return [];
  const free = placeholders[path.split(".").at(-1) ?? ""];
  return Object.entries(value).flatMap(([key, item]) => {
    const inner = path === "" ? key : `${path}.${free ?? key}`;
    return [inner, ...keysOf(item, inner)];
  });
}
