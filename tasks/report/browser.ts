/** A headless browser, as far as the checks of the page use it. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { installedPackages } from "../tool.ts";

/** Headless Chromium as an npm package, what drives it, and what finds barriers in a page. */
const packages = ["@sparticuz/chromium@153.0.0", "playwright-core@1.64.1", "axe-core@4.14.1"];

/** The parts of Playwright's API that are used here. */
interface Said {
  readonly message?: string;
  text?(): string;
  url?(): string;
}

export interface Page {
  goto(url: string): Promise<unknown>;
  title(): Promise<string>;
  on(event: string, listener: (value: Said) => void): void;
  evaluate<Value>(script: string): Promise<Value>;
  readonly keyboard: { press(key: string): Promise<void>; type(text: string): Promise<void> };
  screenshot(options: object): Promise<unknown>;
}

interface Browser {
  newPage(options: object): Promise<Page>;
  close(): Promise<void>;
}

export interface LookOptions {
  readonly colorScheme?: "light" | "dark";
  /** In pixels. Default: 1280. */
  readonly width?: number;
  /** Default: true. */
  readonly javaScriptEnabled?: boolean;
  /** `#job-3`. */
  readonly fragment?: string;
}

export interface Browsers {
  /** Opens a file in a browser of its own. Fails where the page loads anything else, or the console says anything. */
  look<Value>(
    file: string,
    options: LookOptions,
    body: (page: Page) => Promise<Value>,
  ): Promise<Value>;
  /** What a page evaluates to find its barriers: the text of axe-core. */
  readonly axePath: string;
}

export async function browsers(): Promise<Browsers> {
  const folder = await installedPackages("chromium", packages);
  const require = createRequire(join(folder, "package.json"));
  const { default: binary } = require("@sparticuz/chromium") as {
    default: { executablePath(): Promise<string>; args: readonly string[] };
  };
  const { chromium } = require("playwright-core") as {
    chromium: { launch(options: object): Promise<Browser> };
  };
  const executablePath = await binary.executablePath();
  return {
    axePath: require.resolve("axe-core/axe.min.js"),
    async look(file, { width = 1280, fragment = "", ...options }, body) {
      const browser = await chromium.launch({ executablePath, args: binary.args, headless: true });
      try {
        const page = await browser.newPage({ viewport: { width, height: 900 }, ...options });
        const said: string[] = [];
        const asked: string[] = [];
        page.on("console", (message) => said.push(message.text?.() ?? ""));
        page.on("pageerror", (error) => said.push(error.message ?? "an error"));
        page.on("request", (request) => asked.push(request.url?.() ?? ""));
        const url = pathToFileURL(file).href;
        await page.goto(`${url}${fragment}`);
        const value = await body(page);
        expectSame("what it loads", asked.join(" "), url);
        expectSame("what the console says", said.join("\n"), "");
        return value;
      } finally {
        await browser.close();
      }
    },
  };
}

export function expectSame(what: string, actual: unknown, expected: unknown): void {
  const [shown, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (shown !== wanted) throw new Error(`${what}: ${shown} instead of ${wanted}`);
}

/** Waits until an expression of the page is true. Playwright's own way to wait is not allowed by the page's policy. */
export async function waitFor(page: Page, expression: string): Promise<void> {
  const isTrue = await page.evaluate<boolean>(`new Promise((done) => {
    const end = performance.now() + 10_000;
    const look = () => {
      if (${expression}) done(true);
      else if (performance.now() > end) done(false);
      else setTimeout(look, 20);
    };
    look();
  })`);
  if (!isTrue) throw new Error(`after ten seconds, this is not true: ${expression}`);
}

/** Opens all that opens, so that all of it is there to be looked at. */
export async function openAll(page: Page): Promise<void> {
  await page.evaluate(
    `document.querySelectorAll("details").forEach((one) => { one.open = true; })`,
  );
  await waitFor(
    page,
    `[...document.querySelectorAll("details.log")].every((log) => log.querySelector(".line"))`,
  );
}
