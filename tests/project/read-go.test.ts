import { describe, expect, test } from "vitest";
import { commandsOf, factsOf, partOf } from "./project-files.ts";

describe("a module of Go", () => {
  const files = { "go.mod": "module example.com/tool\n\ngo 1.24\n", "go.sum": "" };

  test("is vetted, formatted, tested and built, with the version of go.mod", () => {
    const { checks, ...part } = partOf(files);
    expect(part).toEqual({
      folder: "",
      stack: "go",
      tool: "go",
      version: { file: "go.mod" },
      lockfile: "go.sum",
      notes: [],
    });
    expect(checks).toHaveLength(4);
    expect(commandsOf(files)).toEqual({
      vet: "go vet ./...",
      format_check: "sh -c ! gofmt -l . 2>&1 | grep -v '^vendor/'",
      test: "go test ./...",
      build: "go build ./...",
    });
  });

  test("that says no version is checked with the newest, and says so", () => {
    const part = partOf({ "go.mod": "module example.com/tool\n" });
    expect(part).not.toHaveProperty("version");
    expect(part.notes).toEqual([
      'go.mod has no line "go", so it says no version: the checks run with the newest stable Go.',
    ]);
  });

  test("is linted by golangci-lint where that is configured, which has to be installed", () => {
    const { checks } = partOf({ ...files, ".golangci.yml": "version: '2'\n" });
    expect(checks[0]).toEqual({
      kind: "lint",
      name: "lint",
      description: "Find mistakes in the code",
      command: ["golangci-lint", "run", "./..."],
      source: ".golangci.yml",
      program: "golangci-lint",
    });
    // Where it is not there, what go brings still runs.
    expect(checks.map(({ name }) => name)).toContain("vet");
  });

  test("brings golangci-lint itself where it is a tool of the module", () => {
    const [lint] = partOf({
      "go.mod": `${files["go.mod"]}\ntool (\n\tgithub.com/golangci/golangci-lint/v2/cmd/golangci-lint\n)\n`,
      ".golangci.toml": "",
    }).checks;
    expect(lint?.command).toEqual(["go", "tool", "golangci-lint", "run", "./..."]);
    expect(lint).not.toHaveProperty("program");
  });
});

test("the modules of a workspace of Go are checked together, and one outside of it is a part of its own", () => {
  const { parts } = factsOf({
    "go.work": "go 1.24\n\nuse (\n\t./api // the server\n\t./lib/\n)\nuse ./tools/gen\n",
    "api/go.mod": "module example.com/api\n",
    "lib/go.mod": "module example.com/lib\n",
    "tools/gen/go.mod": "module example.com/gen\n",
    "tools/other/go.mod": "module example.com/other\n\ngo 1.24\n",
    "testdata/go.mod": "module example.com/nothing\n",
  });
  expect(parts.map(({ folder, version }) => [folder, version])).toEqual([
    ["", { file: "go.work" }],
    ["tools/other", { file: "go.mod" }],
  ]);
  expect(parts[0]?.checks[2]?.command).toEqual([
    "go",
    "test",
    "./api/...",
    "./lib/...",
    "./tools/gen/...",
  ]);
  expect(parts[1]?.checks.map(({ name, description }) => [name, description])).toEqual([
    ["tools_other_vet", "Find mistakes in the code in tools/other/"],
    ["tools_other_format_check", "Check that all files are formatted in tools/other/"],
    ["tools_other_test", "Run the tests in tools/other/"],
    ["tools_other_build", "Build the project in tools/other/"],
  ]);
});

test("a folder without anything known has no parts", () => {
  expect(factsOf({ "README.md": "# Nothing\n" })).toEqual({ parts: [], notes: [] });
});
