import { parseDocument } from "yaml";

/**
 * Reads YAML 1.2 with its core schema, as GitHub does: `on` is a text.
 *
 * @throws Error for a text that is no YAML.
 */
export function readYaml(text: string): unknown {
  const document = parseDocument(text, { version: "1.2", schema: "core", merge: false });
  const [error] = document.errors;
  if (error !== undefined) throw error;
  return document.toJS();
}
