import { expect, expectSame, type Fault } from "./fault.ts";

const links: Readonly<Record<string, string>> = {
  "a broken link": 'fs.symlinkSync("nowhere", "made/broken")',
  "a link to itself": 'fs.symlinkSync("circle", "made/circle")',
  "a link to a folder above it": 'fs.symlinkSync("..", "made/up")',
};

export const artifacts: readonly Fault[] = Object.entries(links).map(([what, make]): Fault => ({
  name: `${what} in an artifact`,
  holds: "it arrives, or one line names its path; others go on",
  async cause(scene) {
    scene.app(`
const saves = task({ name: "saves", artifacts: ["made"], run(_, context) {
  fs.mkdirSync("made"); fs.writeFileSync("made/file", "file"); ${make};
  context.saveArtifact("made", "made");
} });
const fine = task({ name: "fine", run: () => out("fine") });
const commands = [saves, fine];
const automations = [automation({ name: "ci", jobs() { job(saves); job(fine); } })];
`);
    const { exitCode, stdout, stderr } = await scene.recompose(["ci"]);
    const [saved, other] = scene.record.jobs;
    expectSame("the other job", other?.result, "success");
    const named = new RegExp(/made\/\w+/.exec(make)?.[0] ?? "made").test(stdout + stderr);
    expect(
      "one line with the path",
      saved?.result === "success" || (exitCode === 1 && named),
      stdout,
      stderr,
    );
  },
}));
