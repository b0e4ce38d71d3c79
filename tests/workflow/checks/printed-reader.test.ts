/** What GitHub's parser is given of a workflow, instead of its text, is what it would read in the text. */
import { YamlObjectReader } from "@actions/workflow-parser/workflows/yaml-object-reader";
import type { ObjectReader } from "@actions/workflow-parser/templates/object-reader";
import { EventType } from "@actions/workflow-parser/templates/parse-event";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printedReader } from "../../../src/workflow/checks/printed-reader.ts";
import { printWorkflow } from "../../../src/workflow/print/render.ts";
import { printedFindings, workflowFindings } from "../../../src/workflow/checks/validate.ts";
import {
  Commented,
  type Printable,
  type PrintableMapping,
} from "../../../src/workflow/print/yaml/emitter.ts";
import { cases } from "../../support/cases.ts";
import { hostile, texts } from "../../support/github/yaml-texts.ts";

/** Whatever stands in expressions, and whatever ends or breaks one. */
const expressions = fc
  .array(
    fc.constantFrom(
      "${{ github.ref }}",
      "${{ 'it''s' }}",
      "${{ nothing.x }}",
      "${{ secrets.A && inputs.b }}",
      "${{ 1 +",
      "${{ insert }}",
      "${{ }}",
      "${{ '{' }}",
      "}}",
      '"',
      "'",
      "\\",
      "\n",
      " ",
      "a",
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(""));

const scalar: fc.Arbitrary<Printable> = fc.oneof(
  fc.constantFrom<Printable>(null, true, false, 0, -0, 1e21, 2 ** 60, 0.1),
  fc.constantFrom("a", "b", "", "push", "ubuntu-latest", "read", "success()", "1", "./run x"),
  fc.constant(new Commented("a/b@c", "v1")),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  expressions,
  texts,
);

const keys = fc.oneof(
  fc.constantFrom(
    ..."name on permissions contents jobs a b needs if runs-on steps uses run with id env strategy matrix".split(
      " ",
    ),
    ..."include fail-fast push branches schedule cron workflow_call inputs type default required secrets".split(
      " ",
    ),
    ..."concurrency group timeout-minutes container image services outputs environment constructor A".split(
      " ",
    ),
    "${{ insert }}",
  ),
  fc.constantFrom(...hostile),
);

const { value } = fc.letrec<{ value: Printable; list: Printable; mapping: PrintableMapping }>(
  (tie) => ({
    value: fc.oneof({ maxDepth: 4 }, scalar, tie("list"), tie("mapping")),
    list: fc.array(tie("value"), { maxLength: 3 }),
    mapping: fc
      .dictionary(keys, tie("value"), { maxKeys: 4 })
      .map((entries): PrintableMapping => ({ ...entries })),
  }),
);

/** Mostly what GitHub accepts, and now and then anything else. */
function mostly(valid: fc.Arbitrary<Printable>): fc.Arbitrary<Printable> {
  return fc.oneof({ arbitrary: valid, weight: 20 }, { arbitrary: value, weight: 1 });
}

const text = fc.constantFrom<Printable>(
  "a",
  "yes",
  "a: b",
  "1",
  "x\ny\n",
  "${{ github.ref }} of it's",
);
const condition = fc.constantFrom(
  "${{ github.ref == 'a' }}",
  "always()",
  "${{ !cancelled() }}",
  "'a",
);
const env = fc.dictionary(fc.constantFrom("A", "B", "C"), mostly(fc.oneof(text, expressions)), {
  maxKeys: 2,
});
const step = fc.oneof(
  fc.record<PrintableMapping>({ run: mostly(text), env, if: mostly(condition) }),
  fc.record<PrintableMapping>({
    uses: mostly(fc.constant(new Commented("a/b@v1", "v1"))),
    with: env,
  }),
);
const job = fc.record<PrintableMapping>(
  {
    name: mostly(text),
    needs: mostly(fc.constantFrom<Printable>([], "a", ["a"], ["b", "c"])),
    if: mostly(condition),
    "runs-on": mostly(fc.constantFrom<Printable>("ubuntu-latest", ["a", "b"], "${{ matrix.a }}")),
    strategy: mostly(fc.record<PrintableMapping>({ matrix: fc.constant({ a: [1, "b"] }) })),
    "timeout-minutes": mostly(fc.constantFrom<Printable>(1, "${{ 1 }}")),
    env,
    steps: fc.array(step, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ["runs-on", "steps"] },
);
const workflow = fc.record<PrintableMapping>(
  {
    name: mostly(text),
    on: mostly(fc.constantFrom<Printable>({ push: null }, ["push"], { push: { tags: ["v*"] } })),
    permissions: mostly(fc.constantFrom<Printable>({ contents: "read" }, "read-all", {})),
    env,
    jobs: fc.dictionary(fc.constantFrom("a", "b", "c", "constructor"), mostly(job), {
      minKeys: 1,
      maxKeys: 3,
    }),
  },
  { requiredKeys: ["on", "jobs"] },
);

/** What the parser is handed, one after another. */
function events(reader: ObjectReader): readonly unknown[] {
  const found: unknown[] = [];
  reader.validateStart();
  for (let depth = 0; ;) {
    const literal = reader.allowLiteral();
    if (literal !== undefined) found.push([literal.templateTokenType, literal.toString()]);
    else if (reader.allowSequenceStart() !== undefined) depth = found.push(EventType.SequenceStart);
    else if (reader.allowMappingStart() !== undefined) depth = found.push(EventType.MappingStart);
    else if (depth > 0 && reader.allowSequenceEnd()) found.push("end");
    else if (depth > 0 && reader.allowMappingEnd()) found.push("end");
    else break;
  }
  reader.validateEnd();
  return found;
}

function print(printable: PrintableMapping): string {
  return printWorkflow(printable, "recompose.ts", "./run generate-gha");
}

function readText(text: string): readonly unknown[] {
  const reader = new YamlObjectReader(0, text);
  expect(reader.errors).toEqual([]);
  return events(reader);
}

describe("GitHub's parser is given what it would read in the text", () => {
  test.each(hostile.map((text) => [JSON.stringify(text).slice(0, 60), text]))("%s", (_, text) => {
    const printable = { on: [text], jobs: { [text]: text, list: [{ a: text }, [text]] } };
    const reader = printedReader(printable, 0);
    expect(reader && events(reader)).toEqual(readText(print(printable)));
  });

  test("of whatever can be printed", () => {
    let read = 0;
    fc.assert(
      fc.property(workflow, (printable) => {
        const reader = printedReader(printable, 0);
        if (reader === undefined) return;
        read += 1;
        expect(events(reader)).toEqual(readText(print(printable)));
      }),
      cases(300),
    );
    expect(read).toBeGreaterThan(0);
  });

  test("or the text itself, where an expression stands in several lines", () => {
    expect(printedReader({ run: "echo\n${{ github.ref }}" }, 0)).toBeUndefined();
    expect(printedReader({ run: ["echo\n", "${{ github.ref }}"] }, 0)).toBeDefined();
  });
});

test("what is found is the same as in the text, and where", async () => {
  const outcomes = new Set<boolean>();
  await fc.assert(
    fc.asyncProperty(workflow, async (printable) => {
      const text = print(printable);
      const found = await workflowFindings("ci.yml", text);
      outcomes.add(found.length === 0);
      expect(await printedFindings("ci.yml", text, printable)).toEqual(found);
    }),
    cases(300),
  );
  expect(outcomes).toEqual(new Set([false, true]));
});

test("an expression in several lines that stand in quotes is read with their escapes, as in the text", async () => {
  const steps = [{ run: "true" }];
  const printable = {
    on: "push",
    env: { A: `\u0007${"x".repeat(40)}\n\${{\tgithub.ref }}` },
    jobs: { a: { "runs-on": "ubuntu-latest", steps } },
  };
  const found = await printedFindings("ci.yml", print(printable), printable);
  expect(found.map(({ message }) => message)).toEqual([
    expect.stringContaining("Unexpected symbol"),
  ]);
});
