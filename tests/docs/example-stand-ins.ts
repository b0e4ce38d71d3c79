/** What the examples of doc comments and pages use without declaring it. */
import {
  artifactInput,
  automation,
  boolInput,
  choiceInput,
  type Job,
  job,
  onWorkflowCall,
  type Reference,
  type ReferenceTo,
  restoreCache,
  stringInput,
  task,
} from "recompose-ci";

export const build = task({
  name: "build",
  inputs: { release: boolInput() },
  outputs: ["version"],
  artifacts: ["package"],
  run({ release }, { setOutput, saveArtifact }) {
    setOutput("version", String(release));
    saveArtifact("package", "package.tgz");
  },
});

export const test = task({
  name: "test",
  inputs: {
    node: stringInput({ default: "24" }),
    python: stringInput({ default: "3.14" }),
    verbose: boolInput(),
  },
  run() {},
});

export const check = task({ name: "check", inputs: { package: artifactInput() }, run() {} });
export const publish = task({
  name: "publish",
  inputs: { version: stringInput(), package: artifactInput() },
  run() {},
});
export const lint = task({ name: "lint", run() {} });
export const formatCheck = task({ name: "format_check", run() {} });
export const debugTask = task({ name: "debug", run() {} });
export const deploy = task({
  name: "deploy",
  inputs: { digest: stringInput({ default: "" }), version: stringInput({ default: "" }) },
  run() {},
});
export const plan = task({
  name: "plan",
  outputs: ["versions", "matrix"],
  run(_, { setOutput }) {
    setOutput("versions", JSON.stringify(["22", "24"]));
    setOutput("matrix", JSON.stringify({ node: ["22", "24"] }));
  },
});

export const ci = automation({ name: "ci", jobs: () => void job(test) });
export const checks = automation({
  name: "checks",
  on: onWorkflowCall(),
  inputs: { level: choiceInput(["low", "high"]) },
  jobs: () => void job(lint),
});

export declare const packed: Job<"version", "package">;
export declare const planned: Job<"matrix" | "versions">;
export declare const tested: Job;
export declare const actor: Reference<string>;
export declare const environment: ReferenceTo<"staging" | "prod">;
export declare const m: Readonly<
  Record<"node" | "os" | "python" | "rust" | "target", Reference<string>>
>;
export const restored = restoreCache({ path: "~/.npm", key: "npm" });
