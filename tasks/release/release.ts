import { boolInput, out, task } from "recompose-ci";
import { build } from "../build.ts";
import { anyTimeInput, checkRelease } from "./check-release.ts";

export const release = task({
  name: "release",
  description: "Show what would be released, and check that it can be",
  inputs: {
    dryRun: boolInput({ description: "Do all that a release does, but publish nothing" }),
    anyTime: anyTimeInput,
  },
  async run({ dryRun, anyTime }) {
    if (!dryRun) {
      throw new Error(
        "nothing is published from here: GitHub publishes what it has tested, when the pull request " +
          '"Release …" is merged (.github/workflows/release.yml). ' +
          "Type ./run release --dry-run for what that would be, ./run release_workflow --rehearse for all its jobs here.",
      );
    }
    const built = await build();
    if (!built.ok) throw built.error;
    (await checkRelease({ package: built.artifacts.package, anyTime })).unwrap();
    out("This can be released. Nothing was published.");
  },
});
