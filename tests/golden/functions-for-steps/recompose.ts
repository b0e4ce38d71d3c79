import {
  always,
  app,
  automation,
  boolInput,
  cache,
  cancelled,
  checkout,
  download,
  expr,
  github,
  hashFiles,
  job,
  matrix,
  not,
  numberInput,
  onPush,
  restoreCache,
  saveCache,
  setupGo,
  setupNode,
  setupPython,
  setupRust,
  setupUv,
  shell,
  upload,
  vars,
} from "recompose-ci";

const token = expr<string>`github.token`;
const lockfiles = ["package-lock.json", "docs/package-lock.json"];

const functions = automation({
  name: "functions",
  description: "Functions for steps, with all of their options.",
  on: onPush({ branches: ["main"] }),
  inputs: { deep: boolInput(), days: numberInput({ default: 7 }) },
  jobs({ deep, days }) {
    const m = matrix({ node: ["22", "24"], rust: ["stable", "1.90"] });
    job("tools", {
      matrix: m,
      steps: [
        checkout({
          repository: github.repository,
          ref: github.sha,
          path: "source",
          token,
          sshKnownHosts: ["example.org ssh-ed25519 AAAA"],
          sshStrict: true,
          sshUser: "git",
          fetchDepth: 0,
          fetchTags: deep,
          showProgress: false,
          submodules: "recursive",
          lfs: deep,
          filter: "blob:none",
          sparseCheckout: ["src", "docs"],
          sparseCheckoutConeMode: false,
          clean: false,
          setSafeDirectory: true,
          githubServerUrl: "https://github.com",
        }),
        setupNode(m.node, {
          id: "node",
          name: "Set up Node",
          cacheDependencyPath: lockfiles,
          registryUrl: "https://npm.pkg.github.com",
          scope: "@owner",
          architecture: "x64",
          checkLatest: true,
          token,
          mirror: vars("NODE_MIRROR"),
          mirrorToken: token,
        }),
        setupNode({ versionFile: "source/.nvmrc" }, { if: deep, timeoutMinutes: 5 }),
        setupPython(["3.12", "3.13"], {
          allowPrereleases: deep,
          freethreaded: false,
          pipVersion: "25.1",
          updateEnvironment: true,
          architecture: "x64",
          checkLatest: false,
          token,
        }),
        setupPython({ versionFile: "source/pyproject.toml" }, { continueOnError: true }),
        setupUv({
          version: "0.9",
          pythonVersion: "3.13",
          enableCache: false,
          cacheDependencyGlob: ["source/uv.lock"],
          activateEnvironment: deep,
          workingDirectory: "source",
          resolutionStrategy: "lowest",
        }),
        setupUv({ versionFile: "source/uv.toml", enableCache: false }),
        setupGo("1.25", { architecture: "x64", checkLatest: deep, token }),
        setupGo({ versionFile: "source/go.mod" }, { env: { GOFLAGS: "-mod=readonly" } }),
        setupRust({ toolchain: "1.90", components: ["clippy"], targets: ["wasm32-wasip1"] }),
        setupRust({ toolchain: m.rust, components: ["rustfmt"] }),
        setupRust({
          versionFile: "source/rust-toolchain.toml",
          components: ["clippy", "rustfmt"],
          targets: ["wasm32-wasip1"],
        }),
      ],
    });
    const restored = restoreCache({
      id: "restored",
      path: ["~/.npm", ".cache"],
      key: `npm-${hashFiles("package-lock.json")}`,
      restoreKeys: ["npm-"],
      lookupOnly: false,
      failOnCacheMiss: deep,
      enableCrossOsArchive: true,
    });
    const report = upload("report", ["report/", "!report/**/*.tmp"], {
      id: "report",
      if: not(cancelled()),
      retentionDays: days,
      compressionLevel: 9,
      overwrite: true,
      ifNoFilesFound: "ignore",
      includeHiddenFiles: false,
      archive: true,
    });
    const reported = job("report", {
      steps: [
        cache({ path: "~/.cache/tool", key: "tool", uploadChunkSize: 1024 }),
        restored,
        shell("make report", { local: "skip" }),
        report,
        upload("index.html", "report/index.html", { archive: false }),
        saveCache({
          path: ["~/.npm", ".cache"],
          key: restored.get("cache-primary-key"),
          enableCrossOsArchive: true,
          if: always(),
        }),
      ],
      outputs: { id: report.get("artifact-id") },
    });
    job("use", {
      needs: [reported],
      permissions: { contents: "read", actions: "read" },
      steps: [
        download("report", { path: "report", digestMismatch: "warn", skipDecompress: false }),
        download({ pattern: "report*", path: "all", mergeMultiple: true }),
        download({ artifactIds: [reported.get("id")] }),
        download("report", {
          path: "before",
          githubToken: token,
          repository: "owner/name",
          runId: vars("LAST_RUN"),
        }),
      ],
    });
  },
});

export default app({ commands: [], automations: [functions] });
