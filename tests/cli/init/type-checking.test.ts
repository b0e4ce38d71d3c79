import { describe, expect, test } from "vitest";
import { Project } from "../../support/project.ts";

interface Initialised {
  readonly project: Project;
  readonly stdout: string;
}

async function init(files: Readonly<Record<string, string>>): Promise<Initialised> {
  const project = new Project(files);
  const { stdout, exitCode } = await project.recompose(["init", "--yes"]);
  expect(exitCode).toBe(0);
  return { project, stdout };
}

const typed = { "package.json": '{"type":"module","devDependencies":{"typescript":"6"}}' };

function settings(text: object): Readonly<Record<string, string>> {
  return { ...typed, "tsconfig.json": `// Ours.\n${JSON.stringify(text)}\n` };
}

describe("TypeScript of a project", () => {
  test("comes where there is none, in a version that other tools can use, with the types of Node that the project is for", async () => {
    const { project } = await init({ "package.json": '{"engines":{"node":"^20.19 || >=22.12"}}' });
    expect(JSON.parse(project.read("package.json"))).toMatchObject({
      devDependencies: { "@types/node": "^20", typescript: expect.stringMatching(/^\^6\./) },
    });
    expect(JSON.parse(project.read("tsconfig.json"))).toMatchObject({
      compilerOptions: { types: ["node"], noEmit: true, strict: true },
      include: ["recompose*"],
    });
  });

  test("stays as it is, and its packages get no types that they did not ask for", async () => {
    const { project } = await init(typed);
    const { devDependencies } = JSON.parse(project.read("package.json")) as Record<string, object>;
    expect(Object.keys(devDependencies ?? {})).toEqual(["recompose-ci", "typescript"]);
    expect(project.read("tsconfig.json")).toContain('"types": []');
  });

  test("may be at the root of the workspace", async () => {
    const project = new Project({
      ".git/HEAD": "",
      "package.json": '{"workspaces":["a"],"devDependencies":{"typescript":"6"}}',
      "a/package.json": "{}",
    });
    await project.recompose(["init"], { cwd: "a" });
    expect(project.read("a/package.json")).not.toContain("typescript");
  });
});

describe("a tsconfig.json that is there never changes, and", () => {
  test.each<[string, object]>([
    ["takes in all files", { compilerOptions: { noEmit: true } }],
    ["names the app", { compilerOptions: { noEmit: true }, include: ["src", "./recompose.ts"] }],
    ["has a pattern for it", { compilerOptions: { noEmit: true }, include: ["src", "*.ts"] }],
    ["has one for any depth", { compilerOptions: { noEmit: true }, include: ["**/*.ts"] }],
  ])("is enough where it only checks and %s", async (_what, content) => {
    const { project, stdout } = await init(settings(content));
    expect(stdout).toContain("tsconfig.json  stays as it is: it takes the app in");
    expect(() => project.read("tsconfig.recompose.json")).toThrow("ENOENT");
    expect(stdout).toMatch(/ {2}npx tsc +checks the types/);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ["tsd", { tsd: "^0.33.0", typescript: "^6.0.0" }],
    ["another TypeScript", { "typescript-5": "npm:typescript@^5.9.0" }],
  ])("is compiled by its own TypeScript, where tsc is the program of %s", async (_what, own) => {
    const manifest = JSON.stringify({ type: "module", devDependencies: own });
    const content = settings({ compilerOptions: { noEmit: true } });
    const { stdout } = await init({ ...content, "package.json": manifest });
    expect(stdout).toMatch(/ {2}node node_modules\/typescript\/bin\/tsc +checks the types/);
  });

  test.each<[string, object]>([
    ["is about another folder", { include: ["src"] }],
    ["is about other names", { include: ["src/**/*.ts", "*.test.ts", "recompose.t?"], files: [] }],
    ["leaves the app out", { exclude: ["node_modules", "*.ts"] }],
    ["is a list of files", { files: ["src/index.ts"] }],
    ["is a list of projects", { files: [], references: [{ path: "./src" }] }],
  ])("has one for the app beside it where it %s", async (_what, content) => {
    const { project, stdout } = await init(settings(content));
    expect(project.read("tsconfig.json")).toBe(settings(content)["tsconfig.json"]);
    expect(JSON.parse(project.read("tsconfig.recompose.json"))).toMatchObject({
      compilerOptions: { noEmit: true },
      include: ["recompose*"],
    });
    expect(stdout).toMatch(/ {2}npx tsc -p tsconfig\.recompose\.json +checks the types/);
    expect(stdout).not.toContain("!");
  });

  test("may say what it is for in another file", async () => {
    const { stdout } = await init({
      ...settings({ extends: "./base.json" }),
      "base.json": '{"include":["src"],"compilerOptions":{"noEmit":true}}',
    });
    expect(stdout).toContain("+ tsconfig.recompose.json");
  });

  test("has to leave the app out where the project compiles by it", async () => {
    const scripts = { build: "tsc", typecheck: "tsc --noEmit" };
    const { stdout } = await init({
      "package.json": JSON.stringify({
        type: "module",
        scripts,
        devDependencies: { typescript: "6" },
      }),
      "tsconfig.json": '{"compilerOptions":{"outDir":"dist"},"exclude":["dist"]}',
    });
    expect(stdout).toContain(
      '! tsconfig.json takes recompose.ts in, so a build by tsc would compile it, too. Say "exclude": ["dist", "recompose.ts"] there.',
    );
    expect(stdout).toContain("+ tsconfig.recompose.json");
  });

  test("without such a script is only added to", async () => {
    const { stdout } = await init(settings({ compilerOptions: { outDir: "dist" } }));
    expect(stdout).toContain("+ tsconfig.recompose.json");
    expect(stdout).not.toContain("!");
  });
});
