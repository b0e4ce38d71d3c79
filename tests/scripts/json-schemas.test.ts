/** schemas/ says what the program prints for other programs: all of it, and in words. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { execa } from "execa";
import { describe, expect, inject, test } from "vitest";
import { schemaFiles } from "../../scripts/json-schemas.mjs";
import { typeSchema } from "../../scripts/type-schema.mjs";
import { Project, runScript } from "../support/project.ts";

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

const repository = path.resolve(import.meta.dirname, "../..");
const names = readdirSync(path.join(repository, "schemas"));

function schemaOf(name: string): Schema {
  return JSON.parse(readFileSync(path.join(repository, "schemas", name), "utf8")) as Schema;
}

/** Also finds what the schema does not have. */
function validator(name: string): ValidateFunction {
  const close = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(close);
    if (typeof value !== "object" || value === null) return value;
    const parts = Object.entries(value).map(([key, part]) => [key, close(part)] as const);
    const isObject = "properties" in value && "type" in value && value.type === "object";
    return { ...Object.fromEntries(parts), ...(isObject && { additionalProperties: false }) };
  };
  return new Ajv2020({ allowUnionTypes: true }).compile(close(schemaOf(name)) as object);
}

function problems(validate: ValidateFunction, value: unknown): unknown {
  return validate(value) ? [] : validate.errors;
}

test("the committed schemas are those of the types: `node scripts/json-schemas.mjs` writes them", async () => {
  const files = await schemaFiles();
  expect(names.sort()).toEqual([...files.keys()].sort());
  for (const [name, text] of files) {
    expect(readFileSync(path.join(repository, "schemas", name), "utf8")).toBe(text);
  }
});

test.each(names)("%s describes each type and each property", (name) => {
  const schema = schemaOf(name);
  const silent = Object.entries({ "the whole": schema, ...schema.$defs }).flatMap(
    ([type, { description, properties = {} }]) => [
      ...(description === undefined ? [type] : []),
      ...Object.entries(properties).flatMap(([key, property]) =>
        property.description === undefined ? [`${type}.${key}`] : [],
      ),
    ],
  );
  expect(silent).toEqual([]);
});

test("the package has them under its own name", () => {
  const own = createRequire(import.meta.url);
  for (const name of names) expect(own(`recompose-ci/schemas/${name}`)).toEqual(schemaOf(name));
  const { files } = own("recompose-ci/package.json") as { readonly files: readonly string[] };
  expect(files).toContain("schemas");
});

test("an option of a type is one of the schema, and what has no shape in JSON is an error", () => {
  const { properties, required } = typeSchema("cli/inspect/inspection.ts", "InspectedInput");
  expect(Object.keys(properties as object)).toEqual(
    "name flag negatedFlag type required default choices description".split(" "),
  );
  expect(required).toEqual(["name", "flag", "type", "required"]);
  expect(() => typeSchema("events/event.ts", "Lines")).toThrow("has no type Uint8Array");
  expect(() => typeSchema("events/event.ts", "EventSink")).toThrow("cannot be described");
});

describe("what is printed is as the schemas say", () => {
  const goldens = readdirSync(path.join(repository, "tests/golden")).map(
    (folder) => `tests/golden/${folder}`,
  );
  const inspect = validator("inspect.schema.json");
  const plan = validator("plan.schema.json");
  const json = async (cwd: string, ...args: readonly string[]): Promise<unknown> => {
    const { stdout } = await execa(process.execPath, [inject("recomposeCli"), ...args, "--json"], {
      cwd: path.join(repository, cwd),
      stdin: "ignore",
    });
    return JSON.parse(stdout);
  };

  test.each([".", "examples/seed", ...goldens])("of the app in %s", async (folder) => {
    const all = (await json(folder, "inspect")) as readonly { name: string; kind: string }[];
    expect(problems(inspect, all)).toEqual([]);
    const automation = all.find(({ kind }) => kind === "automation")?.name ?? "";
    expect(problems(inspect, await json(folder, "inspect", automation))).toEqual([]);
  });

  test("of a plan", async () => {
    expect(problems(plan, await json(".", "ci", "--dry-run"))).toEqual([]);
    const seed = await json(
      "examples/seed",
      "conditional_deploy",
      "--environment=dev",
      "--dry-run",
    );
    expect(problems(plan, seed)).toEqual([]);
  });

  test("of something else they are not", async () => {
    const [first] = (await json(".", "inspect")) as readonly object[];
    expect(inspect({ ...first, more: true })).toBe(false);
    expect(inspect({ ...first, inputs: "none" })).toBe(false);
    expect(plan({ automation: "ci" })).toBe(false);
  });
});

test("events and run.json of a run are as the schemas say", async () => {
  const app = `import { app, automation, job, matrix, step, stringInput, task } from "recompose-ci";
const build = task({ name: "build", outputs: ["version"], artifacts: ["file"], async run(_inputs, context) {
  await step("measure", async () => console.log("::warning file=a.ts,line=1::careful"));
  context.setOutput("version", "1");
  context.saveArtifact("file", "recompose.ts");
} });
const fail = task({ name: "fail", inputs: { why: stringInput({ default: "no" }) }, run({ why }) { throw new Error(why); } });
const ci = automation({ name: "ci", jobs() {
  const built = job(build);
  const m = matrix({ why: ["a", "b"] });
  job(fail, { matrix: m, needs: [built], inputs: { why: m.why } });
  job("mac", { runsOn: "macos-latest", steps: [build] });
} });
export default app({ commands: [build, fail], automations: [ci] });`;
  const project = new Project({ "recompose.ts": app, run: runScript() });
  const isEvent = validator("event.schema.json");
  for (const command of ["build", "fail", "ci"]) {
    const { stdout } = await project.recompose([command, "--json"]);
    const events = stdout.split("\n").map((line) => JSON.parse(line) as { readonly type: string });
    expect(events.length).toBeGreaterThan(1);
    for (const event of events) expect([event, problems(isEvent, event)]).toEqual([event, []]);
    expect(events.at(-1)?.type).toBe(command === "ci" ? "run-finished" : "task-finished");
  }
  const record: unknown = JSON.parse(project.read(".recompose/runs/latest/run.json"));
  expect(problems(validator("run.schema.json"), record)).toEqual([]);
});
