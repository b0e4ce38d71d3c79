import { describe, expectTypeOf, test } from "vitest";
import {
  type ActionChoice,
  type ActionFlag,
  type ActionValue,
  expr,
  github,
  secret,
  type SetupStep,
  uses,
  type UsesOptions,
  vars,
} from "recompose-ci";
import type { Reference } from "../../../src/expression/build/reference.ts";

declare module "recompose-ci" {
  interface KnownActions {
    "tests/greet@v2": {
      inputs: {
        who: ActionValue;
        loud?: ActionFlag;
        language?: ActionChoice<"en" | "de">;
      };
      outputs: "greeting";
    };
    "tests/greet@main": { inputs: Record<string, never>; outputs: never };
    "./tests/folder": { inputs: { path?: ActionValue }; outputs: "a" | (string & {}) };
    // Comes before what recompose brings.
    "zuke-build/zuke@v1": { inputs: { own?: ActionFlag }; outputs: "own" };
  }
}

type Outputs<Action extends string> = Parameters<ReturnType<typeof uses<Action>>["get"]>[0];

const sha = "8f4b7f84864484a7bf31766abe9204da3cbe65b3";

describe("a known action", () => {
  test("takes its inputs, as literals and as references", () => {
    const steps: readonly SetupStep[] = [
      uses("tests/greet@v2", { with: { who: "you", loud: true, language: "de" } }),
      uses("tests/greet@v2", { with: { who: ["you", vars("ME")], loud: "false" } }),
      uses("tests/greet@v2", { with: { who: 5, loud: "${{ github.ref == 'x' }}" } }),
      uses("tests/greet@v2", { with: { who: secret("NAME"), loud: github.refName.eq("main") } }),
      uses("tests/greet@v2", { id: "greet", with: { who: expr`x`, language: vars("L") } }),
      uses("docker/build-push-action@v6", { with: { push: true, tags: ["a", github.sha] } }),
      uses("docker/build-push-action@v6", { with: { push: github.eventName.ne("push") } }),
      uses("actions/checkout@v7", { with: { submodules: "recursive", lfs: "True" } }),
      uses("actions/checkout@v7"),
    ];
    expectTypeOf(steps).toExtend<readonly SetupStep[]>();
  });

  test("has its outputs", () => {
    const greeted = uses("tests/greet@v2", { id: "greet", with: { who: "you" } });
    expectTypeOf(greeted.get("greeting")).toEqualTypeOf<Reference<string>>();
    expectTypeOf<Outputs<"tests/greet@v2.0.1">>().toEqualTypeOf<"greeting">();
    expectTypeOf<Outputs<"docker/build-push-action@v7">>().toEqualTypeOf<
      "imageid" | "digest" | "metadata"
    >();
    expectTypeOf<Outputs<"tests/greet@main">>().toBeNever();
  });

  test("whose program may write more outputs has any", () => {
    expectTypeOf(uses("./tests/folder", { id: "x" }).get("b")).toEqualTypeOf<Reference<string>>();
    expectTypeOf<string>().toExtend<Outputs<"dorny/paths-filter@v4">>();
  });

  test("is known by its major version, however it is named", () => {
    expectTypeOf<Outputs<"tests/greet@v2">>().toEqualTypeOf<"greeting">();
    expectTypeOf<Outputs<"tests/greet@v2.1">>().toEqualTypeOf<"greeting">();
    expectTypeOf<Outputs<"tests/greet@v2.10.3">>().toEqualTypeOf<"greeting">();
    expectTypeOf<Outputs<`tests/greet@${typeof sha} # v2.1.0`>>().toEqualTypeOf<"greeting">();
    expectTypeOf<Outputs<`tests/greet@${typeof sha}  #v2`>>().toEqualTypeOf<"greeting">();
    expectTypeOf<Outputs<"github/codeql-action/init@v4.1.0">>().toExtend<string>();
  });

  test("of the project comes before the one of recompose", () => {
    expectTypeOf<Outputs<"zuke-build/zuke@v1">>().toEqualTypeOf<"own">();
  });
});

describe("an action that is not known", () => {
  test("takes any input and has any output", () => {
    const steps = [
      uses("tests/other@v1", { id: "a", with: { any: "thing", list: ["a"], count: 3 } }),
      // Another major version may have other inputs.
      uses("tests/greet@v3", { id: "b", with: { whom: "you" } }),
      uses("tests/greet@v20.0.0", { id: "c", with: { whom: "you" } }),
      uses(`tests/greet@${sha}`, { id: "d", with: { whom: "you" } }),
      uses("./tests/unknown", { id: "e", with: { whom: "you" } }),
      uses("docker://alpine:3", { id: "f", with: { args: "ls" } }),
      uses("tests/greet@v2" as string, { id: "g", with: { whom: "you" } }),
    ];
    expectTypeOf(steps[0]?.get("anything")).toEqualTypeOf<Reference<string> | undefined>();
  });

  test("is what uses<string>() makes of any", () => {
    const step = uses<string>("tests/greet@v2", { id: "x", with: { whom: "you", loud: "yes" } });
    expectTypeOf(step.get("anything")).toEqualTypeOf<Reference<string>>();
    const options: UsesOptions = { with: { whom: "you" } };
    expectTypeOf(uses<string>("tests/greet@v2", options)).toExtend<SetupStep>();
  });
});

describe("what does not compile", () => {
  test("in names and values of inputs", () => {
    const refused = (): void => {
      // @ts-expect-error no such input
      uses("docker/build-push-action@v6", { with: { contxt: "." } });
      // @ts-expect-error no such input in this major version
      uses(`docker/build-push-action@${sha} # v6.1.0`, { with: { contxt: "." } });
      // @ts-expect-error neither true nor false
      uses("docker/build-push-action@v6", { with: { push: "yes" } });
      // @ts-expect-error a list is no flag
      uses("docker/build-push-action@v6", { with: { push: ["true"] } });
      // @ts-expect-error an object is no text
      uses("docker/build-push-action@v6", { with: { tags: { a: "b" } } });
      // @ts-expect-error not one of its texts
      uses("tests/greet@v2", { with: { who: "you", language: "fr" } });
      // @ts-expect-error it takes no inputs
      uses("tests/greet@main", { with: { who: "you" } });
      // @ts-expect-error no such option
      uses("docker/build-push-action@v6", { wiht: { push: true } });
    };
    expectTypeOf(refused).toBeFunction();
  });

  test("without inputs that the action needs", () => {
    const refused = (): void => {
      // @ts-expect-error no options
      uses("actions/cache@v4");
      // @ts-expect-error no inputs
      uses("actions/cache@v4", { id: "x" });
      // @ts-expect-error no key
      uses("actions/cache@v4", { with: { path: "a" } });
      // @ts-expect-error the toolchain is not in the name of the action
      uses("dtolnay/rust-toolchain@master");
    };
    expectTypeOf(refused).toBeFunction();
    expectTypeOf(uses("dtolnay/rust-toolchain@stable")).toExtend<SetupStep>();
  });

  test("in names of outputs", () => {
    const refused = (): void => {
      // @ts-expect-error no such output
      uses("docker/build-push-action@v6", { id: "x" }).get("digset");
    };
    expectTypeOf(refused).toBeFunction();
  });
});
