/** What GitHub's own parser makes of a text, before it asks what may stand in a workflow. */
import { YamlObjectReader } from "@actions/workflow-parser/workflows/yaml-object-reader";

export function readWithGitHubsParser(text: string): unknown {
  const reader = new YamlObjectReader(undefined, text);
  const [error] = reader.errors;
  if (error !== undefined) throw new Error(error.message);
  reader.validateStart();
  const value = readValue(reader);
  reader.validateEnd();
  return value;
}

function readValue(reader: YamlObjectReader): unknown {
  const literal = reader.allowLiteral();
  if (literal !== undefined) return "value" in literal ? literal.value : null;
  if (reader.allowSequenceStart() !== undefined) {
    const items: unknown[] = [];
    while (!reader.allowSequenceEnd()) items.push(readValue(reader));
    return items;
  }
  if (reader.allowMappingStart() === undefined) throw new Error("there is no value");
  const entries: [string, unknown][] = [];
  while (!reader.allowMappingEnd()) {
    const key = readValue(reader);
    if (typeof key !== "string") throw new Error(`a key that is no text: ${JSON.stringify(key)}`);
    entries.push([key, readValue(reader)]);
  }
  return Object.fromEntries(entries);
}
