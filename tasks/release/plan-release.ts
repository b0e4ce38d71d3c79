import { resolve } from "node:path";
import { out, task } from "recompose-ci";
import { waitingChanges } from "./changes.ts";
import { changelogSections, isPublished, ownManifest } from "./release-facts.ts";

interface Plan {
  /** `version`: changes wait for one. `release`: npm does not have the version yet. */
  readonly next: "version" | "release" | "nothing";
  readonly reason: string;
}

export const planRelease = task({
  name: "plan_release",
  description: "Say what comes next: a version, a release or nothing",
  outputs: ["next"],
  async run(_inputs, context) {
    const { next, reason } = await releasePlan(resolve("."));
    out(`${next}: ${reason}`);
    context.setOutput("next", next);
  },
});

export async function releasePlan(folder: string): Promise<Plan> {
  const manifest = ownManifest(folder);
  const { name, version } = manifest;
  const section = changelogSections(folder).find((one) => one.version === version);
  if (section?.isUnreleased === true) {
    return { next: "nothing", reason: `CHANGELOG.md says that ${version} is unreleased` };
  }
  const waiting = waitingChanges(folder, name);
  if (waiting.length > 0) {
    const files = waiting.map(({ file }) => file).join(", ");
    return { next: "version", reason: `no version has these changes yet: ${files}` };
  }
  return (await isPublished(folder, manifest))
    ? { next: "nothing", reason: `npm has ${version}, and there are no changes since` }
    : { next: "release", reason: `npm does not have ${version} yet` };
}
