// The app of bench/generation.mjs, and the same workflows as plain data.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const jobsPerWorkflow = 20;

/** The text that a job's task has in both. */
const description = "Look at every part, and say what is wrong with it";

/**
 * Writes an app of so many automations to `folder`: jobs in chains, each with setup and inputs, every fifth with a matrix.
 *
 * @param {string} folder
 * @param {number} workflows
 */
export function writeApp(folder, workflows) {
  mkdirSync(path.join(folder, "node_modules"), { recursive: true });
  // Where GitHub would look for the workflows.
  mkdirSync(path.join(folder, ".git"), { recursive: true });
  writeFileSync(path.join(folder, "recompose.ts"), appText(workflows));
}

/** @param {number} workflows */
function appText(workflows) {
  return `import {
  app, automation, boolInput, checkout, github, job, type Job, matrix, onPullRequest, onPush, setupNode, stringInput, task,
} from "recompose-ci";

const check = task({
  name: "check",
  inputs: { part: stringInput({ description: ${JSON.stringify(description)} }), deep: boolInput() },
  outputs: ["report"],
  secrets: ["TOKEN"],
  setup: [checkout(), setupNode("22")],
  run() {},
});

export default app({
  commands: [check],
  automations: Array.from({ length: ${workflows} }, (_, workflow) =>
    automation({
      name: \`workflow-\${workflow}\`,
      on: onPush({ branches: ["main"] }).or(onPullRequest()),
      env: { WORKFLOW: String(workflow), MODE: "release: all" },
      jobs() {
        const jobs: Job[] = [];
        for (let number = 0; number < ${jobsPerWorkflow}; number += 1) {
          jobs.push(
            job(check, {
              id: \`check-\${number}\`,
              name: \`Check the part \${number}\`,
              inputs: { part: \`part \${number} of \${workflow}\`, deep: number % 2 === 0 },
              timeoutMinutes: 10 + number,
              env: { NUMBER: String(number), BRANCH: github.refName },
              ...(number % 4 === 0 ? {} : { needs: [jobs[number - 1]!] }),
              ...(number % 5 === 0 ? { matrix: matrix({ os: ["linux", "macos"], level: [1, 2] }) } : {}),
              ...(number % 3 === 0 ? { condition: github.refName.eq("main") } : {}),
            }),
          );
        }
      },
    }),
  ),
});
`;
}

/**
 * What the workflow of that number is, but for the comments.
 *
 * @param {number} workflow
 */
export function workflowData(workflow) {
  /** @type {Record<string, object>} */
  const jobs = {};
  for (let number = 0; number < jobsPerWorkflow; number += 1) {
    jobs[`check-${number}`] = jobData(workflow, number);
  }
  return {
    name: `workflow-${workflow}`,
    on: { push: { branches: ["main"] }, pull_request: null },
    permissions: { contents: "read" },
    concurrency: {
      group: "${{ github.workflow }}-${{ github.event.pull_request.number || github.run_id }}",
      "cancel-in-progress": true,
    },
    env: { WORKFLOW: String(workflow), MODE: "release: all" },
    jobs,
  };
}

/**
 * @param {number} workflow
 * @param {number} number
 */
function jobData(workflow, number) {
  return {
    name: `Check the part ${number}`,
    ...(number % 4 === 0 ? {} : { needs: [`check-${number - 1}`] }),
    ...(number % 3 === 0 ? { if: "${{ github.ref_name == 'main' }}" } : {}),
    "runs-on": "ubuntu-latest",
    ...(number % 5 === 0
      ? { strategy: { matrix: { os: ["linux", "macos"], level: [1, 2] } } }
      : {}),
    "timeout-minutes": 10 + number,
    env: { NUMBER: String(number), BRANCH: "${{ github.ref_name }}" },
    outputs: { report: "${{ steps.run.outputs.report }}" },
    steps: [
      {
        uses: "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1",
        with: { "persist-credentials": false },
      },
      {
        uses: "actions/setup-node@820762786026740c76f36085b0efc47a31fe5020",
        with: { "node-version": "22", "package-manager-cache": false },
      },
      {
        name: "check",
        id: "run",
        env: { TOKEN: "${{ secrets.TOKEN }}" },
        run: `./run check --part='part ${number} of ${workflow}' ${number % 2 === 0 ? "--deep" : "--no-deep"}`,
      },
    ],
  };
}
