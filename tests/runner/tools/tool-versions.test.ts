/** Versions of tools that setup steps ask for, and those that this machine has. */
import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { setupRust } from "../../../src/steps/setup/setup-rust.ts";
import type { Tool } from "../../../src/runner/tools/tool-versions.ts";
import { toolNote } from "../../../src/runner/tools/tool-notes.ts";
import { planLines } from "../../../src/runner/plan/plan-lines.ts";
import { planWorkflow } from "../../../src/runner/plan/plan-workflow.ts";
import type { LocalRunOptions } from "../../../src/runner/run-options.ts";
import type { WorkflowStep } from "../../../src/model/workflow.ts";
import { command, download, output, upload, workflowOf } from "../workflow-builders.ts";
import { project, type Ran, runHere, testHost } from "../workflow-runs.ts";

describe("a note", () => {
  const here = (version: string) => ({ kind: "version", version }) as const;

  test.each<[Tool, string, string, string]>([
    ["node", "26", "20.20.2", "node 26 was asked for, here is 20.20"],
    ["node", "20.19.1", "20.19.2", "node 20.19.1 was asked for, here is 20.19.2"],
    ["node", "lts/iron", "22.1.0", "node lts/iron was asked for, here is 22.1"],
    ["node", "lts/*", "23.1.0", "node lts/* was asked for, here is 23.1"],
    ["python", "3.12", "3.11.7", "python 3.12 was asked for, here is 3.11"],
    ["rust", "nightly", "1.95.0", "rust nightly was asked for, here is 1.95"],
    ["rust", "stable", "1.95.0-nightly", "rust stable was asked for, here is 1.95-nightly"],
    ["rust", "1.90", "1.95.0", "rust 1.90 was asked for, here is 1.95"],
    ["go", "1.22.x", "1.23.4", "go 1.22.x was asked for, here is 1.23"],
    ["java", "21", "17.0.9", "java 21 was asked for, here is 17.0"],
    ["java", "1.8", "11", "java 1.8 was asked for, here is 11"],
    ["java", "17.0.9+9", "17.0.8", "java 17.0.9+9 was asked for, here is 17.0.8"],
    ["ruby", "ruby-3.3", "3.2.1", "ruby ruby-3.3 was asked for, here is 3.2"],
    ["ruby", "jruby-9.4", "3.2.1", "ruby jruby-9.4 was asked for, here is 3.2"],
    ["dotnet", "8.0.4xx", "8.0.304", "dotnet 8.0.4xx was asked for, here is 8.0.304"],
    ["bun", "1.2.x", "1.1.9", "bun 1.2.x was asked for, here is 1.1"],
    ["deno", "2.x", "1.46.3", "deno 2.x was asked for, here is 1.46"],
    ["pnpm", "10", "9.15.4", "pnpm 10 was asked for, here is 9.15"],
    ["yarn", "4.9.1", "1.22.22", "yarn 4.9.1 was asked for, here is 1.22.22"],
  ])("%s %s where %s is here", (tool, version, installed, note) => {
    expect(toolNote({ tool, version }, here(installed))).toBe(note);
  });

  test.each<[Tool, string, string]>([
    ["node", "20", "20.20.2"],
    ["node", "lts/iron", "20.20.2"],
    ["node", "lts/*", "24.1.0"],
    ["node", "lts/*", "27.1.0"],
    ["node", "latest", "20.20.2"],
    ["python", "3.13-dev", "3.12.1"],
    ["python", "pypy3.10", "3.12.1"],
    ["uv", "latest", "0.8.0"],
    ["rust", "stable", "1.95.0"],
    ["rust", "nightly-2026-01-01", "1.95.0-nightly"],
    ["rust", "1.95.0", "1.95.0"],
    ["rust", "my-nightly", "1.95.0"],
    ["go", "stable", "1.23.4"],
    ["java", "8", "8.0"],
    ["java", "21-ea", "17.0.9"],
    ["java", "latest", "17.0.9"],
    ["ruby", "head", "3.2.1"],
    ["ruby", "3", "3.2.1"],
    ["dotnet", "8.0.4xx", "8.0.404"],
    ["dotnet", "8", "8.0.404"],
    ["bun", "canary", "1.1.9"],
    ["deno", "lts", "1.46.3"],
    ["pnpm", "latest", "9.15.4"],
    ["yarn", "4.9.1", "4.9.1"],
  ])("nothing is said of %s %s where %s is here", (tool, version, installed) => {
    expect(toolNote({ tool, version }, here(installed))).toBeUndefined();
  });

  test("says that there is none, and nothing of an answer that it does not understand", () => {
    const asked = { tool: "uv", version: "0.9" } as const;
    expect(toolNote(asked, { kind: "none" })).toBe("uv 0.9 was asked for, here is none");
    expect(toolNote(asked, { kind: "unclear" })).toBeUndefined();
    const odd = { tool: "node", version: `a b\n\u{2028}${"c".repeat(50)}` } as const;
    expect(toolNote(odd, { kind: "none" })).toBe(
      `node a b ${"c".repeat(36)}… was asked for, here is none`,
    );
  });
});

const setup = (uses: string, values: Readonly<Record<string, string>>): WorkflowStep => ({
  purpose: "setup",
  uses,
  with: values,
});
const node = (version: string): WorkflowStep =>
  setup("actions/setup-node@v7", { "node-version": version });

/** A folder with a `node` 20.20.2, and nothing else of what setup steps ask for; each question is a line of `asked`. */
function machine(): Pick<LocalRunOptions, "root" | "host"> {
  const root = project({
    "bin/node": `#!/bin/sh\necho node >> "${"${0%/*}"}/../asked"\necho v20.20.2\n`,
    "bin/rustc": "#!/bin/sh\necho 'rustc 1.95.0 (59807616e 2026-04-14)'\n",
  });
  for (const name of ["node", "rustc"]) chmodSync(path.join(root, "bin", name), 0o755);
  return { root, host: testHost({ PATH: `${root}/bin:/usr/bin:/bin` }) };
}

describe("a job whose setup asks for another version than is here", () => {
  const matrix = workflowOf({
    test: {
      strategy: { matrix: { node: ["20.x", "26.x"] } },
      steps: [node("${{ matrix.node }}"), command("echo tested")],
    },
  });

  function notes({ record }: Ran): Readonly<Record<string, unknown>> {
    return Object.fromEntries(record.jobs.map((job) => [job.name, job.notes]));
  }

  test("runs, and its record and its end say so", async () => {
    const ran = await runHere(matrix, machine());
    expect(ran.results).toEqual({ "test (20.x)": "success", "test (26.x)": "success" });
    const note = "node 26.x was asked for, here is 20.20";
    expect(notes(ran)).toEqual({ "test (20.x)": undefined, "test (26.x)": [note] });
    expect(ran.log("test (26.x)")).toContain(note);
    const ends = ran.events.filter((event) => event.type === "job-finished");
    expect(ends.find(({ path: names }) => names[1] === "test (26.x)")?.notes).toEqual([note]);
  });

  test("is elsewhere with strict tools, with what it would have uploaded", async () => {
    const ran = await runHere(
      workflowOf({
        build: { steps: [node("26"), command("false"), upload("app", "saved")] },
        next: { needs: ["build"] },
        takes: { needs: ["build"], steps: [download({ name: "app" }, "got")] },
      }),
      { ...machine(), strictTools: true },
    );
    expect(ran.results).toEqual({
      build: "elsewhere: elsewhere: node 26 was asked for, here is 20.20",
      next: "success",
      takes: "elsewhere: elsewhere: needs the artifact app",
    });
  });

  test("is planned as one that does not run with strict tools", async () => {
    const plan = await planWorkflow(matrix, { ...machine(), strictTools: true });
    expect(planLines(plan).slice(3)).toEqual([
      "  test (20.x)",
      "    echo tested",
      "  test (26.x)",
      "    does not run: elsewhere: node 26.x was asked for, here is 20.20",
    ]);
  });

  test("may ask in an input, in env or for one condition only", async () => {
    const ran = await runHere(
      workflowOf({
        first: { steps: [command('echo v=26 >> "$GITHUB_OUTPUT"')], outputs: { v: output("v") } },
        needs: { needs: ["first"], steps: [node("${{ needs.first.outputs.v }}"), command("true")] },
        env: { env: { NODE: "24" }, steps: [node("${{ env.NODE }}"), command("true")] },
        own: {
          env: { NODE: "20" },
          steps: [{ ...node("${{ env.NODE }}"), env: { NODE: "25" } }, command("true")],
        },
        never: {
          steps: [{ ...node("26"), if: "${{ runner.os == 'Windows' }}" }, command("true")],
        },
        later: { steps: [node("26"), node("20"), command("true")] },
      }),
      machine(),
    );
    expect(notes(ran)).toEqual({
      first: undefined,
      needs: ["node 26 was asked for, here is 20.20"],
      env: ["node 24 was asked for, here is 20.20"],
      own: ["node 25 was asked for, here is 20.20"],
      never: undefined,
      later: undefined,
    });
  });

  test("may ask for several tools, of which this machine has none", async () => {
    const ran = await runHere(
      workflowOf({
        a: {
          steps: [
            setup("astral-sh/setup-uv@v10", { version: "0.9" }),
            setup("actions/setup-go@v6", { "go-version": "1.22" }),
            command("true"),
          ],
        },
      }),
      machine(),
    );
    expect(ran.job("a").notes).toEqual([
      "uv 0.9 was asked for, here is none",
      "go 1.22 was asked for, here is none",
    ]);
  });

  test("may ask by setupRust(), which is a command", async () => {
    const rust = setupRust({ toolchain: "1.90", components: ["clippy"] });
    const ran = await runHere(
      workflowOf({
        a: { steps: [{ purpose: "setup", run: rust.command }, command("true")] },
      }),
      machine(),
    );
    expect(ran.job("a").notes).toEqual(["rust 1.90 was asked for, here is 1.95"]);
  });
});

test("a file of the project may ask, and none outside of it, nor a folder or a file that is too large", async () => {
  const step = (file: string): WorkflowStep =>
    setup("actions/setup-node@v7", { "node-version-file": file });
  const { root, host } = machine();
  writeFileSync(path.join(root, ".nvmrc"), "v26\n");
  writeFileSync(path.join(root, "large"), `v26\n${"\n".repeat(2 ** 20)}`);
  const files = [".nvmrc", "large", "bin", "missing", path.join(root, ".nvmrc"), "../.nvmrc"];
  const jobs = files.map((file, index) => [`j${index}`, { steps: [step(file), command("true")] }]);
  const ran = await runHere(workflowOf(Object.fromEntries(jobs)), { root, host });
  expect(ran.record.jobs.map(({ notes }) => notes)).toEqual([
    ["node 26 was asked for, here is 20.20"],
    undefined,
    undefined,
    undefined,
    ["node 26 was asked for, here is 20.20"],
    undefined,
  ]);
});

test("the answers of Java and of .NET are understood", async () => {
  const root = project({
    "bin/java": `#!/bin/sh\nprintf 'Picked up JAVA_TOOL_OPTIONS: -x\\nopenjdk version "1.8.0_392"\\nOpenJDK Runtime\\n' >&2\n`,
    "bin/dotnet": "#!/bin/sh\necho '6.0.428 [/usr/sdk]'\necho '8.0.404 [/usr/sdk]'\n",
  });
  for (const name of ["java", "dotnet"]) chmodSync(path.join(root, "bin", name), 0o755);
  const steps = [
    setup("actions/setup-java@v5", { "java-version": "21" }),
    setup("actions/setup-dotnet@v5", { "dotnet-version": "6.0.x\n8.0.x\n9.0.x" }),
    command("true"),
  ];
  const ran = await runHere(workflowOf({ a: { steps } }), {
    root,
    host: testHost({ PATH: `${root}/bin:/usr/bin:/bin` }),
  });
  expect(ran.job("a").notes).toEqual([
    "java 21 was asked for, here is 8.0",
    "dotnet 9.0.x was asked for, here is 8.0",
  ]);
});

test("this machine is asked once a run, and not where no version is asked for", async () => {
  const here = machine();
  const asked = (): Promise<Ran> =>
    runHere(workflowOf({ count: { steps: [command("cat asked 2>/dev/null | wc -l")] } }), here);
  await runHere(
    workflowOf({
      a: { steps: [setup("actions/setup-node@v7", { cache: "npm" }), command("true")] },
      skipped: { if: "${{ false }}", steps: [node("26"), command("true")] },
    }),
    here,
  );
  expect((await asked()).log("count").trim()).toBe("0");
  await runHere(
    workflowOf({
      a: { steps: [node("26"), command("true")] },
      b: { steps: [node("20"), command("true")] },
    }),
    here,
  );
  expect((await asked()).log("count").trim()).toBe("1");
});
