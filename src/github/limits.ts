/** How much GitHub takes: https://docs.github.com/en/actions/reference/limits, or the page beside a limit. */

/** Combinations of a matrix. */
export const mostCombinations = 256;

/** Characters of the name of a concurrency group. An expression in it can be checked in the run only. */
export const longestGroup = 400;

/** Levels of lists and mappings in a workflow. */
export const mostLevels = 50;

/**
 * Inputs of `workflow_dispatch`:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#providing-inputs
 */
export const mostInputs = 25;

/** Bytes of a workflow file: ParseOptions.MaxFileSize in actions/runner. */
export const largestWorkflow: number = 1024 * 1024;

/** Characters of the name of a job or an id that GitHub makes: WorkflowTemplateConverter.cs in actions/runner. */
export const longestName = 100;

/**
 * Bytes of the summary of a step:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
 */
export const largestSummary: number = 1024 * 1024;

/**
 * Bytes in UTF-16 of all outputs of a job:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs
 */
export const largestOutputs: number = 1024 * 1024;

/** Commits in the payload of a push: https://docs.github.com/en/webhooks/webhook-events-and-payloads#push */
export const mostCommits = 2048;
