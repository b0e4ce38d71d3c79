/** How GitHub reads and writes numbers: its code is in C#. */

/**
 * The number for a text in a comparison: 0 for `''`, and NaN for a text that is not a number.
 * Hexadecimal and octal numbers are 32 bits wide, with a sign (ParseNumber in actions/runner, ExpressionUtility.cs).
 */
export function parseNumber(text: string): number {
  const content = trim(text);
  if (content === "") return 0;
  // Double.TryParse takes NUL characters after the number.
  const [, decimal] = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\0*$/.exec(content) ?? [];
  if (decimal !== undefined) return Number(decimal);
  if (/^0x[0-9a-fA-F]+$/.test(content)) return parse32Bits(content);
  if (/^0o[0-7]+$/.test(content)) return parse32Bits(content);
  // Double.TryParse reads these signs and cases of its own (Number.Parsing.cs in dotnet/runtime).
  if (/^\+?infinity$/i.test(content)) return Infinity;
  if (/^-infinity$/i.test(content)) return -Infinity;
  return Number.NaN;
}

/** White space of .NET (Char.IsWhiteSpace). Unlike `\s` it includes U+0085, and not U+FEFF. */
export const whiteSpace: RegExp = /(?!\uFEFF)[\s\u0085]/;

function trim(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && whiteSpace.test(text.charAt(start))) start += 1;
  while (end > start && whiteSpace.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function parse32Bits(text: string): number {
  const value = Number(text);
  return value <= 0xff_ff_ff_ff ? value | 0 : Number.NaN;
}

/** .NET's format `G15`: at most 15 digits, and an exponent as in `1E+21` and `1E-07`. */
export function formatNumber(value: number): string {
  if (value === 0) return "0";
  // .NET writes whole numbers of up to 15 digits as JavaScript does.
  if (isShort(value) || !Number.isFinite(value)) return String(value);
  const [digits = "", exponent = "0"] = value.toExponential(14).split("e");
  const power = Number(exponent);
  const short = digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
  if (power > -5 && power < 15) return plain(short, power);
  return `${short}E${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

function isShort(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) < 1e15;
}

/** A text where GitHub would write the number in another way: `1e21` as `1E+21`. */
export function writtenNumber(value: number): number | string {
  if (isShort(value)) return value;
  const text = String(value);
  return text === formatNumber(value) ? value : text;
}

/** `1.25` and the power -2 make `0.0125`. */
function plain(scientific: string, power: number): string {
  const sign = scientific.startsWith("-") ? "-" : "";
  const digits = scientific.replace("-", "").replace(".", "");
  if (power < 0) return `${sign}0.${"0".repeat(-power - 1)}${digits}`;
  const whole = digits.slice(0, power + 1).padEnd(power + 1, "0");
  const fraction = digits.slice(power + 1);
  return `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}
