/** A run of 36 jobs with 20,000 lines each is a page that opens at once: what is not seen is not in it. */
import { stat } from "node:fs/promises";
import { out } from "recompose-ci";
import { type Browsers, expectSame, waitFor } from "./browser.ts";

const nodeCount = `document.querySelectorAll("*").length`;

export async function checkBigRun(browsers: Browsers, file: string): Promise<void> {
  const { size } = await stat(file);
  if (size > 16_000_000) throw new Error(`the page has ${size} bytes`);
  await browsers.look(file, {}, async (page) => {
    const before = await page.evaluate<number>(nodeCount);
    if (before > 4000) throw new Error(`the page begins with ${before} nodes`);
    expectSame(
      "lines at first",
      await page.evaluate(`document.querySelectorAll(".line").length`),
      0,
    );
    await page.evaluate(`location.hash = "#job-20-log-15000"`);
    await waitFor(
      page,
      `document.querySelector("#job-20-log .current a")?.dataset.line === "15000"`,
    );
    expectSame(
      "line 15,000, behind the one of its installation",
      await page.evaluate(`document.querySelector(".current .text").textContent`),
      "[59] part 19 compiled module number 14999 of twenty thousand",
    );
    const isSeen = `(() => { const box = document.querySelector(".current").getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight; })()`;
    await waitFor(page, isSeen);
    const type = `(text) => { const input = document.querySelector("#job-20-log input"); input.value = text; input.dispatchEvent(new Event("input")); }`;
    await page.evaluate(`(${type})("number 777")`);
    expectSame(
      "lines found",
      await page.evaluate(`document.querySelector("#job-20-log output").textContent`),
      "1 of 11 lines",
    );
    // Scrolling through it leaves nothing behind.
    for (let part = 0; part < 10; part += 1) {
      await page.evaluate(
        `new Promise((done) => { const log = document.querySelector("#job-20-log .log-lines"); log.scrollTop = log.scrollHeight * ${part / 10}; setTimeout(done, 50); })`,
      );
    }
    await waitFor(page, `document.querySelectorAll(".line").length < 800`);
    out(`${size} bytes, ${before} nodes`);
  });
}
