/** JSON as `toJSON` writes it. Unlike in JavaScript, names like `1` keep their place. */
import { formatNumber } from "../language/number.ts";
import { known } from "./unknown.ts";
import { Dictionary, type Value } from "./value.ts";

/** @throws UnknownError where something inside is unknown. */
export function writeJson(value: Value, indent = ""): string {
  if (value === null) return "null";
  if (typeof value === "number") return formatNumber(value);
  if (typeof value !== "object") return typeof value === "string" ? quote(value) : String(value);
  const deeper = `${indent}  `;
  const block = (open: string, items: readonly string[], close: string): string =>
    items.length === 0
      ? open + close
      : `${open}\n${items.map((item) => deeper + item).join(",\n")}\n${indent}${close}`;
  if (!(value instanceof Dictionary)) {
    const items = value.map((item) => writeJson(known(item), deeper));
    return block("[", items, "]");
  }
  const properties = value
    .entries()
    .map(([name, item]) => `${quote(name)}: ${writeJson(known(item), deeper)}`);
  return block("{", properties, "}");
}

/**
 * Newtonsoft.Json also escapes three line ends that JavaScript does not
 * (WriteEscapedJavaScriptString in JavaScriptUtils.cs of https://github.com/JamesNK/Newtonsoft.Json).
 */
function quote(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u0085\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
