/**
 * Ranges of versions as npm's `semver` reads them, and with it setup-node, setup-python, setup-go and setup-uv.
 * https://github.com/npm/node-semver#ranges
 */

type Version = readonly [major: number, minor: number, patch: number];

/** From a version on, and below another. */
interface Span {
  readonly from?: Version;
  readonly below?: Version;
}

/** Undefined where it cannot be decided: for a name such as `latest`, a prerelease, or several lines. */
export function isInRange(version: string, range: string): boolean | undefined {
  if (range.includes("\n")) return undefined;
  const here = parseVersion(version);
  const alternatives = range.split("||").map(spansOf);
  if (here === undefined || alternatives.includes(undefined)) return undefined;
  return alternatives.some((spans) => spans?.every((span) => contains(span, here)));
}

/** A range of one alternative: every span has to hold. */
function spansOf(text: string): readonly Span[] | undefined {
  const hyphen = /^\s*(\S+)\s+-\s+(\S+)\s*$/.exec(text);
  const terms =
    hyphen === null
      ? // An operator may stand apart from its version, and uv separates by commas.
        text
          .replaceAll(/([<>=~^])\s+/g, "$1")
          .split(/[\s,]+/)
          .filter((term) => term !== "")
      : [`>=${hyphen[1]}`, `<=${hyphen[2]}`];
  const spans = terms.map(spanOf);
  return spans.includes(undefined) ? undefined : (spans as readonly Span[]);
}

const term = /^(>=|<=|>|<|=|~|\^|)v?(?:([xX*])|(\d+)(?:\.([xX*]|\d+))?(?:\.([xX*]|\d+))?)$/;

function spanOf(text: string): Span | undefined {
  const [match, operator, anyVersion, ...parts] = term.exec(text) ?? [];
  if (match === undefined) return undefined;
  const numbers = anyVersion === undefined ? numbersOf(parts) : [];
  const [major = 0, minor = 0, patch = 0] = numbers;
  const first: Version = [major, minor, patch];
  const next = after(first, numbers.length);
  switch (operator) {
    case ">":
      return next === undefined ? { below: [0, 0, 0] } : { from: next };
    case ">=":
      return { from: first };
    case "<":
      return { below: first };
    case "<=":
      return below(next);
    case "~":
      return { from: first, ...below(after(first, Math.min(numbers.length, 2))) };
    case "^":
      return { from: first, ...below(after(first, caretLength(numbers))) };
    default:
      return { from: first, ...below(next) };
  }
}

/** How many numbers have to stay the same: up to the first that is not 0. */
function caretLength(numbers: readonly number[]): number {
  const firstIndex = numbers.findIndex((number) => number !== 0);
  return firstIndex === -1 ? numbers.length : firstIndex + 1;
}

/** The numbers before the first `x` or missing one. */
function numbersOf(parts: readonly (string | undefined)[]): readonly number[] {
  const end = parts.findIndex((part) => part === undefined || !/^\d+$/.test(part));
  return parts.slice(0, end === -1 ? parts.length : end).map(Number);
}

/** The first version with other numbers among its first `length`; undefined where any version has the same. */
function after([major, minor, patch]: Version, length: number): Version | undefined {
  if (length === 0) return undefined;
  if (length === 1) return [major + 1, 0, 0];
  return length === 2 ? [major, minor + 1, 0] : [major, minor, patch + 1];
}

function below(version: Version | undefined): Span {
  return version === undefined ? {} : { below: version };
}

function parseVersion(version: string): Version | undefined {
  const [, major, minor = "0", patch = "0"] =
    /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(version) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

function contains({ from, below: end }: Span, version: Version): boolean {
  return (
    (from === undefined || compare(version, from) >= 0) &&
    (end === undefined || compare(version, end) < 0)
  );
}

function compare(left: Version, right: Version): number {
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}
