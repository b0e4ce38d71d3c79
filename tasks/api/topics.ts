/** The pages of docs/api/: what the package exports, by what it is about. */

export interface Topic {
  /** Of its page. */
  readonly name: string;
  readonly about: string;
  /** How the paths of its files begin, relative to src/. The longest one that fits decides. */
  readonly files: readonly string[];
}

export const topics: readonly Topic[] = [
  {
    name: "tasks",
    about: "Functions with a name, what their code calls, and what comes of them.",
    files: ["task/", "process/", "problems/"],
  },
  {
    name: "inputs",
    about: "What a task or an automation takes.",
    files: ["inputs/"],
  },
  {
    name: "automations",
    about: "Workflows of jobs.",
    files: ["automation/"],
  },
  {
    name: "jobs",
    about: "The jobs of an automation: of a task, of steps, or a called workflow.",
    files: ["automation/job/", "automation/keys/job-options", "automation/keys/call-options"],
  },
  {
    name: "triggers",
    about: "What starts a workflow.",
    files: ["automation/triggers/"],
  },
  {
    name: "matrices",
    about: "One job for each combination of values.",
    files: ["automation/matrix/"],
  },
  {
    name: "expressions",
    about: "Conditions, references to what GitHub knows, and functions of them.",
    files: ["expression/"],
  },
  {
    name: "steps",
    about: "Commands, and what all steps have.",
    files: ["steps/"],
  },
  {
    name: "actions",
    about: "Steps that use an action, and the types of its inputs.",
    files: ["steps/actions/", "steps/uses"],
  },
  {
    name: "setup",
    about: "The checkout, tools and caches.",
    files: ["steps/setup/", "steps/tool-version"],
  },
  {
    name: "artifacts",
    about: "Files that steps hand over.",
    files: ["steps/artifacts/"],
  },
  {
    name: "app",
    about: "What `recompose.ts` exports.",
    files: ["app/"],
  },
];

/**
 * The text of a module for each topic, by its name, with what the package exports of it.
 *
 * @param index The text of src/index.ts.
 * @param source Where src/ is, as an import says it.
 * @throws Error for an export that no topic takes
 */
export function topicModules(index: string, source: string): Readonly<Record<string, string>> {
  const exported = [...index.matchAll(/^export (?:type )?\{[^}]*\} from "\.\/([^"]+)";$/gm)];
  const texts = topics.map(({ name, about }): [string, string] => {
    const own = exported.filter(([, file = ""]) => topicOf(file).name === name);
    const lines = own.map(([text]) => text.replace('from "./', `from "${source}/`));
    return [name, [`/**\n * ${about}\n *\n * @module\n */`, ...lines, ""].join("\n")];
  });
  return Object.fromEntries(texts);
}

function topicOf(file: string): Topic {
  const beginnings = topics
    .flatMap((topic) => topic.files.map((beginning) => ({ topic, beginning })))
    .filter(({ beginning }) => file.startsWith(beginning))
    .sort((one, other) => other.beginning.length - one.beginning.length);
  const [found] = beginnings;
  if (found !== undefined) return found.topic;
  throw new Error(`no topic of tasks/api/topics.ts has src/${file}`);
}

/**
 * The page that leads to the others, with what each has but for types.
 *
 * @param index The text of src/index.ts.
 */
export function topicsPage(index: string): string {
  const modules = topicModules(index, ".");
  const lines = topics.map(({ name, about }) => {
    const links = valuesOf(modules[name] ?? "").map(
      (value) => `[\`${value}\`](${name}.md#${value.toLowerCase()})`,
    );
    return `- **[${name}](${name}.md)**: ${about}\n  ${links.join(", ")}`;
  });
  return `# API\n\nWhat \`import … from "recompose-ci"\` gives, from the comments that editors show. [The other pages](../README.md) say how to use it.\n\n${lines.join("\n")}\n`;
}

/** What a module exports at run time. */
function valuesOf(module: string): readonly string[] {
  const lists = [...module.matchAll(/^export \{([^}]*)\}/gm)];
  const names = lists.flatMap(([, list = ""]) => list.split(",").map((name) => name.trim()));
  return names.filter((name) => name !== "" && !name.startsWith("type ")).sort();
}
