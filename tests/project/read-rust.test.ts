import { describe, expect, test } from "vitest";
import { commandsOf, factsOf, partOf } from "./project-files.ts";

const manifest = '[package]\nname = "tool"\nversion = "0.1.0"\nedition = "2021"\n';

describe("a package of Rust", () => {
  test("is formatted, linted, tested and built by Cargo", () => {
    const { checks, ...part } = partOf({ "Cargo.toml": manifest });
    expect(part).toEqual({ folder: "", stack: "rust", tool: "cargo", notes: [] });
    expect(checks.map(({ kind, command }) => [kind, command.join(" ")])).toEqual([
      ["lint", "cargo clippy --all-targets -- -D warnings"],
      ["format", "cargo fmt --check"],
      ["test", "cargo test"],
      ["build", "cargo build"],
    ]);
  });

  test("keeps to its lockfile, where git has that", () => {
    const files = { "Cargo.toml": manifest, "Cargo.lock": "version = 4\n" };
    expect(partOf(files).lockfile).toBe("Cargo.lock");
    expect(commandsOf(files)).toMatchObject({ test: "cargo test --locked" });
    const ignored = { ...files, ".gitignore": "/target\nCargo.lock\n" };
    expect(partOf(ignored)).not.toHaveProperty("lockfile");
    expect(commandsOf(ignored)).toMatchObject({ test: "cargo test" });
  });

  test.each([
    ["clippy.toml", { "Cargo.toml": manifest, "clippy.toml": "msrv = '1.70'\n" }],
    [
      "Cargo.toml, [lints.clippy]",
      { "Cargo.toml": `${manifest}\n[lints.clippy]\npedantic = "warn"\n` },
    ],
  ])("has that for the source of its check which configures Clippy, %s", (source, files) => {
    const [lint] = partOf(files).checks;
    expect(lint?.command.join(" ")).toBe("cargo clippy --all-targets -- -D warnings");
    expect(lint?.source).toBe(source);
  });

  test("says its toolchain by a file, and the oldest that is enough is no version of the checks", () => {
    const old = { "Cargo.toml": `${manifest}rust-version = "1.70"\n` };
    expect(partOf(old)).not.toHaveProperty("version");
    expect(partOf(old).notes).toEqual([
      "Cargo.toml says that Rust 1.70 is enough: the checks run with the newest stable one.",
    ]);
    const { version, notes } = partOf({ ...old, "rust-toolchain.toml": "[toolchain]\n" });
    expect(version).toEqual({ file: "rust-toolchain.toml" });
    expect(notes).toEqual([]);
  });

  test("with a broken Cargo.toml has no checks, and a note", () => {
    const { checks, notes } = partOf({ "Cargo.toml": "[package\nname = 1" });
    expect(checks).toEqual([]);
    expect(notes).toEqual([expect.stringMatching(/^Cargo\.toml cannot be read: .*\.$/)]);
  });
});

test("the members of a workspace of Rust are checked together, and what it excludes is a part of its own", () => {
  const { parts } = factsOf({
    "Cargo.toml": `[workspace]
members = ["crates/*"]
exclude = ["crates/other"]

[workspace.dependencies]
core = { path = "core" }

[workspace.lints.clippy]
all = "deny"
`,
    "core/Cargo.toml": manifest,
    "crates/tool/Cargo.toml": manifest,
    "crates/other/Cargo.toml": manifest,
  });
  expect(parts.map(({ folder }) => folder)).toEqual(["", "crates/other"]);
  expect(parts[0]?.checks.map(({ command }) => command.join(" "))).toEqual([
    "cargo clippy --all-targets --workspace -- -D warnings",
    "cargo fmt --all --check",
    "cargo test --workspace",
    "cargo build --workspace",
  ]);
});
