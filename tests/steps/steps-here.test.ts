/** What a local run makes of the steps. */
import { expect, test } from "vitest";
import { Project, runScript } from "../support/project.ts";

const recompose = `
import {
  app, automation, checkout, download, job, matrix, setupGo, setupNode, setupRust, shell, upload,
} from "recompose-ci";

const ci = automation({
  name: "ci",
  jobs() {
    const m = matrix({ part: ["a", "b"], rust: ["1.50"] });
    const made = job("made", {
      matrix: m,
      steps: [
        checkout(),
        setupNode({ versionFile: ".nvmrc" }),
        setupGo({ versionFile: "go.mod" }),
        setupRust({ toolchain: m.rust }),
        shell('mkdir out && echo "$PART" >out/part.txt && echo x >out/no.tmp', { env: { PART: m.part } }),
        upload(\`part-\${m.part}\`, ["out/", "!out/*.tmp"]),
        shell("rm -r out"),
      ],
    });
    job("used", {
      needs: [made],
      steps: [
        download({ pattern: "part-*", path: "in" }),
        download("part-b", { path: "in/alone" }),
        shell("find in -type f | sort | xargs grep -H ."),
      ],
    });
  },
});

export default app({ commands: [], automations: [ci] });
`;

test("upload() and download() pass files between jobs, and a version is read from its file", async () => {
  const project = new Project({
    "recompose.ts": recompose,
    run: runScript(),
    ".nvmrc": "99\n",
    "go.mod": "module x\n\ngo 1.99\n",
  });
  const { stdout, exitCode } = await project.recompose(["ci", "--verbose", "--jobs", "1"]);
  expect({ stdout, exitCode }).toMatchObject({ exitCode: 0 });
  expect(stdout).toContain("in/part-a/part.txt:a");
  expect(stdout).toContain("in/part-b/part.txt:b");
  expect(stdout).toContain("in/alone/part.txt:b");
  expect(stdout).not.toContain("no.tmp:x");
  expect(stdout).toContain("node 99 was asked for");
});

const tools = `
import {
  app, automation, cacheRust, checkout, job, setupBun, setupDeno, setupGradle, setupJava, setupPnpm, setupRust, setupYarn, shell,
} from "recompose-ci";

const ci = automation({
  name: "ci",
  jobs() {
    const kept = cacheRust({ id: "kept" });
    job("tools", {
      steps: [
        checkout(), setupPnpm(), setupYarn(), setupBun(), setupDeno(), setupJava("21"), setupGradle(), setupRust(), kept,
        shell('echo "made $HIT"', { env: { HIT: kept.outcome }, if: kept.outcome.eq("success") }),
      ],
    });
  },
});

export default app({ commands: [], automations: [ci] });
`;

test("what sets up tools and keeps files is left out, and the job is as if it had been there", async () => {
  const project = new Project({ "recompose.ts": tools, run: runScript() });
  const { stdout, exitCode } = await project.recompose(["ci", "--verbose"]);
  expect({ stdout, exitCode }).toMatchObject({ exitCode: 0 });
  expect(stdout).toContain("made success");
  expect(stdout).toContain("1 passed");
  expect(stdout).not.toMatch(/left out on this machine|elsewhere/);
});
