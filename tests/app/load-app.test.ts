import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { Project } from "../support/project.ts";

function appThatPrints(expression: string, imports = ""): string {
  return `
import { app, out, task } from "recompose-ci";
${imports}
export default app({ commands: [task({ name: "print", run() { out(String(${expression})); } })] });
`;
}

async function printed(project: Project): Promise<string | undefined> {
  const { stdout, stderr } = await project.recompose(["print"]);
  return /│ (.*)/.exec(stdout)?.[1] ?? stderr;
}

test("an edit between two starts is always seen, in the app's file and in what it imports", async () => {
  const project = new Project({
    "recompose.ts": appThatPrints(`text + " here"`, `import { text } from "./text.ts";`),
    "text.ts": `export const text: string = "first";`,
  });
  expect(await printed(project)).toBe("first here");
  project.write({ "text.ts": `export const text: string = "other";` });
  expect(await printed(project)).toBe("other here");
  project.write({ "recompose.ts": appThatPrints(`text`, `import { text } from "./text.ts";`) });
  expect(await printed(project)).toBe("other");
});

test("a bundle is used again while nothing has changed, also by many starts at once", async () => {
  const project = new Project({ "recompose.ts": appThatPrints("1 + 1") });
  // Files younger than two seconds are bundled anew each time; their change time cannot be set.
  await new Promise((resolve) => setTimeout(resolve, 2100));
  const outputs = await Promise.all([printed(project), printed(project), printed(project)]);
  expect(outputs).toEqual(["2", "2", "2"]);
  const cached = readdirSync(path.join(project.folder, "node_modules/.cache/recompose"));
  expect(cached.map((file) => path.extname(file)).sort()).toEqual([".json", ".v8"]);
  project.write({ "node_modules/.cache/recompose/noise.txt": "" });
  expect(await printed(project)).toBe("2");
});

test("a damaged cache is no error", async () => {
  const project = new Project({ "recompose.ts": appThatPrints("1 + 1") });
  await new Promise((resolve) => setTimeout(resolve, 2100));
  await printed(project);
  const folder = "node_modules/.cache/recompose";
  for (const file of readdirSync(path.join(project.folder, folder))) {
    project.write({ [`${folder}/${file}`]: "{ damaged" });
  }
  expect(await printed(project)).toBe("2");
});

test("each file has its own import.meta", async () => {
  const project = new Project({
    "recompose.ts": appThatPrints(`where`, `import { where } from "./deep/file.ts";`),
    "deep/file.ts": `export const where = [import.meta.url, import.meta.dirname].join(" ");`,
  });
  const folder = path.join(project.folder, "deep");
  expect(await printed(project)).toBe(`${pathToFileURL(folder).href}/file.ts ${folder}`);
});

test("an app may await at its top level, and gets the running instance of the package all the same", async () => {
  const imports = `const value = await Promise.resolve("awaited");`;
  const project = new Project({ "recompose.ts": appThatPrints("value", imports) });
  expect(await printed(project)).toBe("awaited");
});

test("packages stay outside, ES modules among them", async () => {
  const project = new Project({
    "recompose.ts": appThatPrints("answer", `import { answer } from "some-package";`),
    "node_modules/some-package/package.json": `{ "type": "module", "exports": "./index.js" }`,
    "node_modules/some-package/index.js": `export const answer = 42;`,
  });
  expect(await printed(project)).toBe("42");
});

test("the paths of a tsconfig hold, but never for the package itself", async () => {
  const paths = { "@/*": ["./lib/*"], "recompose-ci": ["./lib/other.ts"] };
  const project = new Project({
    "recompose.ts": appThatPrints("text", `import { text } from "@/text.ts";`),
    "tsconfig.json": JSON.stringify({ compilerOptions: { paths } }),
    "lib/text.ts": `export const text = "by path";`,
    "lib/other.ts": `throw new Error("a copy");`,
  });
  expect(await printed(project)).toBe("by path");
});

test("a JavaScript app works, and recompose.ts wins over it", async () => {
  const project = new Project({ "recompose.mjs": appThatPrints(`"mjs"`) });
  expect(await printed(project)).toBe("mjs");
  project.write({ "recompose.ts": appThatPrints(`"ts"`) });
  expect(await printed(project)).toBe("ts");
});

test.each([
  [
    "a syntax error",
    "export default app(;\n",
    'error: recompose.ts:1:20: Unexpected ";"\n    export default app(;\n                       ^',
  ],
  [
    "an import that leads nowhere",
    `import "./nothing.ts";\n`,
    `error: recompose.ts:1:8: Could not resolve "./nothing.ts"\n    import "./nothing.ts";\n           ^`,
  ],
])("%s is shown with its place and without a stack", async (_what, source, stderr) => {
  const outcome = await new Project({ "recompose.ts": source }).recompose([]);
  expect(outcome).toEqual({ exitCode: 2, stdout: "", stderr });
});

test("an app's file without an app says what it has to export", async () => {
  const { stderr, exitCode } = await new Project({ "recompose.ts": "export default 1;" }).recompose(
    [],
  );
  expect(stderr).toMatch(
    /^error: \S+recompose\.ts has no app: it must export what app\(\) returns/,
  );
  expect(exitCode).toBe(2);
});

test("a mistake in a declaration is shown without a stack", async () => {
  const project = new Project({
    "recompose.ts": `import { app, task } from "recompose-ci";\nexport default app({ commands: [task({ name: "a b", run() {} })] });`,
  });
  const { stderr, exitCode } = await project.recompose([]);
  expect(stderr).toMatch(/^error: The task name "a b" is not valid\./);
  expect(exitCode).toBe(2);
});

test.each([
  ["a CommonJS bundle", ""],
  ["an ES module bundle", "await 0;"],
])(
  "with --debug, the stack of a failure in %s names the app's own file and line",
  async (_, first) => {
    const project = new Project({
      "recompose.ts": `import { app, task } from "recompose-ci";
interface OnlyATypeSoThatLinesDiffer { readonly a: string }
${first}
const fails = task({ name: "fails", run() {
  throw new Error("here");
} });
export default app({ commands: [fails] });`,
    });
    const { stdout } = await project.recompose(["fails", "--debug"]);
    expect(stdout).toContain(`${project.folder}/recompose.ts:5:9`);
  },
);
