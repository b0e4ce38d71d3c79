import type { RealFile } from "./real-file.ts";

const notPullRequest = "${{ github.event_name != 'pull_request' }}";
const lycheeVersion =
  "\"LYCHEE_VERSION=${{ case(github.ref == 'refs/heads/master', 'nightly', case(startswith(github.ref, 'refs/tags/lychee-v'), github.ref_name, 'latest')) }}\"";
const oneStep = "Bash is on Windows, too: one step does for all systems.";

/** The files that were written by hand, of eight kinds and eight projects. */
export const realFiles: readonly RealFile[] = [
  { name: "wireit-tests", original: "google__wireit/tests.yml", lines: 55 },
  {
    name: "requests-publish",
    original: "psf__requests/publish.yml",
    lines: 81,
    unnamed: { build: [0, 1, 2, 3, 4], publish: [0, 1], "publish-test-pypi": [0, 1] },
    meant: {
      "The artifact has a name that the run has once.": {
        "jobs.build.outputs": undefined,
        "jobs.build.steps.4.id": undefined,
        "jobs.publish.steps.0.with.artifact-ids": undefined,
        "jobs.publish.steps.0.with.name": "dist",
        "jobs.publish-test-pypi.steps.0.with.artifact-ids": undefined,
        "jobs.publish-test-pypi.steps.0.with.name": "dist",
      },
      "One line in place of two.": {
        "jobs.build.steps.3.run": "SOURCE_DATE_EPOCH=$(git log -1 --pretty=%ct) python -m build",
      },
    },
  },
  {
    name: "tauri-cli",
    original: "tauri-apps__tauri/publish-cli-rs.yml",
    lines: 77,
    unnamed: { build: [3, 4, 5], upload: [0, 1, 2, 3, 4] },
    meant: {
      "rustup, which the runners have, in place of an action.": {
        "jobs.build.steps.1.name": "Set up Rust stable",
        "jobs.build.steps.1.uses": undefined,
        "jobs.build.steps.1.with": undefined,
        "jobs.build.steps.1.env": { RUST_TARGET: "${{ matrix.config.rust_target }}" },
        "jobs.build.steps.1.run":
          'rustup toolchain install stable --profile minimal --target "$RUST_TARGET" && rustup default stable',
      },
      "The condition of the original never holds: no combination has this label. It does not compile here.":
        { "jobs.build.steps.3.if": "startswith(matrix.config.os, 'ubuntu')" },
      "No value is read as code: it is a variable of the step.": {
        "jobs.build.steps.4.run":
          "cargo build --manifest-path ./crates/tauri-cli/Cargo.toml --profile release-size-optimized $ARGS",
        "jobs.build.steps.4.env": { ARGS: "${{ matrix.config.args }}" },
      },
    },
  },
  {
    name: "cargo-contrib",
    original: "rust-lang__cargo/contrib.yml",
    lines: 47,
    unnamed: { build: [1, 2, 3] },
  },
  {
    name: "lychee-docker",
    original: "lycheeverse__lychee/docker.yml",
    lines: 106,
    meant: {
      "It is a constant of the program, which no later command can change.": {
        "env.DOCKER_PLATFORMS": undefined,
        "env.DOCKERFILE": undefined,
        "env.DOCKERFILE_ALPINE": undefined,
        "jobs.build.steps.7.with.file": "Dockerfile-CI.Dockerfile",
        "jobs.build.steps.8.with.file": "Dockerfile-CI.alpine.Dockerfile",
        "jobs.build.steps.7.with.platforms": "linux/amd64,linux/arm64/v8",
        "jobs.build.steps.8.with.platforms": "linux/amd64,linux/arm64/v8",
      },
      "The condition of the job has the actor already, and no ref begins with the name of a tag.": {
        "jobs.build.steps.7.with.push": notPullRequest,
        "jobs.build.steps.8.with.push": notPullRequest,
      },
      "`case()` in place of `&&` and `||`.": {
        "jobs.build.steps.7.with.build-args": lycheeVersion,
        "jobs.build.steps.8.with.build-args": lycheeVersion,
      },
      "The name of the image is written once.": {
        "jobs.build.steps.9.with.repository": "${{ env.IMAGE_NAME }}",
      },
      "No value is read as code, and its variable has a name that people chose: no program reads it.":
        {
          "jobs.build.steps.3.env": {
            DEBIAN: "${{ steps.meta.outputs.tags }}",
            ALPINE: "${{ steps.meta-alpine.outputs.tags }}",
          },
          "jobs.build.steps.3.run":
            'echo "Tags for debian: $DEBIAN"\necho "Tags for alpine: $ALPINE"\n',
        },
    },
  },
  {
    name: "rerun-main",
    original: "rerun-io__rerun/on_push_main.yml",
    lines: 222,
    meant: {
      "The platforms have one spelling.": {
        "jobs.build-rerun_c-and-upload-linux-arm64.name": "Linux-arm64: Build & Upload rerun_c",
        "jobs.build-rerun_c-and-upload-macos-arm64.name": "Mac-arm64: Build & Upload rerun_c",
        "jobs.build-wheel-macos-arm64.name": "Mac-arm64: Build & Upload Wheels",
        "jobs.test-wheel-linux-arm64.name": "Linux-arm64: Test Wheels",
        "jobs.test-wheel-macos-arm64.name": "Mac-arm64: Test Wheels",
      },
    },
  },
  {
    name: "vite-ci",
    original: "vitejs__vite/ci.yml",
    lines: 157,
    leftOut: { "jobs.test.steps.6": oneStep },
    unnamed: {
      changed: [0, 1],
      test: [0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
      lint: [1, 2, 3, 4, 5, 6, 7, 8],
    },
    meant: {
      "A number is compared with a number.": {
        "jobs.test.steps.2.if": "matrix.node_version != 20",
        "jobs.test.steps.3.if": "matrix.node_version == 20",
        "jobs.test.steps.9.if": "matrix.node_version == 20",
      },
      [oneStep]: { "jobs.test.steps.5.if": undefined },
      "Quotes around a file, and no variable between.": {
        "jobs.test.steps.5.run": `echo "PLAYWRIGHT_BROWSERS_PATH=$HOME/.cache/playwright-bin" >> "$GITHUB_ENV"
echo "PLAYWRIGHT_VERSION=$(pnpm ls --depth 0 --json -w playwright-chromium | jq --raw-output '.[0].devDependencies["playwright-chromium"].version')" >> "$GITHUB_ENV"`,
      },
    },
  },
  {
    name: "ruff-fuzz",
    original: "astral-sh__ruff/daily_fuzz.yaml",
    lines: 74,
    unnamed: { fuzz: [2, 3, 5, 6] },
    meant: {
      "The default: a pull request by its number, not by the name of its branch.": {
        "concurrency.group":
          "${{ github.workflow }}-${{ github.event.pull_request.number || github.run_id }}",
      },
      "Two lines in place of ten.": {
        "jobs.fuzz.steps.6.run": `uv run --python=3.14 --project=./python/py-fuzzer --locked \\
  fuzz --test-executable=target/debug/ruff --bin=ruff $(shuf -i 0-9999999999999999999 -n 1000)`,
      },
      "It is the default of the action.": {
        "jobs.create-issue-on-failure.steps.0.with.github-token": undefined,
      },
    },
  },
];
