/** Reads what is printed with the readers of YAML that others have, and compares. */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { out, run } from "recompose-ci";
import { parse } from "yaml";
import { readAsGitHub } from "../../tests/support/github/github-yaml.ts";
import { everywhere, print, texts } from "../../tests/support/github/yaml-texts.ts";
import { installed, pythonTool } from "../tool.ts";

/** https://pyyaml.org and https://yaml.dev/doc/ruamel.yaml/ */
const readers = pythonTool("yaml-readers", "6.0.4-0.19.1", "python", [
  "pyyaml==6.0.4",
  "ruamel.yaml==0.19.1",
]);

/** How many documents with random texts. */
const count = 10_000;

/** By the rules of GitHub's server each workflow is what it is by those of YAML 1.2. */
export function checkServerReader(files: readonly string[]): Promise<void> {
  const problems = files.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    try {
      return isDeepStrictEqual(readAsGitHub(text), parse(text))
        ? []
        : [`${file}: is read otherwise`];
    } catch (error) {
      return [`${file}: ${String(error)}\n${text}`];
    }
  });
  if (problems.length > 0) throw new Error(problems.join("\n"));
  out(`GitHub's reader takes ${files.length} workflows as they are.`);
  return Promise.resolve();
}

/** PyYAML reads YAML 1.1, ruamel.yaml 1.2: both get back what was printed. */
export async function checkPythonReaders(files: readonly string[], scratch: string): Promise<void> {
  const seed = Number(process.env["RECOMPOSE_SEED"] ?? Date.now() % 1_000_000);
  const values = fc
    .sample(texts, { numRuns: count, seed })
    .map((text) => ({ top: everywhere(text) }));
  const workflows = files.map((file) => readFileSync(file, "utf8"));
  const printed = [...values.map(({ top }) => print(top)), ...workflows];
  const expected = [...values, ...workflows.map((text) => withTrueForOn(parse(text)))];
  const found = await readings(printed, scratch);
  const problems = Object.entries(found).flatMap(([reader, all]) =>
    printed.flatMap((text, index) => {
      const { value, error } = all[index] ?? {};
      const wanted = reader === "PyYAML" ? expected[index] : withOn(expected[index]);
      if (error === undefined && isDeepStrictEqual(value, wanted)) return [];
      return [`${reader}: ${error ?? JSON.stringify(value)}\n${text}`];
    }),
  );
  if (problems.length > 0) {
    throw new Error(
      `with seed ${seed} ${problems.length} are read otherwise:\n${problems[0] ?? ""}`,
    );
  }
  out(`${Object.keys(found).join(" and ")} get back ${printed.length} documents.`);
}

type Readings = Readonly<
  Record<string, readonly { readonly value?: unknown; readonly error?: string }[]>
>;

async function readings(printed: readonly string[], scratch: string): Promise<Readings> {
  const python = await installed(readers);
  const [given, taken] = [join(scratch, "printed.json"), join(scratch, "read.json")];
  writeFileSync(given, JSON.stringify(printed));
  await run(python, resolve("tasks/workflows/read-yaml.py"), given, taken);
  return JSON.parse(readFileSync(taken, "utf8")) as Readings;
}

/** The one word that stays plain, since GitHub asks for it so: in YAML 1.1 it is true. */
const onInOldYaml = "(<class 'bool'>) True";

function withTrueForOn(workflow: unknown): unknown {
  return renamed(workflow, "on", onInOldYaml);
}

function withOn(workflow: unknown): unknown {
  return renamed(workflow, onInOldYaml, "on");
}

function renamed(value: unknown, from: string, to: string): unknown {
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  return Object.fromEntries(entries.map(([key, part]) => [key === from ? to : key, part]));
}
