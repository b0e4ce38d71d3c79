import { expect, expectSame, type Fault } from "./fault.ts";

const files = ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ENV", "GITHUB_PATH"] as const;

const replacements: Readonly<Record<string, string>> = {
  "a FIFO": 'mkfifo "$file"',
  "a device": 'ln -s /dev/zero "$file"',
  "a folder": 'mkdir "$file"',
  "a sparse file of 3 GB": 'truncate -s 3G "$file"',
};

export const stepFiles: readonly Fault[] = Object.entries(replacements).map(
  ([what, command]): Fault => ({
    name: `${files.map((name) => `\`$${name}\``).join(", ")} replaced by ${what}`,
    holds: "that job fails with a reason that names the file, or nothing is lost; others go on",
    async cause(scene) {
      const jobs = files.map(
        (name) =>
          `job(task({ name: "${name.toLowerCase()}", run: () => run("sh", "-c", ${JSON.stringify(`file=$${name}; rm -f "$file"; ${command}`)}) }));`,
      );
      scene.app(`
const fine = task({ name: "fine", outputs: ["value"], run(_, context) { context.setOutput("value", "there"); } });
const commands = [fine];
const automations = [automation({ name: "ci", jobs() { job(fine); ${tasks(jobs)} } })];
`);
      const outcome = await scene.recompose(["ci"]);
      const { jobs: kept } = scene.record;
      expectSame(
        "the other job",
        [kept[0]?.result, kept[0]?.outputs["value"]],
        ["success", "there"],
      );
      for (const { id, result, reason } of kept.slice(1)) {
        const isClear =
          result === "success" || (result === "failure" && /file/i.test(reason ?? ""));
        expect(`what became of ${id}`, isClear, { result, reason }, outcome.stdout);
      }
    },
  }),
);

function tasks(jobs: readonly string[]): string {
  return jobs.join(" ");
}
