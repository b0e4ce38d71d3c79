import { describe, expectTypeOf, test } from "vitest";
import {
  cache,
  cacheRust,
  checkout,
  download,
  expr,
  github,
  restoreCache,
  saveCache,
  secret,
  setupBun,
  setupDeno,
  setupGo,
  setupGradle,
  setupJava,
  setupNode,
  setupPnpm,
  setupPython,
  setupRust,
  setupUv,
  setupYarn,
  type SetupStep,
  upload,
  vars,
} from "recompose-ci";
import type { Reference } from "../../src/expression/build/reference.ts";

type Outputs<Make extends (...args: never) => { get(output: never): unknown }> = Parameters<
  ReturnType<Make>["get"]
>[0];

const isMain = github.refName.eq("main");
const depth = expr<number>`github.run_number`;

describe("what compiles", () => {
  test("texts, conditions and references", () => {
    const steps: readonly SetupStep[] = [
      checkout({ ref: github.sha, token: secret("T"), fetchDepth: depth, lfs: isMain }),
      checkout({ submodules: "recursive", sparseCheckout: ["a", vars("B")] }),
      setupNode("22", { cache: "npm", if: isMain, continueOnError: true }),
      setupNode({ versionFile: ".nvmrc" }, { cache: vars("MANAGER") }),
      setupPython(["3.12", vars("PYTHON")], { cacheDependencyPath: ["a", "b"] }),
      setupGo(vars("GO"), { cache: isMain, env: { GOFLAGS: "-v" } }),
      setupUv({ versionFile: "uv.toml", enableCache: "auto" }),
      setupRust({ toolchain: vars("RUST") }),
      setupPnpm({ version: vars("PNPM"), runInstall: isMain }),
      setupYarn({ env: { COREPACK_NPM_REGISTRY: vars("REGISTRY") } }),
      setupBun(undefined, { token: secret("T") }),
      setupBun({ versionFile: vars("FILE") }, { noCache: isMain }),
      setupDeno("lts", { cacheHash: github.sha }),
      setupJava([vars("JAVA"), "21"], { distribution: vars("BUILD"), cache: "gradle" }),
      setupGradle({ cacheReadOnly: isMain, cacheEncryptionKey: secret("KEY") }),
      cacheRust({ saveIf: isMain, workspaces: ["a", vars("B")] }),
      cache({ path: "a", key: github.sha, restoreKeys: ["a-", vars("B")] }),
      upload("report", ["a", vars("B")], { retentionDays: depth, overwrite: isMain }),
      download("report", { path: "in", name: "Fetch it" }),
      download({ pattern: "report-*", mergeMultiple: true }),
      download(),
    ];
    expectTypeOf(steps).toExtend<readonly SetupStep[]>();
  });

  test("the outputs of each action", () => {
    expectTypeOf(upload("a", "b", { id: "x" }).get("artifact-id")).toExtend<Reference<string>>();
    expectTypeOf<Outputs<typeof checkout>>().toEqualTypeOf<"ref" | "commit">();
    expectTypeOf<Outputs<typeof download>>().toEqualTypeOf<"download-path">();
    expectTypeOf<Outputs<typeof setupGo>>().toEqualTypeOf<"go-version" | "cache-hit">();
    expectTypeOf<Outputs<typeof setupPnpm>>().toEqualTypeOf<"dest" | "bin_dest">();
    expectTypeOf<Outputs<typeof cacheRust>>().toEqualTypeOf<"cache-hit">();
    expectTypeOf<Outputs<typeof saveCache>>().toBeNever();
  });
});

describe("what does not compile", () => {
  test("in versions", () => {
    const refused = (): void => {
      // @ts-expect-error 3.10 would become 3.1
      setupPython(3.1);
      // @ts-expect-error a version is missing
      setupNode();
      // @ts-expect-error setup-java has no default
      setupJava();
      // @ts-expect-error setup-bun takes one version
      setupBun(["1.2", "1.3"]);
      // @ts-expect-error setup-node takes one version
      setupNode(["20", "22"]);
      // @ts-expect-error options stand beside the version
      setupNode({ versionFile: ".nvmrc", cache: "npm" });
      // @ts-expect-error no such property
      setupGo({ file: "go.mod" });
      // @ts-expect-error rustup reads a file of its own
      setupRust({ versionFile: vars("FILE") });
    };
    expectTypeOf(refused).toBeFunction();
  });

  test("in options", () => {
    const refused = (): void => {
      // @ts-expect-error no such package manager
      setupNode("22", { cache: "pip" });
      // @ts-expect-error no such build tool
      setupJava("21", { cache: "ant" });
      // @ts-expect-error the action calls it deprecated
      setupJava("21", { distribution: "adopt" });
      // @ts-expect-error no such provider
      setupGradle({ cacheProvider: "github" });
      // @ts-expect-error a flag is no text
      setupGo("1.25", { cache: "true" });
      // @ts-expect-error a text is no flag
      checkout({ lfs: github.sha });
      // @ts-expect-error a number is no text
      checkout({ fetchDepth: "0" });
      // @ts-expect-error no such option
      checkout({ depth: 1 });
      // @ts-expect-error a key is missing
      cache({ path: "a" });
      // @ts-expect-error nothing is restored
      saveCache({ path: "a", key: "b", restoreKeys: ["c"] });
      // @ts-expect-error nothing is uploaded
      restoreCache({ path: "a", key: "b", uploadChunkSize: 5 });
      // @ts-expect-error a path is missing
      upload("report");
      // @ts-expect-error no such choice
      upload("report", "a", { ifNoFilesFound: "fail" });
      // @ts-expect-error a name and a pattern
      download("report", { pattern: "report-*" });
      // @ts-expect-error no such output
      checkout({ id: "x" }).get("sha");
      // @ts-expect-error no such output
      upload("a", "b", { id: "x" }).get("artifact_id");
    };
    expectTypeOf(refused).toBeFunction();
  });
});
