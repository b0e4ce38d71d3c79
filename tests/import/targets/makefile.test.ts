import { describe, expect, test } from "vitest";
import { targetReaderOf } from "../../../src/import/targets/target-reader.ts";
import type { TargetFile } from "../../../src/import/targets/target.ts";

function read(text: string): TargetFile {
  const reader = targetReaderOf("Makefile");
  if (reader === undefined) throw new Error("no reader");
  return reader(text);
}

function namesOf(text: string): readonly string[] {
  return read(text).targets.map(({ name }) => name);
}

function descriptionsOf(text: string): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(read(text).targets.map(({ name, description }) => [name, description]));
}

test.each(["Makefile", "makefile", "GNUmakefile", "some/where/Makefile"])(
  "%s is a makefile",
  (file) => {
    expect(targetReaderOf(file)?.("a:\n\ttrue\n").targets).toEqual([
      { name: "a", task: "a", command: ["make", "a"], line: 1 },
    ]);
  },
);

test.each(["Makefile.am", "constructor", "makefile/README", ""])("%s is none", (file) => {
  expect(targetReaderOf(file)).toBeUndefined();
});

describe("the targets of a makefile are", () => {
  test("those of .PHONY, and those with a description behind them", () => {
    const text = `
.PHONY: lint venv \\
  docs/build
lint venv: .venv
	touch $@
docs/build:
	true
dist/a.tgz: lint ## Pack it
	tar -cf $@ dist
.venv:
	python -m venv .venv
dist/a.js: a.ts
	tsc
`;
    expect(namesOf(text)).toEqual(["lint", "venv", "docs/build", "dist/a.tgz"]);
    expect(read(text).targets[2]).toMatchObject({ task: "docs_build", line: 6 });
    expect(read(text).notes).toEqual([
      { text: 'Targets that make files are left out: ".venv" and "dist/a.js".' },
    ]);
  });

  test("also the others whose name is a word, unless their recipe writes a file of that name", () => {
    const text = `.PHONY: clean
clean:
	rm -rf out
all: app
test-unit: all
	$(MAKE) -C tests $@ > /dev/null
	@echo "$@ is done"
build: out
	tsc -o out/a.js
app: main.o
	cc $^ -o $@
venv: requirements.txt
	python -m venv --clear venv
stamp: ; touch $(@)
report: | out
	true > report
out:
	mkdir -p out/js
cache:
	./fill cache
a.js: | cache
main.o: main.c
	cc main.c
`;
    expect(namesOf(text)).toEqual(["clean", "all", "test-unit", "build"]);
    expect(read(text).notes).toEqual([
      {
        text: 'Targets that make files are left out: "app", "venv", "stamp", "report", "out", "cache", "a.js" and "main.o".',
      },
    ]);
  });

  test("none that do nothing, are special, or whose name is not known", () => {
    const text =
      ".SILENT: a\n.PHONY: FORCE a\nFORCE:\na: FORCE\n\ttrue\n%.o: %.c\n$(NAME): a\n\ttrue\n.c.o:\n\tcc\n-x: a ##\n*.md: a ##\n";
    expect(namesOf(text)).toEqual(["a"]);
    expect(read(text).notes).toEqual([
      { line: 3, text: 'The target "FORCE" is left out: it does nothing.' },
      {
        line: 7,
        text: 'The target "$(NAME)" is left out: what its variables come to is not known.',
      },
      { line: 11, text: 'The target "-x" is left out: make would read its name otherwise.' },
      {
        line: 12,
        text: 'The target "*.md" is left out: make would look for files of that pattern.',
      },
    ]);
  });

  test("named with what is not known about them", () => {
    const text =
      "include other.mk\nifdef CI\nlint: a\nelse\nlint: b\nendif\n$(eval $(call rules,a))\n$(info hello)\nno rule\na: b\nifdef A\nB = c\n\telse\nB = d\n\tendif\n$(BIN)/b: c\n";
    expect(read(text).notes).toEqual([
      { line: 1, text: "The targets of other files are not read: include other.mk" },
      {
        line: 7,
        text: "What $(eval $(call rules,a)) comes to is not known, so targets that it makes are left out.",
      },
      { line: 9, text: "make cannot read this line: no rule" },
      {
        line: 3,
        text: 'The target "lint" is there only as the condition of line 2 says.',
      },
      { text: 'Targets that make files are left out: "$(BIN)/b".' },
    ]);
    expect(namesOf(text)).toEqual(["lint", "a"]);
  });
});

describe("the description of a target is", () => {
  test("what stands behind it", () => {
    expect(
      descriptionsOf("# No\na: b ## Yes\n\ttrue\nb: ; true ## Too\nc: # No\n\ttrue\n"),
    ).toEqual({
      a: "Yes",
      b: "Too",
      c: undefined,
    });
  });

  test("the comment above it, also with .PHONY or a variable between", () => {
    const text = `
# Check the code
# for mistakes. There are many.
.PHONY: lint
lint: FLAGS = -a
lint:
	true
# ----------
# ── Tests ───
.PHONY: test
## test: Run the tests
# (a note)
test:
	true
	# no
# build - Build it
.PHONY: build
build:
	true
# A remark

.PHONY: clean
clean:
	true
`;
    expect(descriptionsOf(text)).toEqual({
      lint: "Check the code for mistakes.",
      test: "Run the tests",
      build: "Build it",
      clean: undefined,
    });
  });

  test("cut where a sentence is long", () => {
    const text = `x = 1\n# ${"word ".repeat(20)}\n# ${"more ".repeat(20)}\na: b\n`;
    expect(descriptionsOf(text)["a"]).toMatch(/^(?:word ){20}(?:more ){4}…$/);
  });

  test("not what the file begins with, unless it is meant for a list", () => {
    expect(descriptionsOf("# Makefile of a\na: b\n")).toEqual({ a: undefined });
    expect(descriptionsOf("## Build a\na: b\n")).toEqual({ a: "Build a" });
  });

  test("under the heading of its list", () => {
    const text = "a: b ## A\n##@ Development\nb: a ## B\n##@ Release\n\nc: a\n";
    expect(read(text).targets.map(({ name, group }) => [name, group])).toEqual([
      ["a", undefined],
      ["b", "Development"],
      ["c", "Release"],
    ]);
  });
});
