/** After .github/workflows/publish.yml of psf/requests: a Python package, released to PyPI by OIDC. */
import {
  automation,
  boolInput,
  checkout,
  type Condition,
  download,
  github,
  job,
  onPush,
  onWorkflowDispatch,
  setupPython,
  shell,
  startsWith,
  upload,
  uses,
} from "recompose-ci";

export const requestsPublish = automation({
  name: "requests_publish",
  title: "Publish to PyPI",
  on: [onPush({ tags: ["v*"] }), onWorkflowDispatch()],
  inputs: {
    "test-pypi-only": boolInput({ default: true, description: "Publish to Test PyPI only" }),
  },
  jobs() {
    const build = job("build", {
      name: "Build dists",
      steps: [
        checkout(),
        setupPython("3.x"),
        shell("python -m pip install build==1.4.0"),
        shell("SOURCE_DATE_EPOCH=$(git log -1 --pretty=%ct) python -m build"),
        upload("dist", "dist/", { ifNoFilesFound: "error", retentionDays: 5 }),
      ],
    });
    const publish = (id: string, name: string, to: string, condition: Condition, url?: string) =>
      job(id, {
        name,
        needs: [build],
        condition,
        environment: to,
        permissions: { idToken: "write" },
        steps: [
          download("dist", { path: "dist/" }),
          uses("pypa/gh-action-pypi-publish@cef221092ed1bacb1cc03d23a2d87d1d172e277b # v1.14.0", {
            with: { attestations: true, ...(url !== undefined && { "repository-url": url }) },
          }),
        ],
      });
    publish("publish", "Publish", "publish", startsWith(github.ref, "refs/tags/"));
    publish(
      "publish-test-pypi",
      "Publish to Test PyPI",
      "testpypi",
      github.eventName.eq("workflow_dispatch"),
      "https://registry.example/legacy/",
    );
  },
});
