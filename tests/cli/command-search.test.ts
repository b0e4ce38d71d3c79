import { expect, test } from "vitest";
import { bestFirst, isFound } from "../../src/cli/command-search.ts";

function command(
  name: string,
  description = "",
  section = "task",
): { name: string; description: string; section: string } {
  return { name, description, section };
}

const commands = [
  command("format_check", "Look whether all is formatted"),
  command("latest"),
  command("unit_test"),
  command("lint", "Test the style"),
  command("inspect", "", "built in, a test"),
  command("test_all"),
  command("test"),
  command("build"),
];

function found(query: string): readonly string[] {
  return bestFirst(query, commands)
    .filter((each) => isFound(query, each))
    .map(({ name }) => name);
}

test("names come before descriptions, and beginnings before middles", () => {
  expect(found("te")).toEqual([
    "test_all",
    "test",
    "unit_test",
    "latest",
    "lint",
    "format_check",
    "inspect",
  ]);
  expect(found("test")).toEqual(["test", "test_all", "unit_test", "latest", "lint", "inspect"]);
});

test("each word of several has to be found, in any of the texts", () => {
  expect(found("style li")).toEqual(["lint"]);
  expect(found("test zzz")).toEqual([]);
});

test("without a query all stand in the order of the app", () => {
  expect(found("")).toEqual(commands.map(({ name }) => name));
});
