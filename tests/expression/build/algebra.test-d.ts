import { expectTypeOf, test } from "vitest";
import { not } from "../../../src/expression/build/condition.ts";
import { github } from "../../../src/expression/build/github-context.ts";
import { inputReference } from "../../../src/expression/build/input-reference.ts";
import {
  type BooleanReference,
  type Condition,
  contextReference,
  matrixReference,
  type Reference,
  type ReferenceToOneOf,
} from "../../../src/expression/build/reference.ts";

const owner = { automation: "ci", closed: false };
const environment = inputReference<"dev" | "prod">(
  "environment",
  { kind: "choice", mayBeAbsent: false },
  owner,
);

test("a choice is compared with its choices or with a reference", () => {
  expectTypeOf(environment.eq("prod")).toEqualTypeOf<Condition>();
  expectTypeOf(environment.eq(github.refName)).toEqualTypeOf<Condition>();
  // @ts-expect-error: no such choice
  environment.eq("staging");
  // @ts-expect-error: a text is no number
  github.refName.eq(1);
});

test("a matrix key is a reference to its values", () => {
  const os = matrixReference<"linux" | "mac">("os", owner, {});
  expectTypeOf(os).toEqualTypeOf<ReferenceToOneOf<"linux" | "mac">>();
  expectTypeOf(os).toExtend<Reference<string>>();
  expectTypeOf(os).not.toExtend<Reference<number>>();
  expectTypeOf(matrixReference<boolean>("slow", owner, {})).toEqualTypeOf<BooleanReference>();
});

test("only conditions are conditions", () => {
  const skip = inputReference("skip", { kind: "boolean", mayBeAbsent: false }, owner);
  expectTypeOf(skip).toExtend<Condition>();
  expectTypeOf(not(skip)).toEqualTypeOf<Condition>();
  expectTypeOf(contextReference<string>("github", ["sha"])).not.toExtend<Condition>();
  // @ts-expect-error: a text has to be compared
  not(github.refName);
});
