/** The ways through the page: with the keyboard alone, by its links, and without its script. */
import { type Browsers, expectSame, type Page, waitFor } from "./browser.ts";

const status = `document.querySelector(".filter output").textContent`;
const shownJobs = `[...document.querySelectorAll("#job-list .job")].filter((job) => job.offsetParent !== null).map((job) => job.dataset.name)`;
const focused = `(document.activeElement.querySelector("h3, h4, .name") ?? document.activeElement).textContent`;

export async function checkFilter(browsers: Browsers, file: string): Promise<void> {
  await browsers.look(file, {}, async (page) => {
    expectSame("all jobs", await page.evaluate(status), "12 jobs");
    await page.keyboard.press("/");
    await page.keyboard.type("unit 18");
    expectSame("jobs found", await page.evaluate(status), "2 of 12 jobs");
    expectSame("jobs shown", await page.evaluate(shownJobs), ["unit (18, a)", "unit (18, b)"]);
    expectSame("address", await page.evaluate("location.hash"), "#?name=unit+18");
    await page.keyboard.press("Tab");
    expectSame(
      "after Tab, the first result",
      await page.evaluate("document.activeElement.value"),
      "failure",
    );
    await page.keyboard.press("Space");
    expectSame("jobs that failed", await page.evaluate(shownJobs), ["unit (18, b)"]);
    await page.keyboard.press("/");
    await page.keyboard.press("Enter");
    expectSame("after Enter, the first job", await page.evaluate(focused), "unit (18, b)");
    await page.keyboard.press("Enter");
    expectSame(
      "Enter opens it",
      await page.evaluate(`document.activeElement.parentElement.open`),
      true,
    );
    await page.keyboard.press("/");
    await page.keyboard.press("Escape");
    expectSame("after Escape, results stay", await page.evaluate(status), "2 of 12 jobs");
  });
  await browsers.look(file, { fragment: "#?result=skipped,elsewhere" }, async (page) => {
    expectSame("of the address", await page.evaluate(shownJobs), ["windows", "after", "release"]);
    await page.evaluate(`document.querySelector(".filter button").click()`);
    await waitFor(page, `${status} === "12 jobs"`);
    expectSame("address", await page.evaluate("location.hash"), "#jobs");
  });
}

/** Everything that can be reached shows that it is reached. */
export async function checkFocus(browsers: Browsers, file: string): Promise<void> {
  await browsers.look(file, {}, async (page) => {
    const seen: string[] = [];
    for (;;) {
      await page.keyboard.press("Tab");
      const isAtEnd = await page.evaluate<boolean>(
        `document.activeElement === document.body || document.activeElement === null`,
      );
      if (isAtEnd || seen.length > 200) break;
      const [name, style] = await page.evaluate<[string, string]>(`(() => {
        const node = document.activeElement;
        const shown = node.matches(".chip input") ? node.parentElement : node;
        const name = node.tagName + " " + (node.textContent || node.getAttribute("value") || "").trim().slice(0, 30);
        return [name, getComputedStyle(shown).outlineStyle];
      })()`);
      if (style === "none") throw new Error(`${name} does not show that it has the focus`);
      seen.push(name);
    }
    for (const name of [
      "A What went wrong",
      "SUMMARY unit",
      "A bad",
      "INPUT failure",
      "PRE checked file",
    ]) {
      if (!seen.some((each) => each.startsWith(name))) {
        throw new Error(`Tab does not come to ${name}, but to ${seen.join(", ")}`);
      }
    }
  });
}

export async function checkMatrix(browsers: Browsers, file: string): Promise<void> {
  await browsers.look(file, {}, async (page) => {
    const line = `document.querySelector('.edge[data-to="' + document.querySelector(".node-group").closest(".card").id + '"]').getAttribute("d")`;
    const rows = `document.querySelectorAll(".node-group[open] a").length`;
    const closedLine = await page.evaluate<string>(line);
    await page.evaluate(`document.querySelector(".node-group summary").focus()`);
    await page.keyboard.press("Enter");
    await waitFor(page, `${rows} === 6 && ${line} !== ${JSON.stringify(closedLine)}`);
    await page.keyboard.press("Tab");
    expectSame("the first combination", await page.evaluate(focused), "18, a");
    await page.keyboard.press("Escape");
    expectSame("after Escape, open rows", await page.evaluate(rows), 0);
    expectSame("after Escape, the node", await page.evaluate(focused), "unit");
    await waitFor(page, `${line} === ${JSON.stringify(closedLine)}`);
  });
}

/** From a failure to its log and the line that says why; from a job to what it needs, and back. */
export async function checkLinks(browsers: Browsers, file: string): Promise<void> {
  const press = async (page: Page, selector: string, text: string): Promise<void> => {
    await page.evaluate(
      `[...document.querySelectorAll(${JSON.stringify(selector)})].find((node) => node.textContent.trim().startsWith(${JSON.stringify(text)})).focus()`,
    );
    await page.keyboard.press("Enter");
  };
  await browsers.look(file, {}, async (page) => {
    await press(page, ".failed-job .links a", "Log");
    await waitFor(page, `document.querySelectorAll("#job-2-log .line").length > 60`);
    await waitFor(page, `document.activeElement.matches("#job-2-log > summary")`);
    await page.keyboard.press("Tab");
    await page.keyboard.type("EXPECTED 1, got");
    const answer = `document.querySelector("#job-2-log .log-bar output").textContent`;
    expectSame("lines found", await page.evaluate(answer), "1 of 1 line");
    expectSame(
      "what is marked",
      await page.evaluate(
        `[...document.querySelectorAll("#job-2-log mark")].map((node) => node.textContent).join("")`,
      ),
      "expected 1, got",
    );
    await page.keyboard.press("Escape");
    expectSame("after Escape", await page.evaluate(answer), "");
    await press(page, ".failed-job .notes a", "log line");
    await waitFor(
      page,
      `document.querySelector("#job-2-log .current")?.textContent.includes("a broken thing")`,
    );
    const place = `document.querySelector("#job-2-log .log-lines").scrollTop + " " + scrollY`;
    const before = await page.evaluate<string>(place);
    await page.evaluate(`document.querySelector('#job-2-log [data-line="60"]').click()`);
    await waitFor(page, `document.querySelector("#job-2-log .current a")?.dataset.line === "60"`);
    expectSame("where a click on a number leaves the reader", await page.evaluate(place), before);
    await press(page, "#job-2 .job-link", "after");
    await waitFor(page, `document.querySelector("#job-11").offsetParent !== null`);
    await press(page, "#job-11 .job-link", "bad");
    await waitFor(page, `location.hash === "#job-2"`);
  });
}

export async function checkWithoutScript(browsers: Browsers, file: string): Promise<void> {
  await browsers.look(file, { javaScriptEnabled: false }, async (page) => {
    const text = await page.evaluate<string>(`document.body.innerText`);
    for (const part of [
      "2 failed jobs",
      "1 of 60 files differs",
      "checked file 60",
      "needs bad failed",
    ]) {
      if (!text.includes(part))
        throw new Error(`without a script: ${JSON.stringify(part)} is missing`);
    }
    expectSame(
      "a filter that cannot work",
      await page.evaluate(`document.querySelector(".filter").offsetParent`),
      null,
    );
    await page.evaluate(`document.querySelector("#job-list summary").focus()`);
    await page.keyboard.press("Enter");
    expectSame(
      "jobs open",
      await page.evaluate(`document.querySelector("#job-list details").open`),
      true,
    );
  });
}
