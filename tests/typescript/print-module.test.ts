import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cases } from "../support/cases.ts";
import { dedent } from "../../src/steps/dedent.ts";
import {
  arrow,
  block,
  call,
  callWith,
  commented,
  member,
  method,
  name,
  object,
  type Plan,
  type PlanStatement,
  spread,
} from "../../src/typescript/plan.ts";
import { printModule } from "../../src/typescript/print-module.ts";

describe("a module", () => {
  test("imports what it uses and does not declare, and leaves a line around long statements", () => {
    const statements: readonly PlanStatement[] = [
      { constant: "node", value: "22" },
      {
        constant: "lint",
        value: call(
          "task",
          object({
            name: "lint",
            description: "Find mistakes in the code before anybody else does",
            run: arrow(call("run", "make", "lint")),
          }),
        ),
      },
      {
        constant: "ci",
        exported: true,
        value: call(
          "automation",
          object({
            name: "ci",
            on: [callWith("onPush", [], object({ branches: ["main"] })), call("onPullRequest")],
            jobs: block([
              { constant: "m", value: call("matrix", object({ os: ["ubuntu-latest"] })) },
              { value: call("job", name("lint"), object({ runsOn: member(name("m"), "os") })) },
            ]),
          }),
        ),
      },
      {
        value: call("app", object({ commands: [name("lint")], automations: [name("other")] })),
        exported: "default",
      },
    ];
    expect(printModule(statements, { imports: { other: "./other.ts" }, comment: "As here." }))
      .toBe(`// As here.
import {
  app,
  automation,
  job,
  matrix,
  onPullRequest,
  onPush,
  run,
  task,
} from "recompose-ci";
import { other } from "./other.ts";

const node = "22";

const lint = task({
  name: "lint",
  description: "Find mistakes in the code before anybody else does",
  run: () => run("make", "lint"),
});

export const ci = automation({
  name: "ci",
  on: [onPush({ branches: ["main"] }), onPullRequest()],
  jobs() {
    const m = matrix({ os: ["ubuntu-latest"] });
    job(lint, { runsOn: m.os });
  },
});

export default app({ commands: [lint], automations: [other] });
`);
  });

  test("has comments on the lines before what they are about", () => {
    const options = object({
      steps: [
        commented("Once.\n\nTwice.", call("shell", "a")),
        spread(name("others")),
        commented(undefined, call("shell", "b"), "Was:\nshell(c)"),
      ],
      env: commented("For all.", object({ A: "1" }), "The end."),
    });
    expect(code([{ value: call("job", "x", options), comment: "The job." }])).toBe(`// The job.
job("x", {
  steps: [
    // Once.
    //
    // Twice.
    shell("a"),
    ...others,
    shell("b"),
    // Was:
    // shell(c)
  ],
  // For all.
  env: { A: "1" },
  // The end.
});`);
  });
});

describe("a text", () => {
  test.each([
    ["plain", '"plain"'],
    ['say "hi"', "'say \"hi\"'"],
    [`it's "both"`, `'it\\'s "both"'`],
    ['\\d+ "x"', "'\\\\d+ \"x\"'"],
    ["a\u202eb\u200b", '"a\\u202eb\\u200b"'],
    ["one line\n", "dedent`\n  one line\n`"],
    [" \n", '" \\n"'],
    ["  indented\n  all\n", '"  indented\\n  all\\n"'],
    ["a\r\nb", '"a\\r\\nb"'],
  ])("%j", (text, expected) => {
    expect(code([{ value: text }])).toBe(`${expected};`);
  });

  test("of several lines is indented like the code around it", () => {
    const text = "for x in *; do\n  echo `date` ${x}\\\n\ndone\n";
    expect(code([{ value: call("job", "a", object({ steps: [call("shell", text)] })) }])).toBe(
      [
        'job("a", {',
        "  steps: [",
        "    shell(dedent`",
        "      for x in *; do",
        "        echo \\`date\\` \\${x}\\",
        "",
        "      done",
        "    `),",
        "  ],",
        "});",
      ].join("\n"),
    );
  });

  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc
      .array(fc.constantFrom("a", " ", "\n", "\t", "\\", "`", "$", "{", "}", "'", '"', "\r", "x y"))
      .map((parts) => parts.join("")),
  );

  test("comes back as it was, whatever is in it", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(evaluated({ kind: "template", parts: [text, name("value"), text] })).toBe(
          `${text}V${text}`,
        );
        expect(evaluated(text)).toBe(text);
        const deep = call("same", [[call("same", text)]]);
        expect(JSON.stringify(evaluated(deep))).toBe(JSON.stringify([[text]]));
      }),
      cases(1000),
    );
  });
});

test("keys have quotes where one of them needs quotes, and names stand alone", () => {
  const value = object({ "a-b": 1, c: name("c"), __proto__x: [true, null] });
  expect(code([{ value: call("f", value) }])).toBe(
    'f({ "a-b": 1, c, "__proto__x": [true, null] });',
  );
  expect(code([{ value: method(member(name("m"), "a-b"), "eq", "x") }])).toBe('m["a-b"].eq("x");');
});

test("what a function returns goes to a line of its own where it has no room", () => {
  const words = "cargo clippy --all-targets --workspace --locked -v".split(" ");
  expect(code([{ value: call("task", object({ run: arrow(call("run", ...words)) })) }])).toBe(
    `task({
  run: () =>
    run("cargo", "clippy", "--all-targets", "--workspace", "--locked", "-v"),
});`,
  );
});

test("a call breaks at its last argument, else at all of them", () => {
  const long = "x".repeat(60);
  expect(code([{ value: call("uses", long, object({ with: object({ a: long }) })) }])).toBe(
    `uses("${long}", {\n  with: { a: "${long}" },\n});`,
  );
  expect(code([{ value: call("f", object({}), object({ a: long, b: long })) }])).toBe(
    `f(\n  {},\n  {\n    a: "${long}",\n    b: "${long}",\n  },\n);`,
  );
  expect(code([{ value: call("and", call("f", long), call("g", long)) }])).toBe(
    `and(\n  f("${long}"),\n  g("${long}"),\n);`,
  );
});

/** Without the imports. */
function code(statements: readonly PlanStatement[]): string {
  return printModule(statements)
    .replace(/^import \{[^}]*\} from "[^"]*";\n/, "")
    .trim();
}

function evaluated(plan: Plan): unknown {
  const text = code([{ constant: "result", value: plan }]);
  const same = (value: unknown): unknown => value;
  return runInNewContext(`${text}\nresult;`, { dedent, value: "V", same });
}
