/** What docs/recipes.md shows is safe in the ways that it says, and does here what it says. */
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { ghWithPins } from "./recipe-pins.ts";
import { automations, files, page, type RecipeJob, RecipeProject } from "./recipe-project.ts";

interface Job {
  readonly permissions?: "read-all" | "write-all" | Readonly<Record<string, string>>;
  readonly steps?: readonly { readonly uses?: string; readonly run?: string }[];
}

interface Workflow {
  readonly permissions: unknown;
  readonly on: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

test("every recipe has its code, what GitHub does and what a local run does, and is in the app", () => {
  const [, ...sections] = page.split(/^## /m);
  const recipes = sections.slice(0, -1);
  expect(recipes.length).toBeGreaterThan(10);
  for (const recipe of recipes) {
    expect(recipe).toMatch(/```ts\n\/\/ ci\/.*```\n\n- \*\*GitHub\*\* .*\n- \*\*Here\*\* /s);
  }
  expect(page.match(/```ts/g)).toHaveLength(Object.keys(files).length);
  const imported = Object.keys(files).filter((file) => file !== "recompose.ts");
  for (const file of imported) expect(files["recompose.ts"]).toContain(`"./${file}"`);
});

describe("the workflows", () => {
  test("are pinned, and where a token may write, nothing of the project runs, and of a fork nothing is there", async () => {
    const project = new RecipeProject({ "pins/gh": ghWithPins });
    const env = { PATH: `${project.folder}/pins:${process.env["PATH"]}` };
    const generated = await project.recompose(["generate-gha"]);
    const warnings = generated.stderr.split("\n").filter((line) => !line.endsWith("[unpinned]"));
    expect(warnings).toEqual([]);
    const pinned = await project.recompose(["pins", "--update"], { env });
    expect(pinned).toMatchObject({ exitCode: 0, stderr: "" });
    const check = await project.recompose(["generate-gha", "--check"]);
    expect(check).toMatchObject({ exitCode: 0, stderr: "" });

    const texts = automations.map((name) => project.read(`.github/workflows/${name}.yml`));
    expect(texts.filter((text) => /secrets\b/.test(text))).toEqual([]);
    const workflows = texts.map((text) => parse(text) as Workflow);
    for (const { permissions, jobs } of workflows) {
      expect(permissions).toEqual({ contents: "read" });
      expectPinned(Object.values(jobs));
    }
    const jobs = workflows.flatMap((workflow) => Object.values(workflow.jobs));
    const commands = jobs
      .filter(mayWrite)
      .flatMap(({ steps = [] }) => steps.flatMap(({ run }) => run ?? []));
    expect(commands).toEqual(commandsThatMayWrite);
    const forForks = workflows.filter(({ on }) => "pull_request_target" in on);
    const steps = forForks.flatMap(({ jobs }) => Object.values(jobs).flatMap((job) => job.steps));
    expect(steps).toEqual([{ uses: expect.stringMatching(/^actions\/labeler@/) }]);
  });
});

/** In the order of the page. */
const commandsThatMayWrite = [
  "npm publish ./package/*.tgz",
  'gh release create "$GITHUB_REF_NAME" programs/* --verify-tag --generate-notes',
  'gh issue create --title "The nightly run failed" --body "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"',
];

function expectPinned(jobs: readonly Job[]): void {
  for (const { uses } of jobs.flatMap(({ steps = [] }) => steps)) {
    expect(uses ?? "").toMatch(/^$|@[0-9a-f]{40}$/);
  }
}

function mayWrite({ permissions = {} }: Job): boolean {
  if (typeof permissions === "string") return permissions === "write-all";
  return Object.values(permissions).includes("write");
}

const [here, elsewhere] =
  process.platform === "darwin"
    ? ["macos-latest", "ubuntu-latest"]
    : ["ubuntu-latest", "macos-latest"];
const programs = ["linux", "darwin", "windows"].map((os) => `go build -o TEMP/example-${os} .`);

interface Run {
  /** Jobs and their results. */
  readonly jobs: Readonly<Record<string, string>>;
  /** What the stand-ins were called with, in any order. */
  readonly calls: readonly string[];
}

/** By what is typed after `./run`. */
const runs: Readonly<Record<string, Run>> = {
  release_npm: {
    jobs: { test: "success", pack: "success", publish_npm: "success" },
    calls: ["npm test", "npm pack --pack-destination TEMP"],
  },
  release_pypi: {
    jobs: { build_dist: "success", publish_pypi: "success" },
    calls: ["uv build --out-dir TEMP"],
  },
  image: {
    jobs: { build_image: "success", push_image: "skipped" },
    calls: ["docker build --quiet ."],
  },
  "image --event=push": {
    jobs: { build_image: "skipped", push_image: "success" },
    calls: ["docker build --quiet ."],
  },
  coverage_report: {
    jobs: { coverage: "success", upload_coverage: "success" },
    calls: ["npm run coverage"],
  },
  pages: {
    jobs: { site: "success", deploy_pages: "elsewhere" },
    calls: ["npm run site"],
  },
  release_files: { jobs: { programs: "success", release: "success" }, calls: programs },
  label: { jobs: { labels: "elsewhere" }, calls: [] },
  nightly: { jobs: { test: "success", open_issue: "skipped" }, calls: ["npm test"] },
  monorepo: {
    jobs: {
      changed: "success",
      "test_package (web)": "success",
      "test_package (api)": "success",
    },
    calls: ["npm test --workspace api", "npm test --workspace web"],
  },
  versions: {
    jobs: {
      [`test (${here}, 22)`]: "success",
      [`test (${here}, 24)`]: "success",
      [`test (${elsewhere}, 22)`]: "elsewhere",
      [`test (${elsewhere}, 24)`]: "elsewhere",
      "test (ubuntu-latest, 26)": here === "ubuntu-latest" ? "success" : "elsewhere",
    },
    calls: Array.from({ length: here === "ubuntu-latest" ? 3 : 2 }, () => "npm test"),
  },
  checks: {
    jobs: { test: "success", version: "success" },
    calls: ["npm pkg get version", "npm test"],
  },
  main: {
    jobs: {
      checks: "success",
      "checks / test": "success",
      "checks / version": "success",
      codeql: "elsewhere",
      announce: "success",
    },
    calls: ["npm pkg get version", "npm test"],
  },
};

function resultsOf(jobs: readonly RecipeJob[]): Readonly<Record<string, string>> {
  return Object.fromEntries(jobs.map(({ name, result }) => [name, result]));
}

describe("here", () => {
  test("every recipe is run", () => {
    const names = Object.keys(runs).map((typed) => typed.split(" ")[0]);
    expect(new Set(names)).toEqual(new Set(automations));
  });

  test.each(Object.entries(runs))("./run %s runs what the page says", async (typed, expected) => {
    const { exitCode, jobs, calls } = await new RecipeProject().runHere(typed.split(" "));
    expect(resultsOf(jobs)).toEqual(expected.jobs);
    expect([...calls].sort()).toEqual([...expected.calls].sort());
    expect(exitCode).toBe(0);
  });

  test("what the jobs hand over arrives where the page says", async () => {
    const npm = new RecipeProject();
    await npm.runHere(["release_npm"]);
    expect(npm.filesIn("package")).toEqual(["example-1.0.0.tgz"]);
    const pypi = new RecipeProject();
    await pypi.runHere(["release_pypi"]);
    expect(pypi.filesIn("dist")).toEqual([
      "example-1.0.0-py3-none-any.whl",
      "example-1.0.0.tar.gz",
    ]);
    const released = new RecipeProject();
    await released.runHere(["release_files"]);
    expect(released.filesIn("programs")).toHaveLength(3);
    const report = new RecipeProject();
    await report.runHere(["coverage_report"]);
    expect(report.filesIn("coverage")).toEqual(["lcov.info"]);
  });

  test.each([
    ["release_npm", "npm publish ./package/example-1.0.0.tgz"],
    [
      "release_files",
      "gh release create v1 programs/example-darwin programs/example-linux programs/example-windows --verify-tag --generate-notes",
    ],
    [
      "nightly",
      "gh issue create --title The nightly run failed --body https://github.com/me/tool/actions/runs/7",
    ],
  ])("what %s leaves to GitHub gets what the jobs before it made", async (name, call) => {
    const project = new RecipeProject();
    const { calls } = await project.runHere([name]);
    expect(calls).not.toContain(call);
    // Not where check_workflows would find them: they are not pinned.
    await project.recompose(["generate-gha", "--output-dir=out"]);
    const { jobs } = parse(project.read(`out/${name}.yml`)) as Workflow;
    const commands = Object.values(jobs).flatMap(({ steps = [] }) =>
      steps.flatMap(({ run = "" }) => (/^(?:npm|gh) /.test(run) ? [run] : [])),
    );
    const env = {
      GITHUB_REF_NAME: "v1",
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: "me/tool",
      GITHUB_RUN_ID: "7",
    };
    expect(await Promise.all(commands.map((run) => project.callsOf(run, env)))).toEqual([[call]]);
  });

  test("a task stands in for the action that pushes the image, with its output", async () => {
    const { jobs } = await new RecipeProject().runHere(["image", "--event=push"]);
    expect(jobs.find(({ name }) => name === "push_image")?.outputs).toEqual({
      digest: "sha256:0123",
    });
  });

  test("the upload of the site is left out", async () => {
    const { jobs } = await new RecipeProject().runHere(["pages"]);
    expect(jobs[0]?.steps).toEqual([
      expect.objectContaining({ name: "site", result: "success" }),
      expect.objectContaining({ name: "actions/upload-pages-artifact", result: "elsewhere" }),
    ]);
  });

  test("a nightly run that fails comes to the issue, and one by hand does not", async () => {
    const project = new RecipeProject({ broken: "" });
    const byHand = await project.runHere(["nightly"]);
    expect(resultsOf(byHand.jobs)).toEqual({ test: "failure", open_issue: "skipped" });
    const { exitCode, jobs, calls } = await project.runHere(["nightly", "--event=schedule"]);
    expect(resultsOf(jobs)).toEqual({ test: "failure", open_issue: "success" });
    expect(calls).toEqual(["npm test"]);
    expect(exitCode).toBe(1);
  });
});
