import { rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { Project } from "../../support/project.ts";

const repository = fileURLToPath(new URL("../../../", import.meta.url));

const app = `
import { app, automation, job, uses } from "recompose-ci";
const greet = uses("own/greet@v2.0.0", { id: "greet", with: { who: "you", loud: true } });
const steps = [uses("./.github/actions/own", { with: {} }), greet];
const ci = automation({
  name: "ci",
  jobs: () => void job("one", { steps, outputs: { text: greet.get("greeting") } }),
});
export default app({ commands: [], automations: [ci] });
`;

const greet = `name: Greet
inputs:
  who: { description: "Who is greeted. A name.", required: true }
  loud: { description: Whether it is loud, default: "false" }
outputs: { greeting: { description: The greeting } }
runs: { using: composite, steps: [] }
`;

const own = "inputs: { level: {} }\nruns: { using: node24, main: index.js }\n";

/** A `gh` that knows these answers, by path, and writes down what it was asked. */
function gh(answers: Readonly<Record<string, string>>): string {
  const cases = Object.entries(answers).map(
    ([asked, answer]) => `'${asked}') cat <<'END'\n${answer}\nEND\n;;`,
  );
  return `#!/bin/sh\necho "$@" >> asked\ncase "$2" in\n${cases.join("\n")}\n*) echo "HTTP 404: Not Found" >&2; exit 1 ;;\nesac\n`;
}

const answers = {
  "repos/own/greet/releases/latest": "v2.3.1",
  "repos/own/greet/contents/action.yml?ref=v2.3.1": greet,
  "repos/own/greet/contents/sub/action.yaml?ref=release%2Fv1": own,
  "repos/own/text/contents/action.yml?ref=v1": "Not YAML: [",
};

function projectWith(files: Readonly<Record<string, string>> = {}): Project {
  return new Project({
    "recompose.ts": app,
    "package.json": '{ "type": "module" }',
    ".git/HEAD": "ref: refs/heads/main\n",
    ".github/actions/own/action.yml": own,
    "bin/gh": gh(answers),
    ...files,
  });
}

async function run(
  project: Project,
  words: readonly string[],
  cwd = ".",
): Promise<{ lines: readonly string[]; exitCode: number | undefined }> {
  const env = { PATH: `${project.folder}/bin:${process.env["PATH"]}` };
  const { stdout, stderr, exitCode } = await project.recompose(["actions", ...words], { env, cwd });
  return { lines: `${stdout}\n${stderr}`.trim().split("\n"), exitCode };
}

const declared = `// https://github.com/own/greet/blob/v2.3.1/action.yml
    "own/greet@v2": {
      inputs: {
        /** Who is greeted. */
        who: ActionValue;
        /** Whether it is loud. Default: \`false\`. */
        loud?: ActionFlag;
      };
      outputs: "greeting";
    };
`;

const noConfiguration = expect.stringMatching(
  /^! There is no tsconfig\.json here or above, so an editor does not read the file\. Write at the top of the app: \/\/\/ <reference path="\.\/recompose-actions\.d\.ts" \/>$/,
) as string;

describe("actions add", () => {
  test("writes the types of the newest release beside the app", async () => {
    const project = projectWith({ "sub/file": "" });
    const { lines, exitCode } = await run(project, ["add", "own/greet"], "sub");
    expect(lines).toEqual([
      "✓ recompose-actions.d.ts has own/greet@v2 now: 2 inputs, 1 output",
      noConfiguration,
    ]);
    expect(exitCode).toBe(0);
    expect(project.read("recompose-actions.d.ts")).toContain(`KnownActions {\n    ${declared}  }`);
    expect(project.read("sub/asked").split("\n")).toEqual([
      "api repos/own/greet/releases/latest --jq .tag_name",
      "api repos/own/greet/contents/action.yml?ref=v2.3.1 -H Accept: application/vnd.github.raw+json",
      "",
    ]);
  });

  test("keeps the actions that are there, and writes an added one anew", async () => {
    const project = projectWith({ "greet.yml": greet.replace("loud", "quiet") });
    await run(project, ["add", "own/greet@v2", "--from", "greet.yml"]);
    await run(project, ["add", "./.github/actions/own"]);
    const branch = await run(project, ["add", "own/greet/sub@release/v1"]);
    expect(branch.lines[0]).toBe(
      "✓ recompose-actions.d.ts has own/greet/sub@release/v1 now: 1 input, 0 outputs",
    );
    const before = project.read("recompose-actions.d.ts");
    expect([...before.matchAll(/^ {4}"(.*)": \{/gm)].map(([, key]) => key)).toEqual([
      "./.github/actions/own",
      "own/greet/sub@release/v1",
      "own/greet@v2",
    ]);
    expect(before).toContain("quiet?: ActionFlag");
    await run(project, ["add", "own/greet"]);
    const after = project.read("recompose-actions.d.ts");
    expect(after).toContain(declared);
    expect(after).not.toContain("quiet");
    const again = await run(project, ["add", "own/greet"]);
    expect(again.lines[0]).toBe(
      "– recompose-actions.d.ts has own/greet@v2 already: 2 inputs, 1 output",
    );
    expect(project.read("recompose-actions.d.ts")).toBe(after);
  });

  test("writes a file of the same kind of module as the app", async () => {
    const project = projectWith({ "ci/recompose.mts": app });
    await run(project, ["add", "./.github/actions/own"], "ci");
    expect(project.read("ci/recompose-actions.d.mts")).toContain('"./.github/actions/own": {');
  });
});

describe("the types that it writes", () => {
  const configuration = (include: readonly string[] | undefined): string =>
    JSON.stringify({
      compilerOptions: {
        noEmit: true,
        target: "es2023",
        lib: ["es2023", "es2024.string"],
        module: "nodenext",
        types: [],
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        noPropertyAccessFromIndexSignature: true,
        noUnusedLocals: true,
        verbatimModuleSyntax: true,
        allowImportingTsExtensions: true,
        skipLibCheck: true,
        paths: {
          "recompose-ci": [path.join(repository, "src/index.ts")],
        },
      },
      include,
    });

  const withCompiler = (include?: readonly string[]): Project => {
    const project = projectWith({
      "tsconfig.json": configuration(include),
      // What is in src/ of recompose may use the types of Node.
      "node.d.ts": `/// <reference types="${path.join(repository, "node_modules/@types/node")}" />`,
    });
    for (const name of ["typescript", "@typescript"]) {
      const target = path.join(repository, "node_modules", name);
      symlinkSync(target, path.join(project.folder, "node_modules", name));
    }
    return project;
  };

  const compile = async (project: Project): Promise<readonly string[]> => {
    const compiler = path.join(project.folder, "node_modules/typescript/bin/tsc");
    const { stdout } = await execa(process.execPath, [compiler, "--pretty", "false"], {
      cwd: project.folder,
      reject: false,
    });
    return stdout.split("\n").filter((line) => line.startsWith("recompose"));
  };

  test("are those that a strict TypeScript checks the app with", async () => {
    const project = withCompiler();
    for (const name of ["own/greet", "./.github/actions/own"]) {
      expect((await run(project, ["add", name])).lines).toHaveLength(1);
    }
    expect(await compile(project)).toEqual([]);
    project.write({ "recompose.ts": app.replace("who:", "whom:") });
    expect(await compile(project)).toEqual([
      expect.stringContaining("'whom' does not exist in type"),
    ]);
    project.write({ "recompose.ts": app.replace('"greeting"', '"greting"') });
    expect(await compile(project)).toEqual([
      expect.stringContaining(`'"greting"' is not assignable to parameter of type '"greeting"'`),
    ]);
  });

  test("are read where init has written what TypeScript checks the app with", async () => {
    for (const own of [undefined, '{ "include": ["src"] }']) {
      const project = withCompiler();
      if (own === undefined) rmSync(path.join(project.folder, "tsconfig.json"));
      else project.write({ "tsconfig.json": own, "src/index.ts": "" });
      rmSync(path.join(project.folder, "recompose.ts"));
      await project.recompose(["init", "--yes"]);
      const { lines } = await run(project, ["add", "own/greet"]);
      expect(lines).toEqual(["✓ recompose-actions.d.ts has own/greet@v2 now: 2 inputs, 1 output"]);
    }
  });

  test("are read by a reference where tsconfig.json leaves them out", async () => {
    const project = withCompiler(["recompose.ts", "node.d.ts"]);
    const { lines } = await run(project, ["add", "own/greet"]);
    const reference = '/// <reference path="./recompose-actions.d.ts" />';
    expect(lines[1]).toBe(
      `! tsconfig.json leaves the file out, so TypeScript does not read it. Write at the top of the app: ${reference}`,
    );
    const wrong = app.replace("who:", "whom:");
    project.write({ "recompose.ts": wrong });
    expect(await compile(project)).toEqual([]);
    project.write({ "recompose.ts": `${reference}\n${wrong}` });
    expect(await compile(project)).toHaveLength(1);
  });
});

describe("what actions refuses", () => {
  const takes = 'actions takes nothing, or "add" and the name of an action';

  test.each([
    [["add"], `${takes}.`],
    [["remove", "own/greet"], `${takes}, not "remove".`],
    [["--from", "bin/gh"], `${takes}.`],
    [["add", "greet"], '"greet" does not name an action: '],
    [["add", "own/none"], "GitHub knows no release of own/none: "],
    [["add", "own/none@v1"], 'own/none has no action.yml at "v1": '],
    [["add", "own/greet/no@v1"], 'own/greet has no action.yml in no at "v1": '],
    [["add", "own/text@v1"], "https://github.com/own/text/blob/v1/action.yml is not valid YAML: "],
    [["add", "own/greet", "--from", "x.yml"], "a file does not say which release of own/greet "],
    [["add", "own/greet@v1", "--from", "x.yml"], "there is no file or folder "],
    [["add", "own/greet@v1", "--from", "bin"], "there is no action.yml in "],
    [["add", "./.github/actions/none"], "there is no file or folder "],
    [["add", "own/greet", "more"], 'unexpected argument "more".'],
  ])("%j", async (words, message) => {
    const project = projectWith();
    const { lines, exitCode } = await run(project, words);
    expect(lines[0]).toContain(`error: ${message}`);
    expect(exitCode).toBe(2);
    expect(() => project.read("recompose-actions.d.ts")).toThrow("ENOENT");
  });

  test("a project without an app, and a machine without gh", async () => {
    const project = new Project({ "action.yml": own });
    const words = ["actions", "add", "own/act@v1"];
    const env = { PATH: "/nothing" };
    const withoutApp = await project.recompose([...words, "--from", "action.yml"]);
    expect(withoutApp.stderr).toContain("there is no recompose.ts in ");
    project.write({ "recompose.ts": app });
    const withoutGh = await project.recompose(words, { env });
    expect(withoutGh.stderr).toContain(
      "Reading an action needs the GitHub CLI, and there is no `gh` on the PATH.",
    );
    expect([withoutApp.exitCode, withoutGh.exitCode]).toEqual([2, 2]);
  });

  test("a file of declarations that it cannot read stays as it is", async () => {
    const project = projectWith({ "recompose-actions.d.ts": "export {};\n" });
    const { lines } = await run(project, ["add", "own/greet"]);
    expect(lines[0]).toContain(
      "recompose-actions.d.ts cannot be added to: it has no `interface KnownActions`. Nothing was written.",
    );
    expect(project.read("recompose-actions.d.ts")).toBe("export {};\n");
  });
});

test("actions lists what recompose knows and what the project has added", async () => {
  const project = projectWith();
  const before = await run(project, []);
  expect(before.lines.map((line) => line.split(/ {2,}/))).toContainEqual([
    "actions/checkout",
    "v4 v5 v6 v7",
  ]);
  await run(project, ["add", "own/greet"]);
  await run(project, ["add", "./.github/actions/own"]);
  const { lines } = await run(project, []);
  expect(lines).toHaveLength(before.lines.length + 2);
  const rows = lines.map((line) => line.split(/ {2,}/));
  expect(rows[0]).toEqual(["./.github/actions/own", "recompose-actions.d.ts"]);
  expect(rows).toContainEqual(["own/greet", "v2", "recompose-actions.d.ts"]);
});
