/** What has to hold of the page in light and dark, wide and narrow. */
import { readFile } from "node:fs/promises";
import { type Browsers, expectSame, type LookOptions, openAll, type Page } from "./browser.ts";

export interface Look extends LookOptions {
  readonly name: string;
}

export const looks: readonly Look[] = [
  { name: "light", colorScheme: "light" },
  { name: "dark", colorScheme: "dark" },
  { name: "narrow", colorScheme: "light", width: 390 },
  { name: "narrow-dark", colorScheme: "dark", width: 390 },
];

export async function checkLook(browsers: Browsers, file: string, look: Look): Promise<void> {
  await browsers.look(file, look, async (page) => {
    expectSame("title", await page.title(), "✗ sample");
    await checkWidth(page);
    await checkBarriers(page, browsers.axePath);
    await openAll(page);
    const text = await page.evaluate<string>(`document.body.innerText`);
    for (const part of [
      "it went well",
      "<b>not markup</b>",
      "a broken thing",
      "needs bad failed",
      "Failed at tests › printer",
      "6 combinations",
    ]) {
      if (!text.includes(part)) throw new Error(`the page does not show ${JSON.stringify(part)}`);
    }
    const background = await page.evaluate<string>(
      `getComputedStyle(document.body).backgroundColor`,
    );
    expectSame("a light page", luminance(background) > 128, look.colorScheme !== "dark");
    await checkWidth(page);
    await checkBarriers(page, browsers.axePath);
  });
}

async function checkWidth(page: Page): Promise<void> {
  const isWider = await page.evaluate<boolean>(
    `document.documentElement.scrollWidth > document.documentElement.clientWidth`,
  );
  expectSame("scrolls sideways", isWider, false);
}

/** https://github.com/dequelabs/axe-core/blob/develop/doc/API.md */
export async function checkBarriers(page: Page, axePath: string): Promise<void> {
  // axe-core measures colours, which must not be on their way to others.
  await page.evaluate(`document.getAnimations().forEach((animation) => animation.finish())`);
  await page.evaluate(`${await readFile(axePath, "utf8")}; 0`);
  const found = await page.evaluate<readonly string[]>(
    `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
      violations.map(({ id, help, nodes }) => id + ": " + help + ": " + nodes.map(({ html }) => html.slice(0, 200)).join(" ")))`,
  );
  expectSame("barriers", found, []);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [...color.matchAll(/\d+/g)].map(([value]) =>
    Number(value),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
