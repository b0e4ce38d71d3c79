import { describe, expect, test } from "vitest";
import { vars } from "../../../src/expression/build/github-context.ts";
import { setupRust, type SetupRustOptions } from "../../../src/steps/setup/setup-rust.ts";

describe("a toolchain of Rust", () => {
  test.each([vars("RUST"), "${{ vars.RUST }}"])(
    "that only the run knows never becomes a part of the command: %s",
    (toolchain) => {
      expect(setupRust({ toolchain, env: { CI: true }, components: ["clippy"] })).toEqual({
        kind: "shell",
        name: "Set up Rust ${{ vars.RUST }}",
        command:
          'rustup toolchain install "$RUST_TOOLCHAIN" --profile minimal --component clippy && rustup default "$RUST_TOOLCHAIN"',
        env: { CI: true, RUST_TOOLCHAIN: "${{ vars.RUST }}" },
        shell: "bash",
        setsUpTool: true,
      });
    },
  );

  test("compiles for the target of a matrix, which is a variable of the command", () => {
    const targets = [vars("TARGET"), "wasm32-wasip1", `${vars("ARCH")}-apple-darwin`];
    expect(setupRust({ targets })).toMatchObject({
      name: "Set up Rust stable",
      command:
        'rustup toolchain install stable --profile minimal --target "$RUST_TARGET" --target wasm32-wasip1 --target "$RUST_TARGET_3" && rustup default stable',
      env: { RUST_TARGET: "${{ vars.TARGET }}", RUST_TARGET_3: "${{ vars.ARCH }}-apple-darwin" },
      shell: "bash",
    });
  });

  test("is that of a file, in the folder of that file", () => {
    expect(setupRust({ versionFile: "rust-toolchain.toml" })).toEqual({
      kind: "shell",
      name: "Set up Rust",
      command: "rustup toolchain install --profile minimal",
      workingDirectory: ".",
      setsUpTool: true,
    });
    const options = { components: ["clippy", "rustfmt"], targets: ["wasm32-wasip1"] };
    expect(setupRust({ versionFile: "crates/x/rust-toolchain", ...options })).toMatchObject({
      command:
        "rustup toolchain install --profile minimal && rustup component add clippy rustfmt && rustup target add wasm32-wasip1",
      workingDirectory: "crates/x",
    });
  });

  test.each<[message: string, options: object]>([
    [
      "setupRust() takes `toolchain` or `versionFile`, not both.",
      { toolchain: "1.90", versionFile: "rust-toolchain.toml" },
    ],
    ['the only files that rustup reads, not "Cargo.toml".', { versionFile: "Cargo.toml" }],
    [
      'the only files that rustup reads, not "my-rust-toolchain.toml".',
      { versionFile: "my-rust-toolchain.toml" },
    ],
    ["the only files that rustup reads, not 5.", { versionFile: 5 }],
    [
      'setupRust(): "--force" is not the name of a toolchain, component or target.',
      { components: ["--force"] },
    ],
  ])("is refused: %s", (message, options) => {
    expect(() => setupRust(options as SetupRustOptions)).toThrow(message);
  });
});
