/** Opens the report of a run in a real browser. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { out, run, step, task } from "recompose-ci";
import { installedPackages } from "./tool.ts";

/** Headless Chromium as an npm package, and what drives it. */
const packages = ["@sparticuz/chromium@153.0.0", "playwright-core@1.64.1"];

export const checkReport = task({
  name: "check_report",
  description: "Open the report of a run in headless Chromium, light and dark",
  async run() {
    const folder = await step("install", () => installedPackages("chromium", packages));
    const require = createRequire(join(folder, "package.json"));
    const scratch = await mkdtemp(join(tmpdir(), "recompose-report-"));
    try {
      const page = join(scratch, "report.html");
      await step("run", async () => {
        const options = { cwd: "tests/report", check: false, capture: true } as const;
        const { exitCode } = await run(resolve("run"), "sample", `--report=${page}`, options);
        if (exitCode !== 1) throw new Error(`the sample ended with ${exitCode}, not 1`);
      });
      for (const scheme of ["light", "dark"] as const) {
        await step(scheme, async () => open(await launch(require), page, scheme));
      }
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  },
});

/** The parts of Playwright's API that are used here. */
interface Said {
  readonly message?: string;
  text?(): string;
  url?(): string;
}

interface Page {
  goto(url: string): Promise<unknown>;
  title(): Promise<string>;
  on(event: string, listener: (value: Said) => void): void;
  evaluate<Value>(script: string): Promise<Value>;
  keyboard: { press(key: string): Promise<void> };
}

interface Browser {
  newPage(options: object): Promise<Page>;
  close(): Promise<void>;
}

async function launch(require: NodeJS.Require): Promise<Browser> {
  const { default: binary } = require("@sparticuz/chromium") as {
    default: { executablePath(): Promise<string>; args: readonly string[] };
  };
  const { chromium } = require("playwright-core") as {
    chromium: { launch(options: object): Promise<Browser> };
  };
  const executablePath = await binary.executablePath();
  return chromium.launch({ executablePath, args: binary.args, headless: true });
}

async function open(browser: Browser, file: string, colorScheme: "light" | "dark"): Promise<void> {
  const url = pathToFileURL(file).href;
  try {
    const page = await browser.newPage({ colorScheme });
    const said: string[] = [];
    const asked: string[] = [];
    page.on("console", (message) => said.push(message.text?.() ?? ""));
    page.on("pageerror", (error) => said.push(error.message ?? "an error"));
    page.on("request", (request) => asked.push(request.url?.() ?? ""));
    await page.goto(url);
    expectSame("title", await page.title(), "✗ sample");
    const names = await page.evaluate<string[]>(
      `[...document.querySelectorAll("svg a, svg text")].map((node) => node.textContent)`,
    );
    for (const job of ["good", "bad", "after"]) {
      if (!names.some((name) => name.includes(job))) throw new Error(`the graph lacks ${job}`);
    }
    const text = await page.evaluate<string>(
      `document.querySelectorAll("details").forEach((one) => { one.open = true; }), document.body.innerText`,
    );
    for (const part of ["it went well", "<b>not markup</b>", "a broken thing", "needs bad"]) {
      if (!text.includes(part)) throw new Error(`the page does not show ${JSON.stringify(part)}`);
    }
    const background = await page.evaluate<string>(
      `getComputedStyle(document.body).backgroundColor`,
    );
    const isLight =
      /rgba?\((\d+)/.exec(background)?.[1] !== undefined && luminance(background) > 128;
    expectSame("a light page", isLight, colorScheme === "light");
    expectSame("what it loads", asked.join(" "), url);
    expectSame("what the console says", said.join("\n"), "");
    const wide = await page.evaluate<boolean>(
      `document.documentElement.scrollWidth > document.documentElement.clientWidth`,
    );
    expectSame("scrolls sideways", wide, false);
    out(`${(await readFile(file)).length} bytes, ${background}`);
  } finally {
    await browser.close();
  }
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [...color.matchAll(/\d+/g)].map(([value]) =>
    Number(value),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function expectSame(what: string, actual: unknown, expected: unknown): void {
  if (actual === expected) return;
  throw new Error(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
}
