/** After .github/workflows/on_push_main.yml of rerun-io/rerun: what a push to main calls, for three platforms. */
import {
  automation,
  call,
  type CallFileOptions,
  github,
  onPush,
  onWorkflowDispatch,
  stringInput,
} from "recompose-ci";

const platforms = [
  { platform: "linux-arm64", title: "Linux-arm64" },
  { platform: "linux-x64", title: "Linux-x64" },
  { platform: "macos-arm64", title: "Mac-arm64" },
];

export const rerunMain = automation({
  name: "rerun_main",
  title: "Push To Main",
  on: [onPush({ branches: ["main"] }), onWorkflowDispatch()],
  inputs: { CONCURRENCY: stringInput() },
  permissions: "write-all",
  concurrency: false,
  jobs({ CONCURRENCY }) {
    const part = (id: string, name: string, file: string, options: CallFileOptions = {}) =>
      call(`./.github/workflows/reusable_${file}.yml`, {
        id,
        name,
        secrets: "inherit",
        ...options,
        inputs: { CONCURRENCY: `push-${github.refName}-${CONCURRENCY}`, ...options.inputs },
      });
    const main = { inputs: { CHANNEL: "main" } };
    const checks = part("checks", "Checks", "checks", main);
    part("cpp_checks", "Checks", "checks_cpp", main);
    part("rust_checks", "Checks", "checks_rust", main);
    part("python_checks", "Checks", "checks_python");
    part("deploy-docs", "Deploy Docs", "deploy_docs", {
      needs: [checks],
      inputs: {
        PY_DOCS_VERSION_NAME: "main",
        CPP_DOCS_VERSION_NAME: "main",
        JS_DOCS_VERSION_NAME: "main",
        MARKDOWN_DOCS_VERSION_NAME: "dev",
        UPDATE_LATEST: false,
      },
    });
    const web = part("build-web", "Build web viewer", "build_web", main);
    part("web-test", "Web tests", "web_test");
    part("upload-web", "Upload Web", "upload_web", { needs: [web] });
    const js = part("build-js", "Build JS", "build_js");
    part("upload-js", "Upload JS", "upload_js", { needs: [js] });

    const wheels = platforms.map(({ platform, title }) => {
      const WHEEL_ARTIFACT_NAME = `${platform}-wheel`;
      const inputs = {
        PLATFORM: platform,
        CONCURRENCY: `push-${platform}-${github.refName}-${CONCURRENCY}`,
      };
      const binary = (file: string, name: string) =>
        part(
          `build-${name}-and-upload-${platform}`,
          `${title}: Build & Upload ${name}`,
          `build_and_upload_${file}`,
          { needs: [checks], inputs },
        );
      binary("rerun_c", "rerun_c");
      const cli = binary("rerun_cli", "rerun-cli");
      const wheel = part(
        `build-wheel-${platform}`,
        `${title}: Build & Upload Wheels`,
        "build_and_upload_wheels",
        { needs: [checks, cli], inputs: { ...inputs, WHEEL_ARTIFACT_NAME, MODE: "pypi" } },
      );
      part(`test-wheel-${platform}`, `${title}: Test Wheels`, "test_wheels", {
        needs: [checks, wheel],
        inputs: { ...inputs, WHEEL_ARTIFACT_NAME },
      });
      return wheel;
    });

    const examples = part("build-examples", "Build Examples", "build_examples", {
      needs: ["build-wheel-linux-x64"],
      inputs: { CHANNEL: "main", WHEEL_ARTIFACT_NAME: "linux-x64-wheel" },
    });
    part("track-sizes", "Track Sizes", "track_size", {
      needs: [web, examples],
      inputs: { WITH_EXAMPLES: true },
    });
    part("upload-examples", "Upload Examples", "upload_examples", { needs: [examples] });
    part("generate-pip-index", "Generate Pip Index", "pip_index", {
      needs: wheels,
      inputs: { CHECK: false }, // there are no wheels for all platforms here
    });
  },
});
