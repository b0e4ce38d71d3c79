/** The releases of the actions in docs/recipes.md, as GitHub has them, and a `gh` that knows them. */
import { builtInPins } from "../../src/workflow/pins/action-pins.ts";

const pins: Readonly<Record<string, { readonly version: string; readonly sha: string }>> = {
  "actions/deploy-pages": {
    version: "v5.0.0",
    sha: "cd2ce8fcbc39b97be8ca5fce6e763baed58fa128",
  },
  "actions/labeler": { version: "v7.0.0", sha: "bf12e9b00b37c5c0ca2b87b79b2daf7891dbda13" },
  "actions/upload-pages-artifact": {
    version: "v5.0.0",
    sha: "fc324d3547104276b827a68afc52ff2a11cc49c9",
  },
  "codecov/codecov-action": {
    version: "v7.0.0",
    sha: "fb8b3582c8e4def4969c97caa2f19720cb33a72f",
  },
  "docker/build-push-action": {
    version: "v7.3.0",
    sha: "53b7df96c91f9c12dcc8a07bcb9ccacbed38856a",
  },
  "docker/login-action": { version: "v4.6.0", sha: "dbcb813823bdd20940b903addbd779551569679f" },
  "docker/metadata-action": {
    version: "v6.2.0",
    sha: "dc802804100637a589fabce1cb79ff13a1411302",
  },
  "docker/setup-buildx-action": {
    version: "v4.3.0",
    sha: "37fe631027851001ddb9b187196cc803df7f5f0e",
  },
  "dorny/paths-filter": { version: "v4.0.2", sha: "7b450fff21473bca461d4b92ce414b9d0420d706" },
  "pypa/gh-action-pypi-publish": {
    version: "v1.14.2",
    sha: "dc37677b2e1c63e2034f94d8a5b11f265b73ba33",
  },
};

export const ghWithPins = `#!/bin/sh
case "$2" in
${Object.entries({ ...builtInPins, ...pins })
  .flatMap(([action, { version, sha }]) => {
    const major = version.split(".")[0];
    return [
      `repos/${action}/releases/latest) echo ${version} ;;`,
      `repos/${action}/git/matching-refs/tags/${major}.) echo refs/tags/${version} ;;`,
      `repos/${action}/commits/${version}) echo ${sha} ;;`,
    ];
  })
  .join("\n")}
*) echo "HTTP 404: Not Found" >&2; exit 1 ;;
esac
`;
