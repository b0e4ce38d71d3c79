import {
  app,
  automation,
  cache,
  cacheRust,
  checkout,
  github,
  hashFiles,
  job,
  matrix,
  onPullRequest,
  onPush,
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
  shell,
} from "recompose-ci";

const stacks = automation({
  name: "stacks",
  description: "The steps that the projects of each language begin with, with their caches.",
  on: [onPush({ branches: ["main"] }), onPullRequest()],
  jobs() {
    job("npm", {
      steps: [checkout(), setupNode({ versionFile: ".nvmrc" }, { cache: "npm" }), shell("npm ci")],
    });
    job("pnpm", {
      steps: [checkout(), setupPnpm(), setupNode("24", { cache: "pnpm" }), shell("pnpm install")],
    });
    job("pnpm_alone", {
      steps: [
        checkout(),
        setupPnpm({
          version: "10",
          cache: true,
          cacheDependencyPath: ["pnpm-lock.yaml", "docs/pnpm-lock.yaml"],
          packageJsonFile: "web/package.json",
          runInstall: "args: [--frozen-lockfile]",
          standalone: true,
          dest: "~/pnpm",
        }),
      ],
    });
    job("yarn", {
      steps: [
        checkout(),
        setupYarn(),
        setupNode("24", { cache: "yarn" }),
        shell("yarn install --immutable"),
      ],
    });
    job("bun", {
      steps: [
        checkout(),
        setupBun("1.3"),
        cache({
          path: "~/.bun/install/cache",
          key: `bun-${hashFiles("bun.lock")}`,
          restoreKeys: "bun-",
        }),
        shell("bun install --frozen-lockfile"),
      ],
    });
    job("bun_of_the_project", {
      steps: [
        checkout(),
        setupBun(),
        setupBun({ versionFile: ".bun-version" }, { noCache: false }),
      ],
    });
    job("deno", {
      steps: [
        checkout(),
        setupDeno("2.x", { cache: true, cacheHash: hashFiles("deno.lock") }),
        setupDeno({ versionFile: ".dvmrc" }, { denoBinaryName: "other-deno" }),
        setupDeno(),
        shell("deno task test"),
      ],
    });
    const m = matrix({ java: ["17", "21"] });
    job("maven", {
      matrix: m,
      steps: [
        checkout(),
        setupJava(m.java, { cache: "maven", cacheDependencyPath: "pom.xml" }),
        shell("mvn --batch-mode verify"),
      ],
    });
    job("gradle", {
      steps: [
        checkout(),
        setupJava(["17", "21"], { distribution: "corretto", javaPackage: "jdk" }),
        setupGradle({
          cacheProvider: "basic",
          cacheReadOnly: github.refName.ne("main"),
          validateWrappers: true,
          dependencyGraph: "disabled",
        }),
        shell("./gradlew check"),
      ],
    });
    job("pip", {
      steps: [checkout(), setupPython("3.13", { cache: "pip" }), shell("pip install -e .")],
    });
    job("uv", { steps: [checkout(), setupUv({ enableCache: true }), shell("uv sync --locked")] });
    job("rust", {
      steps: [
        checkout(),
        setupRust({ components: ["clippy"] }),
        cacheRust({ workspaces: [".", "wasm -> target"], saveIf: github.refName.eq("main") }),
        shell("cargo test --locked"),
      ],
    });
    job("go", {
      steps: [
        checkout(),
        setupGo({ versionFile: "go.mod" }, { cache: true }),
        shell("go test ./..."),
      ],
    });
  },
});

export default app({ commands: [], automations: [stacks] });
