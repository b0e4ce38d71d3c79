import { expect, test } from "vitest";
import { escapeHtml, outputHtml } from "../../../src/reporters/report/html-text.ts";

test.each([
  ["plain text", "a < b & c", "a &lt; b &amp; c"],
  ["a colour", "\u001B[31mred\u001B[0m plain", '<span style="color:var(--c1)">red</span> plain'],
  [
    "a bright colour and a background",
    "\u001B[92;41mx",
    '<span style="color:var(--c10);background:var(--c1)">x</span>',
  ],
  [
    "one of 256 colours",
    "\u001B[38;5;196mx\u001B[38;5;244my",
    '<span style="color:rgb(255,0,0)">x</span><span style="color:rgb(128,128,128)">y</span>',
  ],
  ["a true colour", "\u001B[48;2;1;2;300mx", '<span style="background:rgb(1,2,255)">x</span>'],
  ["bold that ends", "\u001B[1mx\u001B[22my", '<span style="font-weight:bold">x</span>y'],
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
