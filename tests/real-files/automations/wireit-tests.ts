/** After .github/workflows/tests.yml of google/wireit: an npm library on many versions of Node and systems. */
import {
  automation,
  checkout,
  job,
  matrix,
  onPullRequest,
  onPush,
  onWorkflowDispatch,
  runner,
  setupNode,
  shell,
  uses,
} from "recompose-ci";

export const wireitTests = automation({
  name: "wireit_tests",
  title: "Tests",
  on: [onPush(), onPullRequest(), onWorkflowDispatch()],
  jobs() {
    // The oldest Node is tested on the oldest runners, everything else on the latest.
    const m = matrix(
      {},
      {
        include: [
          { node: 18, os: "ubuntu-22.04", "os-name": "Linux" },
          { node: 18, os: "macos-14", "os-name": "Mac" },
          { node: 18, os: "windows-2022", "os-name": "Windows" },
          { node: 20, os: "ubuntu-24.04", "os-name": "Linux" },
          { node: 22, os: "ubuntu-24.04", "os-name": "Linux" },
          { node: 24, os: "ubuntu-24.04", "os-name": "Linux" },
          { node: 25, os: "ubuntu-24.04", "os-name": "Linux" },
          { node: 25, os: "macos-26", "os-name": "Mac" },
          { node: 25, os: "windows-2025", "os-name": "Windows" },
        ],
        failFast: false,
      },
    );
    job("tests", {
      name: `Node ${m.node} / ${m["os-name"]}`,
      matrix: m,
      runsOn: m.os,
      timeoutMinutes: 40,
      env: { WIREIT_LOGGER: "metrics" },
      steps: [
        checkout(),
        setupNode(m.node, { cache: "npm" }),
        uses("google/wireit@setup-github-actions-caching/v2"),
        shell("npm ci"),
        // The runners of Mac and Windows are flaky, and more so with tests side by side.
        shell("npm test", { if: runner.os.ne("Linux"), env: { WIREIT_PARALLEL: 1 } }),
        shell("xvfb-run -a npm test", { if: runner.os.eq("Linux") }),
        shell("npm run test:cache-github-real"),
      ],
    });
  },
});
