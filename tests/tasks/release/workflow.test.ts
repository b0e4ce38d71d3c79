/** What release.yml may do, and in which order. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
}

interface Job {
  readonly needs?: readonly string[];
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: { readonly name: string };
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const text = readFileSync(".github/workflows/release.yml", "utf8");
const { permissions, jobs } = parse(text) as Workflow;
const { jobs: jobsOfCi } = parse(readFileSync(".github/workflows/ci.yml", "utf8")) as Workflow;

test("each job has the permissions that it needs, and there is no secret", () => {
  expect(permissions).toEqual({ contents: "read" });
  const own = Object.entries(jobs).filter(([, job]) => job.permissions !== undefined);
  expect(Object.fromEntries(own.map(([id, job]) => [id, job.permissions]))).toEqual({
    propose_version: { contents: "write", "pull-requests": "write" },
    publish: { "id-token": "write" },
    github_release: { contents: "write" },
  });
  expect(text).not.toContain("secrets.");
});

test("a job that may write runs nothing of the project", () => {
  const mayWrite = Object.values(jobs).filter((job) => job.permissions !== undefined);
  const commands = mayWrite.flatMap(({ steps }) => steps.map((step) => step.run ?? step.uses));
  expect(commands.filter((command) => command?.includes("./run") ?? true)).toEqual([]);
  expect(commands.filter((command) => /npm (?:ci|install)|npx/.test(String(command)))).toEqual([]);
});

test("what is published is the file that was tested with every Node", () => {
  const { publish, test_package: used, build } = jobs;
  expect(publish?.needs).toEqual(
    expect.arrayContaining(["test", "build", "check_release", "test_package"]),
  );
  expect(publish?.environment?.name).toBe("npm");
  expect(used?.strategy?.matrix).toEqual(jobsOfCi["test_package"]?.strategy?.matrix);
  const [uploaded] = artifacts(build, "upload-artifact");
  expect(uploaded).toBe("package");
  for (const job of [publish, used]) {
    expect(artifacts(job, "download-artifact")).toEqual([uploaded]);
  }
  const commands = publish?.steps.flatMap(({ run }) => run ?? []);
  expect(commands).toEqual(["npm publish ./package/*.tgz --provenance --ignore-scripts"]);
});

function artifacts(job: Job | undefined, action: string): readonly (string | undefined)[] {
  return (job?.steps ?? [])
    .filter(({ uses }) => uses?.startsWith(`actions/${action}@`))
    .map((step) => step.with?.["name"]);
}

test("nothing is published but from main, and not in a rehearsal", () => {
  expect(jobs["publish"]?.if).toContain("github.ref == 'refs/heads/main'");
  expect(jobs["publish"]?.if).toContain("inputs.rehearse != true");
  expect(jobs["github_release"]?.needs).toContain("publish");
  expect(jobs["github_release"]?.if).toBe(undefined);
});
