/**
 * Reads a workflow file as GitHub does: YAML 1.2 with its core schema, where `on` is a text, and keys are texts.
 * `MatchBoolean` and its neighbours in src/Sdk/WorkflowParser/Conversion/YamlObjectReader.cs of actions/runner.
 */
import { type Document, parseDocument } from "yaml";
import type { YamlValue } from "../model/workflow.ts";
import { UsageError } from "../problems/usage-error.ts";
import { isMapping } from "../problems/options.ts";
import { messageOf } from "../problems/wording.ts";

export type YamlMapping = Readonly<Record<string, YamlValue>>;

/** @throws UsageError for a text that is no workflow. */
export function readWorkflow(text: string): YamlMapping {
  const document = parseDocument(text, { version: "1.2", schema: "core", merge: false });
  const [error] = document.errors;
  if (error !== undefined) throw new UsageError(error.message);
  const value = valueOf(document);
  if (!isMapping(value) || !isMapping(value["jobs"]) || value["on"] === undefined) {
    throw new UsageError("A workflow is a mapping with `on` and `jobs`.");
  }
  return value as YamlMapping;
}

/** How often aliases may be used: a text of a few lines could stand for more than any memory holds. */
const mostAliases = 10_000;

function valueOf(document: Document.Parsed): unknown {
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
  if (isCyclic(value, new Set())) throw new UsageError("An alias stands within its own anchor.");
  return value;
}

function isCyclic(value: unknown, around: Set<unknown>): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (around.has(value)) return true;
  around.add(value);
  const found = Object.values(value).some((part) => isCyclic(part, around));
  around.delete(value);
  return found;
}

/** Undefined for anything else. */
export function mappingOf(value: YamlValue | undefined): YamlMapping | undefined {
  return isMapping(value) ? (value as YamlMapping) : undefined;
}

/** GitHub takes a single value where a list belongs. */
export function listOf(value: YamlValue | undefined): readonly YamlValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly YamlValue[]) : [value];
}

/** A value where a text belongs. A list or a mapping there is a mistake, and is shown. */
export function textOf(value: YamlValue): string {
  return typeof value === "object" ? (value === null ? "" : JSON.stringify(value)) : String(value);
}
