/** The app whose run is the picture in README. What its jobs print is all that they do. */
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import {
  app,
  automation,
  choiceInput,
  err,
  job,
  matrix,
  onPush,
  out,
  step,
  task,
} from "recompose-ci";

/** Where the picture is taken during the run, what still runs waits for this file. */
const taken = process.env["PICTURE_TAKEN"];

async function pictureTaken(signal: AbortSignal): Promise<void> {
  while (taken !== undefined && !existsSync(taken) && !signal.aborted) await sleep(20);
}

const lint = task({ name: "lint", run: () => out("128 files, no mistakes") });
const types = task({ name: "types", run: () => out("no mistakes") });

const passed = "\u001B[32m✓\u001B[39m";
const failed = "\u001B[31m✗\u001B[39m";

const suites = {
  unit: [
    `${passed} rounds a price to cents`,
    `${passed} takes a discount once`,
    `${passed} adds a tax by country`,
  ],
  api: [
    `${passed} lists products`,
    `${passed} adds a product to a cart`,
    `${failed} totals a cart with a discount`,
  ],
  browser: [`${passed} opens a product`, `${passed} puts it into the cart`],
} as const;

const test = task({
  name: "test",
  inputs: { suite: choiceInput(["unit", "api", "browser"]) },
  async run({ suite }, { signal }) {
    for (const line of suites[suite]) out(line);
    if (suite === "api") {
      out("::error file=src/cart.ts,line=24::expected 19.80, got 20.70");
      return err("1 of 38 tests failed");
    }
    return pictureTaken(signal);
  },
});

const build = task({
  name: "build",
  outputs: ["version"],
  async run(_, { signal, setOutput }) {
    await step("compile", () => out("128 files"));
    await step("bundle", async () => {
      out("dist/shop.js 84 kB");
      await pictureTaken(signal);
    });
    setOutput("version", "2.4.0");
  },
});

const deploy = task({
  name: "deploy",
  inputs: { version: choiceInput(["2.4.0"]) },
  run: ({ version }) => out(`deployed ${version}`),
});

const ci = automation({
  name: "ci",
  on: onPush(),
  jobs() {
    job(lint);
    job(types);
    const suite = matrix({ suite: ["unit", "api", "browser"] }, { failFast: false });
    const tested = job(test, { matrix: suite, inputs: { suite: suite.suite } });
    const built = job(build);
    job(deploy, { needs: [tested], inputs: { version: built.get("version") } });
  },
});

export default app({
  entryPoint: "./run",
  commands: [lint, types, test, build, deploy],
  automations: [ci],
});
