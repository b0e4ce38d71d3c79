/** Reads every generated workflow with the tools that their users check workflows with. */
import { existsSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { out, run, step, task } from "recompose-ci";
import { goTool, installed, tool } from "./tool.ts";

/** https://github.com/rhysd/actionlint */
const actionlint = goTool("actionlint", "1.7.12", "github.com/rhysd/actionlint/cmd/actionlint");

/** https://docs.zizmor.sh */
const zizmor = tool("zizmor", "1.32.0", join("bin", "zizmor"), async (folder, version) => {
  await run("python3", "-m", "venv", "--clear", folder);
  const pip = join(folder, "bin", "python");
  const quiet = ["--quiet", "--disable-pip-version-check", "--no-input"];
  await run(pip, "-m", "pip", "install", ...quiet, "--only-binary", ":all:", `zizmor==${version}`);
});

export const checkWorkflows = task({
  name: "check_workflows",
  description: "Check every generated workflow with actionlint and zizmor",
  async run() {
    const files = generatedWorkflows();
    await step("actionlint", async () => {
      await run(await installed(actionlint), "-no-color", "-shellcheck=", "-pyflakes=", ...files);
    });
    await step("zizmor", async () => {
      const settings = [
        "--persona=pedantic",
        "--offline",
        "--no-progress",
        "--no-config",
        "--quiet",
      ];
      await run(await installed(zizmor), ...settings, ...files);
    });
    out(`${files.length} workflows have no finding.`);
  },
});

/** The project's own workflows, those of its examples, and those that tests expect. */
function generatedWorkflows(): readonly string[] {
  const files = [
    ...filesBelow(".github/workflows", /\.yml$/),
    ...filesBelow("examples", /\/\.github\/workflows\/[^/]+\.yml$/),
    ...filesBelow("tests/golden", /\/expected\.yml$/),
  ];
  if (files.length === 0) throw new Error("there are no generated workflows to check");
  return files;
}

/** Paths relative to the project, with "/" in them, in order. */
function filesBelow(folder: string, pattern: RegExp): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).split(sep).join("/"))
    .filter((file) => pattern.test(file) && !file.includes("/node_modules/"))
    .sort();
}
