import { describe, expect, test } from "vitest";
import { vars } from "../../../src/expression/build/github-context.ts";
import { UsageError } from "../../../src/problems/usage-error.ts";
import { setupYarn } from "../../../src/steps/setup/setup-yarn.ts";

describe("setupYarn()", () => {
  test("puts a folder with the Yarn of corepack before the Yarn that the runner has", () => {
    expect(setupYarn()).toEqual({
      kind: "shell",
      name: "Set up Yarn",
      command: `mkdir -p "$RUNNER_TEMP/corepack"
cd "$RUNNER_TEMP/corepack"
npx --yes corepack@0.34.7 enable --install-directory "$RUNNER_TEMP/corepack" yarn
echo "$RUNNER_TEMP/corepack" >> "$GITHUB_PATH"`,
      setsUpTool: true,
    });
  });

  test("takes another corepack, and what every step has", () => {
    const registry = vars("REGISTRY");
    expect(
      setupYarn({
        corepackVersion: "0.33.0",
        name: "Yarn",
        env: { COREPACK_NPM_REGISTRY: registry },
      }),
    ).toMatchObject({
      name: "Yarn",
      command: expect.stringContaining("\nnpx --yes corepack@0.33.0 enable "),
      env: { COREPACK_NPM_REGISTRY: "${{ vars.REGISTRY }}" },
    });
  });

  test.each<[unknown, string]>([
    [{ corepackVersion: "latest; rm -rf ." }, "`corepackVersion` is a version such as"],
    [{ corepackVersion: 1 }, "`corepackVersion` is a version such as"],
    [{ version: "4" }, 'setupYarn() has no option "version".'],
  ])("refuses %j", (options, message) => {
    const make = (): unknown => setupYarn(options as Parameters<typeof setupYarn>[0]);
    expect(make).toThrow(UsageError);
    expect(make).toThrow(message);
  });
});
