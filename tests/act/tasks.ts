/** Tasks that say what they got. A line `RESULT name=value` is what the two runs are compared by. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { artifactInput, boolInput, err, numberInput, out, stringInput, task } from "recompose-ci";

function tell(name: string, value: unknown): void {
  out(`RESULT ${name}=${JSON.stringify(value)}`);
}

/** What shells, expressions, YAML and the files of GITHUB_OUTPUT could take for something else. */
export const hostile = {
  shell: `$(touch broken) \`id\` "double" 'single' \\ $HOME ; exit 3 # *`,
  lines: "first\n\n  indented: yes\nEOF\nname=value\nlast",
  quotes: `it's "quoted" – ü 🎉`,
  yaml: "- {a: [b, *c, &d]} # e",
  option: "--json",
  blank: "  two spaces  ",
  command: "%0A::error::not a command",
};

export const pass = task({
  name: "pass",
  run() {
    tell("ran", true);
  },
});

export const fail = task({
  name: "fail",
  outputs: ["text"],
  run(_, { setOutput }) {
    tell("ran", true);
    setOutput("text", "said before it failed");
    return err("it is meant to fail");
  },
});

export const show = task({
  name: "show",
  inputs: {
    text: stringInput({ default: "" }),
    more: stringInput({ default: "" }),
    flag: boolInput({ default: false }),
    count: numberInput({ default: 0 }),
  },
  run(inputs) {
    for (const [name, value] of Object.entries(inputs)) tell(name, value);
  },
});

export const make = task({
  name: "make",
  inputs: { text: stringInput({ default: "made" }), fails: boolInput({ default: false }) },
  outputs: ["text", "empty", "list"],
  run({ text, fails }, { setOutput }) {
    setOutput("text", text);
    setOutput("empty", "");
    setOutput("list", JSON.stringify(["x", "y"]));
    return fails ? err("it is meant to fail") : undefined;
  },
});

export const makeHostile = task({
  name: "make_hostile",
  outputs: Object.keys(hostile) as (keyof typeof hostile)[],
  run(_, { setOutput }) {
    for (const [name, value] of Object.entries(hostile)) {
      setOutput(name as keyof typeof hostile, value);
    }
  },
});

const texts = {
  shell: stringInput(),
  lines: stringInput(),
  quotes: stringInput(),
  yaml: stringInput(),
  option: stringInput(),
  blank: stringInput(),
  command: stringInput(),
};

export const showHostile = task({
  name: "show_hostile",
  inputs: texts,
  run(inputs) {
    for (const [name, value] of Object.entries(inputs)) tell(name, value);
  },
});

export const showVariables = task({
  name: "show_variables",
  run() {
    for (const name of Object.keys(hostile)) tell(name, process.env[`V_${name.toUpperCase()}`]);
    for (const name of ["CI", "GITHUB_JOB", "GITHUB_EVENT_NAME", "GITHUB_REF", "GITHUB_SHA"]) {
      tell(name, process.env[name]);
    }
  },
});

export const save = task({
  name: "save",
  inputs: { text: stringInput({ default: "saved" }) },
  artifacts: ["file", "folder"],
  async run({ text }, { saveArtifact }) {
    await mkdir("made/deep/.hidden", { recursive: true });
    await writeFile("made/one file.txt", text);
    await writeFile("made/deep/two.txt", `${text} below`);
    await writeFile("made/deep/.hidden/three", "");
    saveArtifact("file", "made/one file.txt");
    saveArtifact("folder", "made");
  },
});

export const list = task({
  name: "list",
  inputs: { artifact: artifactInput() },
  run({ artifact }) {
    if (statSync(artifact.path).isFile()) tell("file", readFileSync(artifact.path, "utf8"));
    else tellFiles("", artifact.path);
  },
});

/** The folders are numbered here: act knows no `strategy.job-index`, which is part of their names. */
export const gather = task({
  name: "gather",
  inputs: { artifacts: artifactInput() },
  run({ artifacts }) {
    const folders = readdirSync(artifacts.path).sort();
    folders.forEach((name, index) => tellFiles(`${index}/`, join(artifacts.path, name)));
  },
});

function tellFiles(prefix: string, folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    tell(prefix + relative(folder, file), readFileSync(file, "utf8"));
  }
}

export const commands = [
  pass,
  fail,
  show,
  make,
  makeHostile,
  showHostile,
  showVariables,
  save,
  list,
  gather,
];
