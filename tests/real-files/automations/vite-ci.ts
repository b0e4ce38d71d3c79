/** After .github/workflows/ci.yml of vitejs/vite: tests that a change of the docs alone does not need. */
import {
  and,
  automation,
  cache,
  cancelled,
  checkout,
  env,
  expr,
  failure,
  github,
  job,
  matrix,
  not,
  notFailed,
  onPullRequest,
  onPush,
  onWorkflowDispatch,
  runner,
  setupNode,
  shell,
  uses,
} from "recompose-ci";

const pnpm = uses("pnpm/action-setup@0977fd99725f1db4007ccb2928dbb4e90d06cc86 # v6.0.10");

export const viteCi = automation({
  name: "vite_ci",
  title: "CI",
  on: [
    onPush({
      branches: ["main", "release/*", "feat/*", "fix/*", "perf/*", "v[0-9]+", "v[0-9]+.[0-9]+"],
    }),
    onPullRequest(),
    onWorkflowDispatch(),
  ],
  permissions: {},
  concurrency: {
    group: `${github.workflow}-${expr`github.event.number || github.sha`}`,
    cancelInProgress: true,
  },
  env: {
    NODE_OPTIONS: "--max-old-space-size=6144",
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1",
    VITEST_SEGFAULT_RETRY: 3,
  },
  jobs() {
    const files = uses(
      "tj-actions/changed-files@9426d40962ed5378910ee2e21d5f8c6fcbf2dd96 # v47.0.6",
      {
        id: "changed-files",
        local: { outputs: { only_changed: "false" } },
        with: {
          files: [
            "docs/**",
            ".github/**",
            "!.github/workflows/ci.yml",
            "packages/create-vite/template**",
            "**.md",
          ],
        },
      },
    );
    const changed = job("changed", {
      name: "Get changed files",
      runsOn: "ubuntu-slim",
      steps: [checkout({ fetchDepth: 50 }), files],
      outputs: { should_skip: files.get("only_changed").eq("true") },
    });

    const m = matrix(
      { os: ["ubuntu-latest"], node_version: [20, 22, 24, 26] },
      {
        include: [
          { os: "macos-latest", node_version: 24 },
          { os: "windows-latest", node_version: "24.15.0" },
        ],
        failFast: false,
      },
    );
    const isOld = m.node_version.eq(20);
    const test = job("test", {
      name: `Build&Test: node-${m.node_version}, ${m.os}`,
      condition: changed.get("should_skip").ne("true"),
      matrix: m,
      runsOn: m.os,
      timeoutMinutes: 20,
      steps: [
        checkout(),
        pnpm,
        setupNode(m.node_version, { cache: "pnpm", if: not(isOld) }),
        setupNode("24", { if: isOld, name: "Set node version to 24 for builds" }),
        shell("pnpm install"),
        shell(
          `echo "PLAYWRIGHT_BROWSERS_PATH=$HOME/.cache/playwright-bin" >> "$GITHUB_ENV"
echo "PLAYWRIGHT_VERSION=$(pnpm ls --depth 0 --json -w playwright-chromium | jq --raw-output '.[0].devDependencies["playwright-chromium"].version')" >> "$GITHUB_ENV"`,
        ),
        cache({
          path: env("PLAYWRIGHT_BROWSERS_PATH"),
          key: `${runner.os}-playwright-bin-v1-${env("PLAYWRIGHT_VERSION")}`,
          restoreKeys: [`${runner.os}-playwright-bin-v1-`],
        }),
        shell("pnpm playwright install chromium"),
        shell("pnpm run build"),
        setupNode(m.node_version, { cache: "pnpm", if: isOld }),
        shell("pnpm run test-unit"),
        shell("pnpm run test-serve"),
        shell("pnpm run test-serve-bundled"),
        shell("pnpm run test-build"),
      ],
    });
    for (const [id, end, condition] of [
      ["test-passed", "Passed or Skipped", notFailed()],
      ["test-failed", "Failed", and(not(cancelled()), failure())],
    ] as const) {
      const name = `Build & Test ${end}`;
      job(id, {
        name,
        needs: [test],
        condition,
        runsOn: "ubuntu-slim",
        steps: [shell(`echo "${name}"`)],
      });
    }

    job("lint", {
      name: "Lint: node-24, ubuntu-latest",
      timeoutMinutes: 10,
      steps: [
        checkout(),
        pnpm,
        setupNode("24", { cache: "pnpm" }),
        shell("pnpm install"),
        shell("pnpm run build"),
        shell("pnpm run lint"),
        shell("pnpm format && git diff --exit-code"),
        shell("pnpm run typecheck"),
        shell("pnpm run test-docs"),
      ],
    });
  },
});
