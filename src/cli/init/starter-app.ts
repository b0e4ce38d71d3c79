/** The `recompose.ts` that `init` writes. Pure: it follows from what the project has. */

interface StarterOptions {
  /** Names of the scripts in package.json that become tasks. */
  readonly scripts: readonly string[];
  /** `["npm", "run"]`. */
  readonly runScript: readonly string[];
  /** What a job has to do before it can run scripts; undefined for nothing. */
  readonly setup: string | undefined;
  readonly branch: string;
  /** From the root of the repository; undefined if the app is there. */
  readonly workingDirectory: string | undefined;
}

/** Scripts that check or build something, in the order of the app's commands. */
const knownNames: Readonly<Record<string, string>> = {
  lint: "Find mistakes in the code",
  typecheck: "Check the types",
  test: "Run the tests",
  build: "Build the project",
};

/** The scripts of a package.json that become tasks. */
export function knownScripts(scripts: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(knownNames).filter((name) => {
    const command = scripts[name];
    // `npm init` writes a test script that only fails.
    return typeof command === "string" && !command.includes("no test specified");
  });
}

export function starterApp(options: StarterOptions): string {
  const { scripts, setup, branch, workingDirectory } = options;
  const names = scripts.length > 0 ? scripts : ["greet"];
  const common = ["app", "automation", "checkout", "job", "onPullRequest", "onPush"];
  const steps = ["checkout()", 'setupNode("22")'];
  const importNames =
    scripts.length > 0 ? ["run", "setupNode", "task"] : ["out", "setupNode", "stringInput", "task"];
  // A greeting needs no package manager.
  if (setup !== undefined && scripts.length > 0) {
    steps.push(`shell(${JSON.stringify(setup)})`);
    importNames.splice(2, 0, "shell");
  }
  const imports = common.concat(importNames);
  const tasks = scripts.length > 0 ? scripts.map((name) => scriptTask(name, options)) : [greetTask];
  return `import {
${imports.map((name) => `  ${name},\n`).join("")}} from "recompose-ci";

${tasks.join("\n")}
const ci = automation({
  name: "ci",
  description: "What has to pass before a change lands",
  on: [onPush({ branches: [${JSON.stringify(branch)}] }), onPullRequest()],
  jobs() {
${names.map((name) => `    job(${name});\n`).join("")}  },
});

export default app({
  entryPoint: "./run",
${workingDirectory === undefined ? "" : `  workingDirectory: ${JSON.stringify(workingDirectory)},\n`}${listText("setup", steps)}  commands: [${names.join(", ")}],
  automations: [ci],
});
`;
}

/** An option whose value is a list: on one line, if it fits into Prettier's default width. */
function listText(option: string, items: readonly string[]): string {
  const line = `  ${option}: [${items.join(", ")}],\n`;
  if (line.length <= 81) return line;
  return `  ${option}: [\n${items.map((item) => `    ${item},\n`).join("")}  ],\n`;
}

function scriptTask(name: string, { runScript }: StarterOptions): string {
  const words = [...runScript, name].map((word) => JSON.stringify(word)).join(", ");
  return `const ${name} = task({
  name: ${JSON.stringify(name)},
  description: ${JSON.stringify(knownNames[name])},
  async run() {
    await run(${words});
  },
});
`;
}

const greetTask = `const greet = task({
  name: "greet",
  description: "Say hello",
  inputs: {
    name: stringInput({ default: "world", description: "Whom to greet" }),
  },
  run({ name }) {
    out(\`Hello, \${name}!\`);
  },
});
`;
