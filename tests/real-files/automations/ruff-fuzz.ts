/** After .github/workflows/daily_fuzz.yaml of astral-sh/ruff: a nightly run that opens an issue when it fails. */
import {
  always,
  automation,
  checkout,
  github,
  job,
  onPullRequest,
  onSchedule,
  onWorkflowDispatch,
  setupUv,
  shell,
  uses,
} from "recompose-ci";

const isRuff = github.repository.eq("astral-sh/ruff");

const openIssue = `await github.rest.issues.create({
  owner: "astral-sh",
  repo: "ruff",
  title: \`Daily parser fuzz failed on \${new Date().toDateString()}\`,
  body: "Run listed here: https://github.com/${github.repository}/actions/runs/${github.runId}",
  labels: ["bug", "parser", "fuzzer"],
})
`;

export const ruffFuzz = automation({
  name: "ruff_fuzz",
  title: "Daily parser fuzz",
  on: [
    onWorkflowDispatch(),
    onSchedule({ cron: "0 0 * * *" }),
    onPullRequest({ paths: [".github/workflows/daily_fuzz.yaml"] }),
  ],
  env: {
    CARGO_INCREMENTAL: 0,
    CARGO_NET_RETRY: 10,
    CARGO_TERM_COLOR: "always",
    RUSTUP_MAX_RETRIES: 10,
    // Line tables are enough for backtraces, and build faster.
    CARGO_PROFILE_DEV_DEBUG: "line-tables-only",
    CARGO_PROFILE_DEV_LTO: "false",
    CARGO_PROFILE_DEV_OPT_LEVEL: 0,
    PACKAGE_NAME: "ruff",
    FORCE_COLOR: 1,
  },
  jobs() {
    const fuzz = job("fuzz", {
      name: "Fuzz",
      timeoutMinutes: 20,
      condition: isRuff.or(github.eventName.ne("schedule")),
      steps: [
        checkout(),
        setupUv({ version: "0.12.5" }),
        shell("rustup show"),
        uses("rui314/setup-mold@9c9c13bf4c3f1adef0cc596abc155580bcb04444 # v1"),
        uses("Swatinem/rust-cache@6323deb102c322ba6fcbdcafc7e3dddab59af2b6 # v2.9.2"),
        shell("cargo build --locked"),
        shell(
          `uv run --python=3.14 --project=./python/py-fuzzer --locked \\
  fuzz --test-executable=target/debug/ruff --bin=ruff $(shuf -i 0-9999999999999999999 -n 1000)`,
        ),
      ],
    });
    job("create-issue-on-failure", {
      name: "Create an issue if the daily fuzz surfaced any bugs",
      needs: [fuzz],
      condition: isRuff.and(always(), github.eventName.eq("schedule"), fuzz.result.ne("success")),
      permissions: { issues: "write" },
      steps: [
        uses("actions/github-script@3a2844b7e9c422d3c10d287c895573f7108da1b3 # v9.0.0", {
          with: { script: openIssue },
        }),
      ],
    });
  },
});
