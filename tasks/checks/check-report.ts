/** Opens the page of a run in a real browser. */
import { out, step, stringInput, task } from "recompose-ci";
import { checkBigRun } from "../report/big-run-check.ts";
import { browsers } from "../report/browser.ts";
import { checkLook, looks } from "../report/look-checks.ts";
import { takePictures } from "../report/pictures.ts";
import { withSamplePages } from "../report/sample-pages.ts";
import {
  checkFilter,
  checkFocus,
  checkLinks,
  checkMatrix,
  checkWithoutScript,
} from "../report/way-checks.ts";

export const checkReport = task({
  name: "check_report",
  description: "Open the page of a run in headless Chromium: light, dark and narrow, by keyboard",
  inputs: {
    pictures: stringInput({ default: "", description: "A folder for pictures of the page" }),
  },
  async run({ pictures }) {
    const installed = await step("install", () => browsers());
    await step("run", () =>
      withSamplePages(async (pages) => {
        for (const look of looks) {
          await step(look.name, () => checkLook(installed, pages.sample, look));
        }
        await step("filter", () => checkFilter(installed, pages.sample));
        await step("focus", () => checkFocus(installed, pages.sample));
        await step("matrix", () => checkMatrix(installed, pages.sample));
        await step("links", () => checkLinks(installed, pages.sample));
        await step("without a script", () => checkWithoutScript(installed, pages.sample));
        await step("a big run", () => checkBigRun(installed, pages.big));
        if (pictures === "") return;
        await step("pictures", () => takePictures(installed, pages, pictures));
        out(`pictures in ${pictures}`);
      }),
    );
  },
});
