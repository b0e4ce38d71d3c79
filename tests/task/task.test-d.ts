import { expectTypeOf, test } from "vitest";
import {
  artifactInput,
  boolInput,
  choiceInput,
  environmentInput,
  numberInput,
  restInput,
  stringInput,
  task,
} from "../../src/index.ts";

const everything = task({
  name: "everything",
  inputs: {
    text: stringInput(),
    flag: boolInput(),
    count: numberInput({ default: 1 }),
    level: choiceInput(["low", "high"], { default: "low" }),
    target: environmentInput(),
    wheel: artifactInput(),
    rest: restInput(),
  },
  outputs: ["version", "path"],
  artifacts: ["wheel"],
  secrets: ["TOKEN"],
  run(inputs, context) {
    expectTypeOf(inputs.text).toEqualTypeOf<string>();
    expectTypeOf(inputs.flag).toEqualTypeOf<boolean>();
    expectTypeOf(inputs.count).toEqualTypeOf<number>();
    expectTypeOf(inputs.level).toEqualTypeOf<"low" | "high">();
    expectTypeOf(inputs.target).toEqualTypeOf<string>();
    expectTypeOf(inputs.wheel.path).toEqualTypeOf<string>();
    expectTypeOf(inputs.rest).toEqualTypeOf<string[]>();
    context.setOutput("version", 1);
    // @ts-expect-error -- not declared
    context.setOutput("verison", 1);
    // @ts-expect-error -- not declared
    context.saveArtifact("sdist", ".");
    // @ts-expect-error -- not declared
    context.getSecret("OTHER");
    expectTypeOf(context.getSecret("TOKEN")).toEqualTypeOf<string>();
    return inputs.count;
  },
});

test("what a call takes follows from the inputs", () => {
  type Given = Parameters<typeof everything>[0];
  expectTypeOf<{ text: string; target: string; wheel: string }>().toExtend<Given>();
  expectTypeOf<{ text: string; target: string }>().not.toExtend<Given>();
  expectTypeOf<{
    text: string;
    target: string;
    wheel: string;
    level: "mid";
  }>().not.toExtend<Given>();
  const plain = task({ name: "plain", run() {} });
  expectTypeOf<Parameters<typeof plain>>().toExtend<[given?: object]>();
});

test("a success has the declared outputs and artifacts as text, and the value of run", async () => {
  const result = await everything({ text: "", target: "", wheel: "" });
  if (result.ok) {
    expectTypeOf(result.value).toEqualTypeOf<number>();
    expectTypeOf(result.outputs).toEqualTypeOf<Readonly<Record<"version" | "path", string>>>();
    expectTypeOf(result.artifacts.wheel).toEqualTypeOf<string>();
  } else {
    expectTypeOf(result.error).toEqualTypeOf<Error>();
    expectTypeOf(result.outputs.version).toEqualTypeOf<string | undefined>();
  }
  // @ts-expect-error -- not declared
  void result.outputs.nope;
});
