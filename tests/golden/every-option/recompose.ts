import {
  app,
  automation,
  boolInput,
  cache,
  checkout,
  choiceInput,
  environmentInput,
  expr,
  github,
  hashFiles,
  job,
  notFailed,
  numberInput,
  onPullRequest,
  onPush,
  onSchedule,
  shell,
  setupNode,
  stringInput,
  task,
  uses,
  vars,
} from "recompose-ci";

const build = task({ name: "build", outputs: ["url"], run() {} });
const deploy = task({
  name: "deploy",
  inputs: {
    url: stringInput(),
    retries: numberInput({ default: 1 }),
    dry: boolInput({ default: true }),
    note: stringInput({ default: "" }),
  },
  secrets: ["DEPLOY_KEY"],
  run() {},
});

const everything = automation({
  name: "everything",
  title: "Every option",
  description: "Every option of an automation and of a job, once.",
  on: [
    onPush({ branches: ["main", "next/**", "!next/**-alpha"], pathsIgnore: ["docs/**"] }),
    onPullRequest({ types: ["opened", "synchronize", "ready_for_review"], branches: ["main"] }),
    onSchedule({ cron: "30 5 * * 1-5", timezone: "Europe/Berlin" }),
    onSchedule({ cron: "0 12 * * SUN" }),
  ],
  inputs: {
    stage: environmentInput({ default: "staging", description: "Where to deploy" }),
    level: choiceInput(["low", "high"], { default: "low" }),
    retries: numberInput({ default: 2 }),
    dry: boolInput(),
    careful: boolInput({ default: true }),
  },
  permissions: { contents: "read", pullRequests: "read" },
  concurrency: {
    group: `everything-${github.refName}`,
    cancelInProgress: github.ref.ne("refs/heads/main"),
  },
  env: { NODE_ENV: "test", BRANCH: github.refName },
  runName: `Everything by ${github.actor}`,
  file: "all-of-it.yml",
  condition: github.repository.eq("owner/name"),
  defaults: { run: { shell: "bash" } },
  jobs({ stage, level, retries, dry, careful }) {
    const built = job(build, {
      name: "Build it",
      setup: [
        checkout({ fetchDepth: 0 }),
        setupNode("22"),
        cache({
          path: ["~/.npm", ".cache"],
          key: `npm-${hashFiles("package-lock.json")}`,
          restoreKeys: ["npm-"],
        }),
        uses("docker/setup-buildx-action@b5ca514318bd6ebac0fb2aedd5d36ec1b5c232a2 # v3.10.0", {
          name: "Set up Buildx",
          with: { "cache-binary": false, version: vars("BUILDX_VERSION") },
          if: github.eventName.ne("schedule"),
        }),
        shell("npm ci", { name: "Install", env: { CI_LEVEL: level } }),
      ],
      container: {
        image: `node@sha256:${"0".repeat(64)}`,
        env: { DEBUG: "1" },
        ports: [8080],
        volumes: ["cache:/cache"],
        options: "--cpus 2",
      },
      services: {
        db: {
          image: `postgres@sha256:${"1".repeat(64)}`,
          env: { POSTGRES_DB: "app" },
          ports: ["5432:5432"],
          options: "--health-cmd pg_isready",
        },
      },
      timeoutMinutes: 12.5,
      continueOnError: dry,
      env: { RETRIES: retries },
    });
    job(deploy, {
      id: "deploy_it",
      needs: [built],
      inputs: { url: `https://${built.get("url")}/`, retries, dry: careful, note: "it's here" },
      runsOn: { group: "deployers", labels: ["linux", "x64"] },
      condition: notFailed().and(expr`github.event.sender.type != 'Bot'`, careful),
      permissions: { contents: "read", "id-token": "write" },
      environment: { name: stage, url: built.get("url"), deployment: false },
      concurrency: { group: "deploy", cancelInProgress: false },
      defaults: { run: { workingDirectory: "." } },
    });
  },
});

export default app({ commands: [build, deploy], automations: [everything] });
