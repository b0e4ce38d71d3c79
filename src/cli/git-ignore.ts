/** What a .gitignore says of a folder beside it: https://git-scm.com/docs/gitignore */

/** Whether its text has a line for the folder beside it. */
export function ignores(text: string, name: string): boolean {
  return hasLine(text, name, "(?:\\*\\*/|/)?");
}

/** Whether its text has a line for every folder of this name, however deep. */
export function ignoresAnywhere(text: string, name: string): boolean {
  return hasLine(text, name, "(?:\\*\\*/)?");
}

function hasLine(text: string, name: string, before: string): boolean {
  const plain = name.replace(/\/$/, "").replaceAll(".", "\\.");
  return new RegExp(`^${before}${plain}(?:/\\*{0,2})?\\s*$`, "m").test(text);
}
