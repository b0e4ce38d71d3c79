/** Pictures of the page, for people to judge. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Browsers, type Page, waitFor } from "./browser.ts";
import { looks } from "./look-checks.ts";
import type { SamplePages } from "./sample-pages.ts";

interface Scene {
  readonly name: string;
  readonly page: keyof SamplePages;
  readonly fragment?: string;
  /** All of the page, not only what is seen at once. */
  readonly isWhole?: boolean;
  readonly prepare?: (page: Page) => Promise<unknown>;
}

const scenes: readonly Scene[] = [
  { name: "failure", page: "sample", isWhole: true },
  { name: "success", page: "fine", isWhole: true },
  { name: "cancelled", page: "slow", isWhole: true },
  { name: "big", page: "big", isWhole: true },
  { name: "log", page: "big", fragment: "#job-20-log-15000" },
  { name: "job", page: "sample", fragment: "#job-9" },
  { name: "skipped", page: "sample", fragment: "#?result=skipped,elsewhere", prepare: toJobs },
  {
    name: "matrix",
    page: "sample",
    fragment: "#graph",
    prepare: (page) => page.evaluate(`document.querySelector(".node-group").open = true`),
  },
  {
    name: "search",
    page: "sample",
    fragment: "#job-2-log",
    async prepare(page) {
      await waitFor(page, `document.querySelector("#job-2-log input") !== null`);
      await page.evaluate(`document.querySelector("#job-2-log input").focus()`);
      await page.keyboard.type("file 5");
    },
  },
  { name: "nested", page: "sample", fragment: "#job-4" },
];

function toJobs(page: Page): Promise<unknown> {
  return page.evaluate(`document.querySelector("#jobs").scrollIntoView()`);
}

/** `SCENE-LOOK.png`, such as `failure-dark.png`. */
export async function takePictures(
  browsers: Browsers,
  pages: SamplePages,
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, page: source, fragment = "", isWhole = false, prepare } of scenes) {
    for (const look of looks) {
      await browsers.look(pages[source], { ...look, fragment }, async (page) => {
        await prepare?.(page);
        // Lines come when they are near what is seen.
        await page.evaluate(`new Promise((done) => setTimeout(done, 300))`);
        await page.screenshot({
          path: join(folder, `${name}-${look.name}.png`),
          fullPage: isWhole,
        });
      });
    }
  }
}
