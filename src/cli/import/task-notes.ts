/** What `import --tasks` says of the commands of a workflow. */
import type { CommandTasks } from "../../import/modules/command-tasks.ts";
import { counted, quotedList } from "../../problems/wording.ts";

/** @param entryPoint What calls the app: `./run`. */
export function taskNotes(
  { tasks, kept }: Pick<CommandTasks, "tasks" | "kept">,
  entryPoint: string,
): readonly string[] {
  const [first, ...others] = tasks;
  const became =
    first === undefined
      ? []
      : others.length === 0
        ? [
            `1 command became a task (${first}); its step calls \`${entryPoint} ${first}\`, so it needs the checkout.`,
          ]
        : [
            `${counted(tasks.length, "command")} became tasks (${tasks.join(", ")}); their steps call \`${entryPoint} ${first}\` and so on, so they need the checkout.`,
          ];
  const versions = [...new Set(kept.map(({ node }) => node))];
  return [
    ...became,
    ...versions.map((node) => {
      const jobs = kept.filter((each) => each.node === node).map(({ job }) => job);
      return `the commands of ${quotedList(jobs, "and")} stay commands: Node ${node} is set up there, and a task needs Node 20.19 or later.`;
    }),
  ];
}
