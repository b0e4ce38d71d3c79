import { describe, expect, test } from "vitest";
import { type Flag, parseFlags } from "../../../src/cli/flags/flags.ts";

const flags: readonly Flag[] = [
  { name: "skip-tests", aliases: ["skip_tests"], kind: "switch" },
  { name: "target-env", aliases: ["targetEnv"], kind: "value" },
  { name: "var", kind: "list" },
  { name: "help", short: "h", kind: "option" },
];

function values(...args: string[]): Record<string, string | boolean> {
  return Object.fromEntries(parseFlags(args, flags, "see more").values);
}

function mistake(...args: string[]): unknown {
  try {
    return parseFlags(args, flags, "see more");
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

describe("a value", () => {
  test.each([[["--target-env=dev"]], [["--target-env", "dev"]], [["--targetEnv=dev"]]])(
    "can be written %j",
    (args) => {
      expect(values(...args)).toEqual({ "target-env": "dev" });
    },
  );

  test("may be empty, and may hold = and spaces", () => {
    expect(values("--target-env=")).toEqual({ "target-env": "" });
    expect(values("--target-env", "")).toEqual({ "target-env": "" });
    expect(values("--target-env=a=b c")).toEqual({ "target-env": "a=b c" });
  });

  test("may begin with a dash behind =, and be a negative number anywhere", () => {
    expect(values("--target-env=--x")).toEqual({ "target-env": "--x" });
    expect(values("--target-env", "-3")).toEqual({ "target-env": "-3" });
    expect(values("--target-env", "-.5")).toEqual({ "target-env": "-.5" });
  });

  test("that was forgotten is no other flag", () => {
    expect(mistake("--target-env", "--skip-tests")).toBe("--target-env needs a value.");
    expect(mistake("--target-env")).toBe("--target-env needs a value.");
  });
});

describe("a switch", () => {
  test.each<[string, string | boolean]>([
    ["--skip-tests", true],
    ["--skip_tests", true],
    ["--no-skip-tests", false],
    ["--no-skip_tests", false],
    ["--skip-tests=true", "true"],
    ["--skip-tests=false", "false"],
    ["--skip-tests=", ""],
  ])("%s is read as %j", (word, value) => {
    expect(values(word)).toEqual({ "skip-tests": value });
  });

  test("leaves the word after it alone", () => {
    expect(parseFlags(["--skip-tests", "false"], flags, "").positionals).toEqual(["false"]);
  });

  test("takes no value when it is negated", () => {
    expect(mistake("--no-skip-tests=true")).toBe(
      '--no-skip-tests takes no value, but was given "true".',
    );
  });

  test("gives way to a flag that is named like its negation", () => {
    const named: Flag[] = [
      { name: "cache", kind: "switch" },
      { name: "no-cache", kind: "value" },
    ];
    expect([...parseFlags(["--no-cache=x"], named, "").values]).toEqual([["no-cache", "x"]]);
  });
});

describe("an option", () => {
  test("has a short form", () => {
    expect(values("-h")).toEqual({ help: true });
  });

  test("takes no value, and has no negation", () => {
    expect(mistake("--help=yes")).toBe('--help takes no value, but was given "yes".');
    expect(mistake("--no-help")).toMatch(/^there is no option --no-help here\./);
  });
});

test("a list keeps all values in their order", () => {
  const { lists } = parseFlags(["--var", "A=1", "--var=B=2"], flags, "");
  expect(lists.get("var")).toEqual(["A=1", "B=2"]);
});

test.each([
  [["--target-env=a", "--target-env=b"], "--target-env"],
  [["--target-env=a", "--targetEnv=a"], "--target-env"],
  [["--skip-tests", "--no-skip-tests"], "--skip-tests"],
])("%j gives one flag twice", (args, flag) => {
  expect(mistake(...args)).toBe(`${flag} was given twice. Give it once.`);
});

test.each([
  ["--skip-test", "there is no option --skip-test here. Did you mean --skip-tests?"],
  ["--tragetEnv=x", "there is no option --tragetEnv here. Did you mean --targetEnv?"],
  ["--zzz", "there is no option --zzz here."],
  ["-x", "there is no option -x here."],
])("%s is unknown, and a near name is offered", (word, message) => {
  expect(mistake(word)).toBe(message);
});

describe("--", () => {
  test("is followed by words that are read by nobody", () => {
    const { rest, values: read } = parseFlags(["--", "--skip-tests", "--", "x y"], flags, "");
    expect(rest).toEqual(["--skip-tests", "--", "x y"]);
    expect(read.size).toBe(0);
  });

  test("with nothing behind it is not the same as none", () => {
    expect(parseFlags(["--"], flags, "").rest).toEqual([]);
    expect(parseFlags([], flags, "").rest).toBeUndefined();
  });

  test("can be a value", () => {
    expect(mistake("--target-env", "--")).toBe("--target-env needs a value.");
    expect(values("--target-env=--")).toEqual({ "target-env": "--" });
  });
});
