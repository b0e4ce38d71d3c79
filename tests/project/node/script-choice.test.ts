import { describe, expect, test } from "vitest";
import { chooseScripts } from "../../../src/project/node/script-choice.ts";

type Scripts = Readonly<Record<string, string>>;

function chosen(scripts: Scripts): readonly string[] {
  return chooseScripts(scripts).scripts.map(({ kind, name, args }) =>
    [kind, name, ...args].join(" "),
  );
}

describe("a script is known by its name", () => {
  test.each([
    ["lint", "lint"],
    ["eslint", "lint"],
    ["test:eslint", "lint"],
    ["check:lint", "lint"],
    ["lintJs", "lint"],
    ["format:check", "format"],
    ["check-format", "format"],
    ["prettier:check", "format"],
    ["lint:prettier", "format"],
    ["typecheck", "types"],
    ["type-check", "types"],
    ["check-types", "types"],
    ["ts:check", "types"],
    ["tsc", "types"],
    ["types", "types"],
    ["test", "test"],
    ["test:unit", "test"],
    ["unit", "test"],
    ["jest", "test"],
    ["check:tests", "test"],
    ["build", "build"],
    ["compile", "build"],
    ["build:types", "build"],
    ["bundle", "build"],
  ])("%s", (name, kind) => {
    expect(chosen({ [name]: "node scripts/something.js" })).toEqual([`${kind} ${name}`]);
  });
});

test("a name that begins as a comment is that of a script which is switched off", () => {
  const scripts = { "//test": "xo && ava", "// lint": "eslint .", "#lint": "eslint .", "//": "x" };
  expect(chosen({ ...scripts, test: "ava" })).toEqual(["test test"]);
  expect(chosen(scripts)).toEqual([]);
});

describe("else by what it runs", () => {
  test.each([
    ["eslint .", "lint"],
    ["npx oxlint", "lint"],
    ["NODE_ENV=test npx --no-install eslint 'src/**'", "lint"],
    ["biome check", "lint"],
    ["prettier --check .", "format"],
    ["prettier -c src", "format"],
    ["cross-env CI=1 tsc --noEmit", "types"],
    ["vue-tsc", "types"],
    ["vitest run", "test"],
    ["c8 --reporter lcov mocha", "test"],
    ["node --import tsx --test", "test"],
    ["pnpm exec ava", "test"],
    ["rimraf dist && tsup", "build"],
    ["vite build", "build"],
    ["tsc -p tsconfig.build.json", "build"],
  ])("%s", (command, kind) => {
    expect(chosen({ verify: command })).toEqual([`${kind} verify`]);
  });

  test.each(["rimraf dist", "prettier .", "node index.js", "echo hello", ""])(
    "%j is no check",
    (command) => {
      expect(chosen({ verify: command })).toEqual([]);
    },
  );
});

describe("what watches, changes, publishes, serves or only fails is left out", () => {
  test.each([
    ["test", 'echo "Error: no test specified" && exit 1'],
    ["test", 'echo "run the tests from the root" && exit 1'],
    ["test", "vitest --watch"],
    ["test", "vitest watch"],
    ["test:watch", "jest"],
    ["test", "jest --watchAll"],
    ["test", "mocha -w"],
    ["test", "vitest -u"],
    ["test:debug", "node --inspect-brk node_modules/.bin/jest"],
    ["test", "npm run test:inner"],
    ["lint", "eslint . --fix"],
    ["lint", "npm run eslint -- --fix"],
    ["lint", "pnpm eslint --fix"],
    ["lint", "oxlint && oxfmt"],
    ["lint:fix", "eslint ."],
    ["format:check", "prettier --write ."],
    ["check", "biome check --write"],
    ["types", "tsc --noEmit --watch"],
    ["build", "vite"],
    ["build", "webpack serve"],
    ["build", "tsc -w"],
    ["build:watch", "rollup -c"],
    ["build", "tsc && npm publish"],
    ["build", "tsc && wrangler deploy"],
    ["prepublishOnly", "tsc"],
    ["prepare", "tsc"],
    ["test:deploy", "node deploy.js"],
  ])("%s: %s", (name, command) => {
    expect(chosen({ eslint: "", "test:inner": "vitest watch", [name]: command })).toEqual([]);
  });

  test("also in what runs by itself before or after it", () => {
    expect(chosen({ lint: "eslint .", postlint: "prettier --write ." })).toEqual([]);
  });

  test("but a build may format what it wrote", () => {
    expect(chosen({ build: "node build.js && prettier --write dist" })).toEqual(["build build"]);
  });

  test("tests in a browser are named", () => {
    const scripts = { test: "vitest run", "test:e2e": "playwright test", cy: "cypress run" };
    expect(chosen(scripts)).toEqual(["test test"]);
    expect(chooseScripts(scripts).ofBrowsers).toEqual(["test:e2e", "cy"]);
  });
});

describe("nothing is run twice", () => {
  test.each<[string, Scripts, readonly string[]]>([
    [
      "the parts of a whole become jobs of their own",
      { test: "npm run lint && npm run unit", lint: "eslint .", unit: "ava" },
      ["lint lint", "test unit"],
    ],
    [
      "by npm-run-all, too, with patterns",
      { test: "run-s test:*", "test:unit": "jest", "test:eslint": "eslint ." },
      ["test test:unit", "lint test:eslint"],
    ],
    [
      "and by concurrently",
      { check: 'concurrently "npm:types" "npm run lint"', types: "tsc --noEmit", lint: "xo" },
      ["types types", "lint lint"],
    ],
    [
      "a whole with something of its own stays, without its parts",
      { test: "npm run lint && node --test", lint: "eslint ." },
      ["test test"],
    ],
    [
      "a whole that builds first stays",
      { test: "npm run build && npm run unit", unit: "ava", build: "tsc" },
      ["test test", "build build"],
    ],
    [
      "a whole with something that is no check stays",
      { test: "npm run clean && npm run unit", unit: "ava", clean: "rimraf dist" },
      ["test test"],
    ],
    [
      "what the owner left out of the whole stays out",
      {
        test: "npm run test:unit && npm run test:lint",
        "test:unit": "ava unit",
        "test:lint": "eslint .",
        "test:fuzz": "node fuzz.js",
      },
      ["test test:unit", "lint test:lint"],
    ],
    [
      "coverage is the tests again",
      { test: "vitest run", coverage: "vitest run --coverage", "test:ci": "node ci.js" },
      ["test test"],
    ],
    [
      "of two names for the same, the plainer one",
      { "unit-test": "jest", test: "jest" },
      ["test test"],
    ],
    [
      "of two variants without a base, one",
      { "test:ci": "jest --ci", "test:coverage": "jest --coverage" },
      ["test test:ci"],
    ],
    [
      "parts of a build are built by it",
      { build: "node build.js", "build:css": "sass a b", "build:prod": "node build.js --prod" },
      ["build build"],
    ],
    [
      "but linters of several kinds are several",
      { lint: "eslint .", "lint:css": "stylelint '**/*.css'", "lint:strict": "eslint . --strict" },
      ["lint lint", "lint lint:css"],
    ],
    [
      "a format that lint checks already",
      { lint: "eslint . && prettier --check .", "format:check": "prettier --check ." },
      ["lint lint"],
    ],
    [
      "a script that runs itself ends",
      { test: "npm run test", lint: "npm run lint2", lint2: "npm run lint" },
      ["test test", "lint lint"],
    ],
  ])("%s", (_title, scripts, expected) => {
    expect(chosen(scripts)).toEqual(expected);
  });
});

test("what watches on a terminal is told to end", () => {
  expect(chosen({ test: "vitest" })).toEqual(["test test --run"]);
  expect(chosen({ test: "vitest run --coverage" })).toEqual(["test test"]);
  expect(chosen({ test: "react-scripts test" })).toEqual(["test test --watchAll=false"]);
  expect(chosen({ test: "ng test" })).toEqual(["test test --watch=false"]);
});

test("what is no text is no script", () => {
  expect(chooseScripts({ test: 1, lint: null, build: ["tsc"] }).scripts).toEqual([]);
});
