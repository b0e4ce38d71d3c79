/** Patterns of artifacts' names, beside minimatch, which actions/download-artifact asks. */
import fc from "fast-check";
import { minimatch } from "minimatch";
import { expect, test } from "vitest";
import { readExtendedPattern } from "../../../src/runner/glob/extended-pattern.ts";
import { cases } from "../../support/cases.ts";

const names = [
  ..."a b c ab abc aab ba app-1 app-2 app-10 lib lib.zip .a .hidden a.b a.b.c A [a] {a} {a,b} a,b a+b !a #a (a) a(b) $ a\\b".split(
    " ",
  ),
  "a b",
  "ü",
  "😀",
];

function both(pattern: string): { ours: readonly string[]; theirs: readonly string[] } {
  const fits = readExtendedPattern(pattern);
  return {
    ours: names.filter((name) => fits(name)),
    theirs: names.filter((name) => minimatch(name, pattern)),
  };
}

test.each(
  "* ** ? ?? *.* .* .? [.]a [.a]* *a *-* app-? app-{1,2} app-{1..10} app-{01..10} {a..c} {c..a..2} {a,b}{,c} {{a,b},c} {{a,b}} {a} {a},b} {a}{b,c} ${a,b} {} {}{a,b} {a,\\,b} \\{a\\} \\{a,b\\} !a !!a ! !* !app-* #a \\#a \\!a !(a) !(a|b)* a!(b) a!(b)c !(app*) @(a|b) +(a|b) *(a|b)c ?(a)b @(a|.a) @(*|.a) *(?) +(a|.a) @() !() a!() a@() +(a a+(b a|b (a) @(a|@(b|c)) !(!(a)) a!(b|c)* [ab] [!a]* [^.]* [[:alpha:]] [[] [[]a] [a **/a **/app-* a/b a/ **/ */a ./a a** **a @(a*|b)* {a,b}* *{a,.b} \\a a\\b a\\\\b ü ? ?? [ü] [😀] +(?) {a..} {..a} {1..a} {a,b {a,{b,c} a{b,c}d{e,f}"
    .split(" ")
    .map((pattern) => [pattern]),
)("fits what minimatch fits: %s", (pattern) => {
  const { ours, theirs } = both(pattern);
  expect(ours).toEqual(theirs);
});

test("fits what minimatch fits for patterns made of whatever means something in them", () => {
  const piece = fc.constantFrom(
    ..."* ? a b c app - 1 . , | ( ) { } [ ] ! # @( +( !( *( ?( {a, {1..3} [a-c] [!a] \\ $ ü ** **/".split(
      " ",
    ),
  );
  const pattern = fc.array(piece, { minLength: 1, maxLength: 7 }).map((all) => all.join(""));
  // minimatch reads `\\|` as an alternative of the whole pattern, and simplifies `a/..`: no artifact has such a name.
  const askable = pattern.filter((text) => !text.includes("\\|") && !text.includes(".."));
  fc.assert(
    fc.property(askable, (text) => {
      const { ours, theirs } = both(text);
      expect(ours).toEqual(theirs);
    }),
    cases(500),
  );
});
