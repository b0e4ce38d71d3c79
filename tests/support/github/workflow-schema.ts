import { readFileSync } from "node:fs";

interface Definition {
  readonly context?: readonly string[];
  readonly "one-of"?: readonly string[];
  readonly "allowed-values"?: readonly string[];
  readonly sequence?: { readonly "item-type": string };
  readonly string?: { readonly constant?: string };
  readonly mapping?: {
    readonly properties?: Readonly<Record<string, string | { readonly type: string }>>;
    readonly "loose-value-type"?: string;
  };
}

const file = "../../../node_modules/@actions/workflow-parser/dist/workflow-v1.0.min.json";

/** The schema that GitHub's own parser checks workflows with. */
export const definitions: Readonly<Record<string, Definition>> = (
  JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8")) as {
    definitions: Record<string, Definition>;
  }
).definitions;

/** Keys of a mapping with the definition of each. */
export function properties(name: string): Readonly<Record<string, string>> {
  const definition = definitions[name];
  const own = Object.entries(definition?.mapping?.properties ?? {}).map(([key, property]) => [
    key,
    typeof property === "string" ? property : property.type,
  ]);
  const others = (definition?.["one-of"] ?? []).flatMap((one) => Object.entries(properties(one)));
  return Object.fromEntries([...own, ...others]) as Record<string, string>;
}

/** The words that a definition allows, of whichever of its forms. */
export function allowedValues(name: string): readonly string[] {
  const definition = definitions[name];
  const item = definition?.sequence?.["item-type"];
  const constant = definition?.string?.constant;
  return [
    ...(definition?.["allowed-values"] ?? []),
    ...(constant === undefined ? [] : [constant]),
    ...(item === undefined ? [] : allowedValues(item)),
    ...(definition?.["one-of"] ?? []).flatMap(allowedValues),
  ];
}

/** The contexts that a definition may read, without functions: `["github", "needs"]`. */
export function contextsIn(name: string): readonly string[] {
  return (definitions[name]?.context ?? []).filter((entry) => !entry.includes("("));
}
