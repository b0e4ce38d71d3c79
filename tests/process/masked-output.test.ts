/** However a program's output is cut on its way, no secret in any of its spellings is seen, and nothing else changes. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { textsOf } from "../../src/process/line-bytes.ts";
import { LineSplitter } from "../../src/process/line-splitter.ts";
import { Masker } from "../../src/process/masker.ts";
import { cases } from "../support/cases.ts";

/** https://github.com/actions/runner/blob/main/src/Sdk/DTLogging/Logging/ValueEncoders.cs, and how shells and Node write a text. */
const spellings: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => JSON.stringify(secret).slice(1, -1),
  (secret) => encodeURIComponent(secret),
  (secret) => secret.replaceAll("'", "''"),
  (secret) => secret.replaceAll("'", String.raw`'\''`),
  (secret) => secret.replaceAll("\\", String.raw`\\`),
  (secret) => secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
];

/** No blanks at the ends, which programs trim, and nothing that stands between secrets below or in "***". */
const secret = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9'"\\&<>%+/=$-]{1,12}$/),
  fc.stringMatching(/^[a-b]{1,6}$/),
  fc.stringMatching(/^[A-Za-z0-9'"\\&<>]{1,6} [A-Za-z0-9'"\\&<>]{1,6}$/),
);

/** What no spelling of a secret has in it. */
const noise = fc
  .array(fc.constantFrom("ž", "🐎", "日", "─", "\n", "\r\n", "\u0007", "é"), {
    minLength: 1,
    maxLength: 5,
  })
  .map((all) => `ž${all.join("")}ž`);

interface Piece {
  readonly between: string;
  readonly which: number;
  readonly spelling: (secret: string) => string;
}

const piece: fc.Arbitrary<Piece> = fc.record({
  between: noise,
  which: fc.nat(),
  spelling: fc.constantFrom(...spellings),
});

function shownOf(
  text: string,
  cuts: readonly number[],
  masker: Masker,
  longest?: number,
): string[] {
  const bytes = new TextEncoder().encode(text);
  const places = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort(
    (a, b) => a - b,
  );
  const lines: string[] = [];
  const options = longest === undefined ? { masker } : { masker, longestLine: longest };
  const splitter = new LineSplitter((some) => lines.push(...textsOf(some)), options);
  let start = 0;
  for (const end of places) {
    splitter.push(bytes.subarray(start, end));
    start = end;
  }
  splitter.end();
  return lines;
}

function maskerOf(secrets: readonly string[]): Masker {
  const masker = new Masker();
  for (const one of secrets) masker.add(one);
  return masker;
}

const secrets = fc.array(secret, { minLength: 1, maxLength: 4 });
const cuts = fc.array(fc.nat(), { maxLength: 12 });

test("each secret is three stars in every spelling, and all else arrives as it was, wherever chunks were cut", () => {
  fc.assert(
    fc.property(secrets, fc.array(piece, { maxLength: 6 }), cuts, (hidden, pieces, places) => {
      const spelled = pieces.map(
        ({ between, which, spelling }) =>
          [between, spelling(hidden[which % hidden.length] ?? "")] as const,
      );
      const text = spelled.flat().join("");
      const expected = spelled.map(([between]) => `${between}***`).join("");
      const lines = expected.split("\n").map((line) => line.replace(/\r$/, ""));
      const shown = shownOf(text, places, maskerOf(hidden));
      expect(shown).toEqual(lines.at(-1) === "" ? lines.slice(0, -1) : lines);
    }),
    cases(500),
  );
});

const longest = fc.integer({ min: 2, max: 80 });

test("a long line in pieces shows no secret where two of them meet", () => {
  fc.assert(
    fc.property(
      secrets,
      fc.array(piece, { maxLength: 12 }),
      cuts,
      longest,
      (hidden, pieces, places, most) => {
        const one = ({ between, which, spelling }: Piece): readonly [string, string] => [
          between.replaceAll(/[\r\n]/g, ""),
          spelling(hidden[which % hidden.length] ?? ""),
        ];
        const spelled = pieces.map(one);
        const shown = shownOf(spelled.flat().join(""), places, maskerOf(hidden), most);
        expect(shown.join("")).toBe(spelled.map(([between]) => `${between}***`).join(""));
      },
    ),
    cases(300),
  );
});

test("no output of any kind shows a secret, also not the line that is still being printed", () => {
  const any = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.constantFrom("a", "ab", "%"));
  fc.assert(
    fc.property(
      secrets,
      fc.array(fc.oneof(any, fc.nat()), { maxLength: 10 }),
      cuts,
      (hidden, parts, places) => {
        const text = parts
          .map((part) => (typeof part === "string" ? part : hidden[part % hidden.length]))
          .join("");
        const masker = maskerOf(hidden);
        const lines = shownOf(text, places, masker);
        const beginnings = places.map((place) =>
          masker.maskBeginning(text.slice(0, place % (text.length + 1))),
        );
        for (const one of hidden) {
          expect([...lines, ...beginnings].filter((line) => line.includes(one))).toEqual([]);
        }
      },
    ),
    cases(500),
  );
});

test("base64 of a secret behind and before anything shows no more than a neighbour's share", () => {
  const bytes = fc.uint8Array({ maxLength: 9 });
  const long = fc.stringMatching(/^[A-Za-z0-9'"\\&<>%+/=$-]{12,24}$/);
  fc.assert(
    fc.property(long, bytes, bytes, cuts, (hidden, before, after, places) => {
      const all = Buffer.concat([before, Buffer.from(hidden), after]);
      const [shown = ""] = shownOf(all.toString("base64"), places, maskerOf([hidden]));
      expect(shown).toContain("***");
      const rest = shown.replaceAll("***", "").length;
      expect(rest).toBeLessThanOrEqual(Math.ceil((before.length + after.length + 4) / 3) * 4 + 4);
    }),
    cases(300),
  );
});
