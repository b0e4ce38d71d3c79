import type { RealFile } from "./real-file.ts";

const oneName = "The platforms have one spelling.";
const constant = "It is a constant of the program, which no later command can change.";
const byName = "The artifact has a name that the run has once.";

/** The files that were written by hand, of eight kinds and eight projects. */
export const realFiles: readonly RealFile[] = [
  { name: "wireit-tests", original: "google__wireit/tests.yml", lines: 55 },
  {
    name: "requests-publish",
    original: "psf__requests/publish.yml",
    lines: 81,
    meant: {
      "jobs.build.outputs": byName,
      "jobs.build.steps.4.id": byName,
      "jobs.*.steps.0.with.artifact-ids": byName,
      "jobs.*.steps.0.with.name": byName,
      "jobs.build.steps.3.run": "One line in place of two.",
    },
  },
  {
    name: "tauri-cli",
    original: "tauri-apps__tauri/publish-cli-rs.yml",
    lines: 77,
    meant: {
      "jobs.build.steps.1.*": "rustup, which the runners have, in place of an action.",
      "jobs.build.steps.3.if":
        "The condition of the original never holds: no combination has this label. It does not compile here.",
      "jobs.build.steps.4.run": "No value is read as code: it is a variable of the step.",
      "jobs.build.steps.4.env": "No value is read as code: it is a variable of the step.",
    },
  },
  { name: "cargo-contrib", original: "rust-lang__cargo/contrib.yml", lines: 47 },
  {
    name: "lychee-docker",
    original: "lycheeverse__lychee/docker.yml",
    lines: 106,
    meant: {
      "env.*": constant,
      "jobs.build.steps.*.with.file": constant,
      "jobs.build.steps.*.with.platforms": constant,
      "jobs.build.steps.*.with.push":
        "The condition of the job has the actor already, and no ref begins with the name of a tag.",
      "jobs.build.steps.*.with.build-args": "`case()` in place of `&&` and `||`.",
      "jobs.build.steps.9.with.repository": "The name of the image is written once.",
    },
  },
  {
    name: "rerun-main",
    original: "rerun-io__rerun/on_push_main.yml",
    lines: 222,
    meant: {
      "jobs.build-rerun_c-and-upload-linux-arm64.name": oneName,
      "jobs.build-rerun_c-and-upload-macos-arm64.name": oneName,
      "jobs.build-wheel-macos-arm64.name": oneName,
      "jobs.test-wheel-linux-arm64.name": oneName,
      "jobs.test-wheel-macos-arm64.name": oneName,
    },
  },
  {
    name: "vite-ci",
    original: "vitejs__vite/ci.yml",
    lines: 157,
    leftOut: { "jobs.test.steps.6": "Bash is on Windows, too: one step does for all systems." },
    meant: {
      "jobs.test.steps.*.if": "A number is compared with a number.",
      "jobs.test.steps.5.if": "Bash is on Windows, too: one step does for all systems.",
      "jobs.test.steps.5.run": "Quotes around a file, and no variable between.",
    },
  },
  {
    name: "ruff-fuzz",
    original: "astral-sh__ruff/daily_fuzz.yaml",
    lines: 74,
    meant: {
      "concurrency.group":
        "The default: a pull request by its number, not by the name of its branch.",
      "jobs.fuzz.steps.6.run": "Two lines in place of ten.",
      "jobs.create-issue-on-failure.steps.0.with.github-token": "It is the default of the action.",
    },
  },
];
