import type { Sample } from "./sample.ts";

const cargoPackage = (name: string): string => `[package]
name = "${name}"
version = "0.1.0"
edition = "2021"
`;

const library = `/// Adds.
pub fn add(left: i32, right: i32) -> i32 {
    left + right
}

#[test]
fn adds() {
    assert_eq!(add(1, 2), 3);
}
`;

const pom = `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>adder</artifactId>
  <version>1.0.0</version>
  <properties>
    <java.version>17</java.version>
    <maven.compiler.source>\${java.version}</maven.compiler.source>
    <maven.compiler.target>\${java.version}</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
</project>
`;

export const otherSamples: readonly Sample[] = [
  {
    name: "Cargo",
    programs: ["cargo"],
    prepare: [["cargo", "generate-lockfile"]],
    lockfile: "Cargo.lock",
    files: {
      "Cargo.toml": `${cargoPackage("adder")}\n[lints.clippy]\npedantic = "warn"\n`,
      "src/lib.rs": library.replace("pub fn", "#[must_use]\npub fn"),
      ".gitignore": "target\n",
    },
    checks: {
      lint: "cargo clippy --all-targets --locked -- -D warnings",
      format_check: "cargo fmt --check",
      test: "cargo test --locked",
      build: "cargo build --locked",
    },
  },
  {
    name: "Cargo, with a workspace",
    programs: ["cargo"],
    prepare: [["cargo", "generate-lockfile"]],
    lockfile: "Cargo.lock",
    files: {
      "Cargo.toml": '[workspace]\nresolver = "2"\nmembers = ["crates/*"]\n',
      "crates/one/Cargo.toml": cargoPackage("one"),
      "crates/one/src/lib.rs": library,
      "crates/two/Cargo.toml": cargoPackage("two"),
      "crates/two/src/lib.rs": library,
    },
    checks: {
      lint: "cargo clippy --all-targets --workspace --locked -- -D warnings",
      format_check: "cargo fmt --all --check",
      test: "cargo test --workspace --locked",
      build: "cargo build --workspace --locked",
    },
  },
  {
    name: "Go",
    programs: ["go"],
    prepare: [],
    files: {
      "go.mod": "module example.com/adder\n\ngo 1.22\n",
      "adder.go":
        "// Package adder adds.\npackage adder\n\nfunc add(left, right int) int { return left + right }\n",
      "adder_test.go": `package adder

import "testing"

func TestAdd(t *testing.T) {
	if add(1, 2) != 3 {
		t.Fatal("wrong")
	}
}
`,
    },
    checks: {
      vet: "go vet ./...",
      format_check: "sh -c ! gofmt -l . 2>&1 | grep -v '^vendor/'",
      test: "go test ./...",
      build: "go build ./...",
    },
  },
  {
    name: "Go, with a workspace",
    programs: ["go"],
    prepare: [],
    files: {
      "go.work": "go 1.22\n\nuse (\n\t./one\n\t./two\n)\n",
      "one/go.mod": "module example.com/one\n\ngo 1.22\n",
      "one/one.go": "// Package one is one.\npackage one\n",
      "two/go.mod": "module example.com/two\n\ngo 1.22\n",
      "two/two.go": "// Package two is two.\npackage two\n",
    },
    checks: {
      vet: "go vet ./one/... ./two/...",
      format_check: "sh -c ! gofmt -l . 2>&1 | grep -v '^vendor/'",
      test: "go test ./one/... ./two/...",
      build: "go build ./one/... ./two/...",
    },
  },
  {
    name: "Maven",
    programs: ["mvn"],
    prepare: [],
    files: {
      "pom.xml": pom,
      "src/main/java/example/Adder.java": `package example;

public final class Adder {
    private Adder() {}

    public static int add(int left, int right) {
        return left + right;
    }
}
`,
    },
    checks: { verify: "mvn --batch-mode --no-transfer-progress verify" },
  },
  {
    name: "Deno",
    programs: ["deno"],
    prepare: [],
    files: {
      "deno.jsonc": `{
  // What a person runs.
  "tasks": {
    "dev": "deno run --watch main.ts",
    "check-types": { "command": "deno check main.ts" }
  }
}
`,
      "main.ts": "export const add = (left: number, right: number): number => left + right;\n",
      "main_test.ts": `import { add } from "./main.ts";

Deno.test("adds", () => {
  if (add(1, 2) !== 3) throw new Error("wrong");
});
`,
    },
    checks: {
      lint: "deno lint",
      format_check: "deno fmt --check",
      "check-types": "deno task check-types",
      test: "deno test --allow-all",
    },
  },
];
