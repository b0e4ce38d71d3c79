/** What `init` asks on a terminal: at most three questions, each with an answer that Enter takes. */
import type { ProjectCheck, ProjectFacts } from "../../project/project-facts.ts";
import { shellArgument } from "../../problems/shell-word.ts";
import { nameText } from "../../reporters/lines/line-text.ts";
import type { OwnFolder } from "./app-place.ts";
import type { Choice } from "./proposal.ts";

/** Undefined after a cancel. */
export async function askChoice(
  { parts }: ProjectFacts,
  proposed: Choice,
): Promise<Choice | undefined> {
  const prompts = await import("@clack/prompts");
  const known = parts.flatMap(({ checks }) => checks);
  let { checks, own } = proposed;
  if (known.length > 0) {
    const answer = await prompts.multiselect({
      message: "Which checks should ci run?",
      required: false,
      initialValues: checks.map(({ name }) => name),
      options: known.map((check) => ({
        value: check.name,
        label: nameText(check.name),
        hint: nameText(hint(check)),
      })),
    });
    if (prompts.isCancel(answer)) return undefined;
    checks = known.filter(({ name }) => answer.includes(name));
  }
  if (own !== undefined) {
    const answer = await prompts.select<OwnFolder | "">({
      message: "Where should recompose.ts, package.json and run go?",
      options: [
        { value: own, label: `${own}/`, hint: "a folder of their own" },
        { value: "", label: "here, beside the project's own files" },
      ],
    });
    if (prompts.isCancel(answer)) return undefined;
    own = answer === "" ? undefined : answer;
  }
  return { checks, own };
}

/** As a person would type it. */
export function commandLine([program = "", ...args]: readonly string[]): string {
  const [option, script] = args;
  if (program === "sh" && option === "-c" && script !== undefined) return script;
  return [program, ...args].map(shellArgument).join(" ");
}

function hint({ command, source, program }: ProjectCheck): string {
  const line = commandLine(command);
  return program === undefined
    ? `${line}, by ${source}`
    : `${line}; needs ${program} on the runner`;
}

export type Decision = "install" | "write" | "nothing";

/** @param install what a person types to install, or undefined where nothing is to be installed */
export async function askDecision(install: string | undefined): Promise<Decision> {
  const prompts = await import("@clack/prompts");
  const options: { value: Decision; label: string; hint?: string }[] = [
    { value: "write", label: "Yes" },
    { value: "nothing", label: "No, leave everything as it is" },
  ];
  if (install !== undefined) {
    options.unshift({ value: "install", label: "Yes, and install now", hint: install });
  }
  const answer = await prompts.select<Decision>({ message: "Write these files?", options });
  return prompts.isCancel(answer) ? "nothing" : answer;
}
