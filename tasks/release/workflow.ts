/** How a version comes to npm: see "A release" in CONTRIBUTING.md. */
import {
  and,
  automation,
  boolInput,
  checkout,
  download,
  github,
  job,
  matrix,
  not,
  onPush,
  or,
  type ReferenceTo,
  runner,
  setupNode,
  shell,
  uses,
} from "recompose-ci";
import { build } from "../build.ts";
import { test } from "../test.ts";
import { testPackage } from "../test-package.ts";
import { checkRelease } from "./check-release.ts";
import { nextVersion } from "./next-version.ts";
import { planRelease } from "./plan-release.ts";

// A job that may write, or has the token for npm, runs no code of the project and installs nothing of it.
export const releaseWorkflow = automation({
  name: "release_workflow",
  title: "release",
  file: "release.yml",
  description: "Make the next version, or release it; here, rehearse that and publish nothing",
  on: onPush({ branches: ["main"] }),
  inputs: {
    rehearse: boolInput({
      description: "Do all that a release does but publish, also where there is nothing to release",
    }),
  },
  // Each push waits for the run before it, and none is left out: a release is made of its own commit.
  concurrency: { group: "release", cancelInProgress: false, queue: "max" },
  // actionlint 1.7.12 does not know `queue`; ./run check_workflows expects that one finding and no other.
  warnings: ["actionlint"],
  jobs({ rehearse }) {
    const next = job(planRelease).get("next");
    proposeVersion(next);

    const isRelease = and(next.eq("release"), github.ref.eq("refs/heads/main"));
    const condition = or(isRelease, rehearse);
    const tested = job(test, { condition });
    const built = job(build, { condition });
    const packed = built.artifact("package");
    const checked = job(checkRelease, {
      condition,
      inputs: { package: packed, anyTime: rehearse },
    });
    const nodes = matrix({ node: ["20", "22", "24", "26"] }, { failFast: false });
    const used = job(testPackage, {
      condition,
      matrix: nodes,
      inputs: { package: packed, version: checked.get("version"), node: nodes.node },
    });
    const published = job("publish", {
      needs: [tested, checked, used],
      condition: and(isRelease, not(rehearse)),
      environment: { name: "npm", url: "https://www.npmjs.com/package/recompose-ci" },
      permissions: { idToken: "write" },
      steps: [
        // Has npm 11.5.1 or later, which asks npm for a token by OIDC: https://docs.npmjs.com/trusted-publishers
        setupNode("24"),
        download(packed, { path: "package" }),
        shell("npm publish ./package/*.tgz --provenance --ignore-scripts", { local: "skip" }),
      ],
    });
    job("github_release", {
      needs: [published],
      permissions: { contents: "write" },
      steps: [
        download(packed, { path: "package" }),
        download(checked.artifact("notes"), { path: "notes" }),
        shell(
          'gh release create "v$VERSION" ./package/*.tgz --title "$VERSION" --notes-file notes/notes.md --target "$GITHUB_SHA"',
          {
            env: {
              VERSION: checked.get("version"),
              GH_TOKEN: github.token,
              GH_REPO: github.repository,
            },
            local: "skip",
          },
        ),
      ],
    });
  },
});

/** A pull request with the next version, which each change brings up to date; merging it releases that. */
function proposeVersion(next: ReferenceTo<string>): void {
  const version = job(nextVersion, { condition: next.eq("version") });
  const folder = `${runner.temp}/version`;
  job("propose_version", {
    permissions: { contents: "write", pullRequests: "write" },
    steps: [
      checkout(),
      download(version.artifact("version"), { path: folder }),
      uses("changesets/action/version@v2", {
        with: {
          script: `git apply ${folder}/version.patch`,
          "commit-message": `Release ${version.get("version")}`,
          "pr-title": `Release ${version.get("version")}`,
        },
        local: "skip",
      }),
    ],
  });
}
