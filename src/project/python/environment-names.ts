/** Names of environments in the short form of tox: https://tox.wiki/en/latest/config.html#generative-environments */

/** A product of a few lists is soon longer than anybody reads. */
export const mostNames = 1000;

const mostParts = 50;

/** `py{310,311}-a, b` is `py310-a`, `py311-a`, `b`. More than `mostNames` are left out. */
export function environmentNames(text: string): readonly string[] {
  const names: string[] = [];
  for (const parts of partsOf(withRanges(text))) {
    names.push(...product(parts, mostNames - names.length));
  }
  return names.map((name) => name.trim()).filter((name) => name !== "");
}

/** All combinations of one of each, the last list first; `limit` at most. */
export function product(lists: readonly (readonly string[])[], limit: number): readonly string[] {
  let names: readonly string[] = [""];
  for (const list of lists) {
    const longer: string[] = [];
    for (const name of names) {
      for (const word of list) {
        if (longer.length >= limit) break;
        longer.push(name + word);
      }
      if (longer.length >= limit) break;
    }
    names = longer;
  }
  return names.slice(0, Math.max(limit, 0));
}

/** Of each name of the list, its parts: what may stand at that place. */
function partsOf(text: string): readonly (readonly (readonly string[])[])[] {
  const names: string[][][] = [];
  let parts: string[][] = [];
  let literal = "";
  const endLiteral = (): void => {
    if (literal.trim() !== "") parts.push([literal.trim()]);
    literal = "";
  };
  const endName = (): void => {
    endLiteral();
    // Nobody writes more: what is longer stays as it is, and is no name.
    const isShort = parts.length <= mostParts;
    const written = parts
      .slice(0, 3)
      .map((part) => (part.length > 1 ? `{${part.join(",")}}` : part));
    if (parts.length > 0) names.push(isShort ? parts : [[`${written.join("")}{…}`]]);
    parts = [];
  };
  const lastClose = text.lastIndexOf("}");
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    const close = character === "{" && at < lastClose ? text.indexOf("}", at) : -1;
    if (close > at + 1) {
      endLiteral();
      parts.push(
        text
          .slice(at + 1, close)
          .split(",")
          .map((word) => word.trim()),
      );
      at = close;
    } else if (character === "," || character === "\n") endName();
    else literal += character;
  }
  endName();
  return names;
}

/** `{10-13}` is `{10,11,12,13}`. tox knows where `{10-}` and `{-13}` end; so does this, until Python has a newer version. */
function withRanges(text: string): string {
  const closed = text.replaceAll(
    /(?<![\w.-])(\d{1,4})-(\d{1,4})(?=[,}])/g,
    (_, first: string, last: string) => numbers(Number(first), Number(last)),
  );
  return closed
    .replaceAll(/(?<![\w.-])(\d{1,4})-(?=[,}])/g, (_, first: string) =>
      numbers(Number(first), Math.max(Number(first), latestMinor)),
    )
    .replaceAll(/(?<=[{,])-(\d{1,4})(?=[,}])/g, (_, last: string) =>
      numbers(Math.min(Number(last), oldestMinor), Number(last)),
    );
}

/** `LATEST_PYTHON_MINOR_MIN` and `_MAX` of https://github.com/tox-dev/tox/blob/main/src/tox/config/loader/ini/factor.py */
export const oldestMinor = 11;
export const latestMinor = 15;

function numbers(first: number, last: number): string {
  const step = first < last ? 1 : -1;
  const count = Math.min(Math.abs(last - first) + 1, mostNames);
  return Array.from({ length: count }, (_, index) => first + index * step).join(",");
}
