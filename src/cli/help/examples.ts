/** What `--help` of a built-in command ends with. */
import type { BuiltInName } from "../../app/names.ts";

export interface Example {
  /** What is typed; `./run` stands for the entry point of the app. */
  readonly line: string;
  readonly text: string;
}

export const examples: Readonly<Record<BuiltInName, readonly Example[]>> = {
  "generate-gha": [
    { line: "./run generate-gha", text: "Write what is new or has changed; commit it" },
    {
      line: "./run generate-gha --check",
      text: "Find out whether the files are what the code says",
    },
    {
      line: "./run generate-gha --replace ci.yml",
      text: "Take over a file that was written by hand",
    },
  ],
  pins: [
    { line: "./run pins", text: "List the actions, with their releases and commits" },
    { line: "./run pins --update", text: "Bring them up to date" },
  ],
  actions: [
    { line: "./run actions", text: "List the actions that have types" },
    { line: "./run actions add owner/deploy@v2", text: "Add the types of one" },
    {
      line: "./run actions add ./.github/actions/greet",
      text: "Add those of one of the repository",
    },
  ],
  inspect: [
    { line: "./run inspect ci", text: "Show its triggers, inputs and jobs" },
    { line: "./run inspect --json", text: "Give all to a program" },
    { line: "./run inspect ci --mermaid", text: "Draw its jobs, for a README or a pull request" },
  ],
  completion: [
    { line: "source <(./run completion bash)", text: "Complete in this shell" },
    { line: "./run completion fish", text: "Print the script, to be kept" },
  ],
  import: [
    { line: "./run import", text: "Bring all of .github/workflows along" },
    { line: "./run import ci.yml Makefile", text: "Only these files" },
    { line: "./run import --check", text: "See what would come back" },
  ],
  init: [
    { line: "npx recompose-ci init", text: "Ask what is wanted, and write it" },
    { line: "npx recompose-ci init --yes", text: "Write what is proposed" },
  ],
  mcp: [
    { line: "claude mcp add recompose -- ./run mcp", text: "Tell an agent of it" },
    { line: "./run mcp --project=ci", text: "For a client that starts it in another folder" },
  ],
  doctor: [{ line: "./run doctor", text: "Say what is missing, and what to type" }],
};
