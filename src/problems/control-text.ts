/** Escape sequences of ECMA-48: CSI, then OSC and other strings, then sequences of two or three characters. */
export const escapeSequence: RegExp =
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]|\u001B[\]PX^_][^\u0007\u001B]*(?:\u0007|\u001B\\)?|\u001B[ -/]*[0-Z\\^-~]/g;
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;
// oxlint-disable-next-line no-control-regex
const allControls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;
/** A sequence without its end. */
// oxlint-disable-next-line no-control-regex
const unfinishedSequence = /(?:\u001B\[?|\u009B)[ -?]*$/;

/** A name or a condition that stands on one line among others, without escape sequences and control characters. */
export function oneLine(text: string): string {
  return visibleText(text.replaceAll(/\s*[\r\n]\s*/g, " "));
}

/** The text without escape sequences and control characters; line endings and tabs stay. */
export function visibleText(text: string): string {
  if (!controls.test(text)) return text;
  return text
    .replaceAll(escapeSequence, "")
    .replace(unfinishedSequence, "")
    .replaceAll(allControls, "");
}
