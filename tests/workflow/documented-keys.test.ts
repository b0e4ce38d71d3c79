/** What docs/workflow-keys.md says is written here comes out as the key that it stands beside. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { automation } from "../../src/automation/automation.ts";
import type { AutomationOptions } from "../../src/automation/keys/automation-options.ts";
import { call } from "../../src/automation/job/call.ts";
import { job } from "../../src/automation/job/job.ts";
import type { EventName } from "../../src/github/known-events.ts";
import { knownEvents } from "../../src/github/schema/event-schema.ts";
import { permissionLevels } from "../../src/github/schema/permission-schema.ts";
import type { Permissions } from "../../src/model/workflow.ts";
import * as on from "../../src/automation/triggers/trigger.ts";
import { github } from "../../src/expression/build/github-context.ts";
import { checkout } from "../../src/steps/setup/checkout.ts";
import { task } from "../../src/task/task.ts";
import { compileWorkflow } from "../../src/workflow/compile/compile.ts";
import { renderWorkflow } from "../../src/workflow/print/render.ts";
import { workflowFindings } from "../../src/workflow/checks/validate.ts";
import { documentedRows, keysOf } from "../support/documented-rows.ts";
import { workflowDefaults } from "./workflow-defaults.ts";

interface KnownEvent {
  readonly types?: readonly string[];
  readonly filters: readonly string[];
}

const work = task({ name: "work", outputs: ["url"], run() {} });
const image = `postgres@sha256:${"1".repeat(64)}`;
const credentials = { username: github.actor, password: "${{ secrets.REGISTRY }}" };
const concurrency = { group: "one", queue: "max" } as const;
const defaults = { run: { shell: "bash", workingDirectory: "." } };

/** Every scope, at a level that it has. */
const permissions = Object.fromEntries(
  Object.entries(permissionLevels).map(([scope, levels]) => [scope, levels[0]]),
) as Permissions;

const pullRequest = { types: ["opened"], branches: ["a"], paths: ["b"] } as const;
const notPullRequest = { branchesIgnore: ["a"], pathsIgnore: ["b"] } as const;

/** The events that have no function of their own, with everything that each may be given. */
const otherEvents = documentedRows
  .filter(({ here }) => here.startsWith("`onEvent("))
  .flatMap(({ keys }) => keys)
  .filter((key) => key.split(".").length === 2)
  .map((key) => key.slice("on.".length) as EventName);

function otherEvent(event: EventName): on.Trigger {
  const known: KnownEvent | undefined = knownEvents[event];
  if (known === undefined) {
    throw new Error(
      `docs/workflow-keys.md has on.${event}, which src/github/schema/event-schema.ts lacks`,
    );
  }
  const { types = [], filters } = known;
  return on.onEvent<EventName>(event, {
    ...(types.length === 0 ? {} : { types: types.slice(0, 1) as never }),
    ...Object.fromEntries(filters.map((filter) => [filter, ["1.*"]])),
  });
}

/** What the goldens do not have: each is an option of the table's second column. */
const described: Readonly<Record<string, Partial<AutomationOptions<Record<never, never>>>>> = {
  "filters that choose": {
    on: [
      on.onPush({ branches: ["a"], tags: ["b"], paths: ["c"] }),
      on.onPullRequest(pullRequest),
      on.onPullRequestTarget(pullRequest),
      on.onMergeGroup({ types: ["checks_requested"], branches: ["a"] }),
      on.onWorkflowRun({ workflows: ["other"], types: ["completed"], branches: ["a"] }),
      on.onRepositoryDispatch({ types: ["asked"] }),
    ],
  },
  "filters that leave out": {
    on: [
      on.onPush({ branchesIgnore: ["a"], tagsIgnore: ["b"], pathsIgnore: ["c"] }),
      on.onPullRequest(notPullRequest),
      on.onPullRequestTarget(notPullRequest),
      on.onMergeGroup({ branchesIgnore: ["a"] }),
      on.onWorkflowRun({ workflows: ["other"], branchesIgnore: ["a"] }),
    ],
  },
  "other events": { on: otherEvents.map(otherEvent) },
  "outputs of a call": {
    concurrency: "call",
    on: on.onWorkflowCall({
      outputs: { url: { value: "${{ jobs.work.outputs.url }}", description: "Where it is" } },
      secrets: { TOKEN: { description: "For uploads", required: true } },
    }),
  },
  calls: {
    jobs: () => {
      const path = "owner/repo/.github/workflows/scan.yml@v1";
      call(path, { inputs: { level: "high" }, secrets: ["TOKEN"] });
    },
  },
  "newer keys": {
    permissions,
    concurrency,
    defaults,
    extra: { description: "Checks the code" },
    jobs: () =>
      void job(work, {
        permissions,
        concurrency: { ...concurrency, group: "two" },
        container: { image, credentials },
        services: { db: { image, credentials, volumes: ["a:/a"], entrypoint: "a", command: "b" } },
        defaults,
        extra: {
          "cancel-timeout-minutes": 10,
          snapshot: { "image-name": "image", version: "1.*", if: "${{ github.ref_protected }}" },
        },
      }),
  },
};

function content(options: (typeof described)[string]): string {
  const jobs = (): void => void job(work);
  const workflow = compileWorkflow(automation({ name: "documented", jobs, ...options }), {
    ...workflowDefaults,
    setup: [checkout()],
  });
  return renderWorkflow(workflow, "recompose.ts", "./run generate-gha");
}

const golden = new URL("../golden/", import.meta.url);
const goldens = readdirSync(golden).map((name) =>
  readFileSync(new URL(`${name}/expected.yml`, golden), "utf8"),
);

function keysOfRows(isWritten: boolean): readonly string[] {
  return documentedRows
    .filter(({ here }) => here.startsWith("not written") !== isWritten)
    .flatMap(({ keys }) => keys);
}

test("what docs/workflow-keys.md shows comes out as the key beside it, and what is not written does not", async () => {
  const texts = Object.values(described).map(content);
  const errors = texts.map((text) => workflowFindings("documented.yml", text));
  expect((await Promise.all(errors)).flat()).toEqual([]);
  const made = new Set([...goldens, ...texts].flatMap((text) => keysOf(parse(text))));
  expect(keysOfRows(true).filter((key) => !made.has(key))).toEqual([]);
  expect(keysOfRows(false).filter((key) => made.has(key))).toEqual([]);
});
