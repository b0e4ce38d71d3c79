import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { pageAssets } from "../../../scripts/report-page.mjs";

test("the page has its script and style as they are in page/; otherwise: node scripts/report-page.mjs", async () => {
  const file = new URL("../../../src/reporters/report/page-assets.ts", import.meta.url);
  expect(readFileSync(file, "utf8")).toBe(await pageAssets());
});
