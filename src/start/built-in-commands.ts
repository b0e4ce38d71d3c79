/** One line for help about each command that every app has. */
export const builtInCommands = {
  "generate-gha": "Write the GitHub Actions workflows of the automations",
  pins: "List the pinned actions of the workflows, or update them",
  actions: "List the actions whose inputs are known, or add the types of one",
  mcp: "Serve tasks and automations to an agent, by the Model Context Protocol",
  inspect: "Show what tasks and automations are made of",
  completion: "Print a script that completes commands and inputs in bash, zsh or fish",
  import: "Bring workflows, scripts and targets along into a recompose.ts",
  init: "Write a recompose.ts and a run script to start from",
  doctor: "Check that everything recompose needs is in place",
} as const;

/** The shells that `completion` writes scripts for. */
export const shells = ["bash", "zsh", "fish"] as const;
