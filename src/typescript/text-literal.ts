/** How a text is written in TypeScript. */

/** Between the quotes that need the fewest backslashes, double ones if both do. */
export function quoted(text: string): string {
  const json = visible(JSON.stringify(text));
  const isSingle = text.split('"').length > text.split("'").length;
  if (!isSingle) return json;
  const inner = json
    .slice(1, -1)
    .replaceAll(/\\[^"]|\\"|'/g, (part) => (part === '\\"' ? '"' : part === "'" ? "\\'" : part));
  return `'${inner}'`;
}

/** A part of a template string. */
export function templateText(text: string): string {
  const json = visible(JSON.stringify(text)).slice(1, -1);
  return json.replaceAll(/\\.|`|\$\{/g, (part) => {
    if (part === '\\"') return '"';
    return part.startsWith("\\") ? part : `\\${part}`;
  });
}

/** Characters that cannot be seen, or that change the direction of what is around them. */
const unseen = /[\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u205f-\u206f\ufeff]/g;

/** The same, with `\\u…` for such characters. */
export function visible(text: string): string {
  return text.replaceAll(
    unseen,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A name that stands in an object, or behind a dot, without quotes. */
export function isPlainKey(key: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(key) && key !== "__proto__";
}
