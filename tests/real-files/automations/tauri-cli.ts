/** After .github/workflows/publish-cli-rs.yml of tauri-apps/tauri: a Rust program for five targets, as assets of a release. */
import {
  automation,
  checkout,
  download,
  env,
  job,
  matrix,
  onRepositoryDispatch,
  onWorkflowDispatch,
  setupRust,
  shell,
  startsWith,
  upload,
  uses,
} from "recompose-ci";

const targets = [
  { os: "ubuntu-20.04", rust_target: "x86_64-unknown-linux-gnu", ext: "", args: "" },
  { os: "macos-latest", rust_target: "x86_64-apple-darwin", ext: "", args: "" },
  { os: "macos-latest", rust_target: "aarch64-apple-darwin", ext: "", args: "" },
  { os: "windows-latest", rust_target: "x86_64-pc-windows-msvc", ext: ".exe", args: "" },
  {
    os: "windows-latest",
    rust_target: "aarch64-pc-windows-msvc",
    ext: ".exe",
    args: "--no-default-features --features native-tls-vendored",
  },
] as const;

export const tauriCli = automation({
  name: "tauri_cli",
  title: "publish `tauri-cli`",
  on: [onWorkflowDispatch(), onRepositoryDispatch({ types: ["publish-clirs"] })],
  env: { MACOSX_DEPLOYMENT_TARGET: "10.13" },
  jobs() {
    const m = matrix({ config: targets }, { failFast: false });
    const { os, rust_target: target, ext, args } = m.config;
    const build = job("build", {
      matrix: m,
      runsOn: os,
      steps: [
        checkout(),
        setupRust({ targets: [target] }),
        uses("Swatinem/rust-cache@v2", { with: { key: target } }),
        shell("sudo apt-get update\nsudo apt-get install -y libgtk-3-dev", {
          if: startsWith(os, "ubuntu"),
          local: "skip",
        }),
        shell(
          "cargo build --manifest-path ./crates/tauri-cli/Cargo.toml --profile release-size-optimized $ARGS",
          { env: { ARGS: args } },
        ),
        upload(`cargo-tauri-${target}${ext}`, `target/release-size-optimized/cargo-tauri${ext}`, {
          ifNoFilesFound: "error",
        }),
      ],
    });
    job("upload", {
      needs: [build],
      steps: [
        checkout(),
        download({ path: "outputs" }),
        shell("./.scripts/ci/pack-cli.sh"),
        shell(
          `echo "CLI_VERSION=$(cat crates/tauri-cli/metadata-v2.json | jq '."cli.js".version' -r)" >> $GITHUB_ENV`,
        ),
        uses("softprops/action-gh-release@50195ba7f6f93d1ac97ba8332a178e008ad176aa", {
          with: {
            tag_name: `tauri-cli-v${env("CLI_VERSION")}`,
            files: ["outputs/cargo-tauri-*.zip", "outputs/cargo-tauri-*.tgz"],
          },
        }),
      ],
    });
  },
});
