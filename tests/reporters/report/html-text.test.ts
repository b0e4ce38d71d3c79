import { expect, test } from "vitest";
import { escapeHtml, outputHtml } from "../../../src/reporters/report/html-text.ts";

test.each([
  ["plain text", "a < b & c", "a &lt; b &amp; c"],
  ["a colour", "\u001B[31mred\u001B[0m plain", '<span style="color:var(--c1)">red</span> plain'],
  [
    "a bright colour, and a background with a text colour of its own",
    "\u001B[92;41mx",
    '<span style="color:var(--c10);background:var(--c1);color:var(--on-color)">x</span>',
  ],
  [
    "one of 256 colours, as light as the page needs it",
    "\u001B[38;5;196mx\u001B[38;5;9my",
    '<span style="color:oklch(from rgb(255,0,0) clamp(var(--ink-from),l,var(--ink-to)) c h)">x</span><span style="color:var(--c9)">y</span>',
  ],
  [
    "dark and light backgrounds",
    "\u001B[48;2;1;2;300mx\u001B[48;5;255my",
    '<span style="background:rgb(1,2,255);color:#fff">x</span><span style="background:rgb(238,238,238);color:#000">y</span>',
  ],
  ["bold that ends", "\u001B[1mx\u001B[22my", '<span style="font-weight:bold">x</span>y'],
  [
    "faint text that ends",
    "\u001B[2mx\u001B[22my",
    '<span style="color:var(--soft)">x</span><span style="color:inherit">y</span>',
  ],
  [
    "a colour over several lines",
    "\u001B[34ma\nb\u001B[39;0mc",
    '<span style="color:var(--c4)">a</span>\n<span style="color:var(--c4)">b</span>c',
  ],
  ["what is no colour", "a\u001B[2Jb\u0007", "ab"],
  ["an unknown colour", "\u001B[38;9mx", "x"],
])("outputHtml shows %s", (_name, output, html) => {
  expect(outputHtml(output)).toBe(html);
});

test("escapeHtml is safe in attributes", () => {
  expect(escapeHtml(`"<>&`)).toBe("&quot;&lt;&gt;&amp;");
});
