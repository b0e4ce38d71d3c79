/** From a project of each stack to a green run: the package as somebody new would use it, with the real tools. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { artifactInput, boolInput, out, step, stringInput, task } from "recompose-ci";
import { npmLibrary, pnpmMonorepo, yarnPlugAndPlay } from "../stacks/node-stacks.ts";
import {
  goModule,
  mavenProject,
  pipProject,
  rustCrate,
  twoStacks,
  uvProject,
} from "../stacks/other-stacks.ts";
import { type PackageRegistry, startRegistry } from "../stacks/package-registry.ts";
import type { Stack } from "../stacks/stack.ts";
import { blockIn, comparable, transcript, withBlock } from "../stacks/transcript.ts";
import { type TriedStack, tryStack } from "../stacks/try-stack.ts";
import { installed, installedPackages, pythonTool } from "../tool.ts";
import { actionlintFindings, zizmorFindings } from "../workflows/workflow-findings.ts";
import { actionlint, zizmor } from "../workflows/workflow-tools.ts";

/** https://docs.astral.sh/uv/ */
const uv = pythonTool("uv", "0.13.9", "uv", ["uv==0.13.9"]);

const usualStacks = [npmLibrary, pnpmMonorepo, uvProject, rustCrate, goModule, twoStacks];

/** They download much, and take as long as all others. */
const slowStacks = [yarnPlugAndPlay, mavenProject, pipProject];

const stacks: readonly Stack[] = [...slowStacks, ...usualStacks];

const page = "docs/getting-started.md";

export const checkStacks = task({
  name: "check_stacks",
  description: "Begin with recompose in a project of each stack, up to a green run and a workflow",
  inputs: {
    package: artifactInput({ description: "The tarball that build packs" }),
    all: boolInput({
      description: `Try ${slowStacks.map(({ name }) => name).join(", ")}, too, which take as long as the others`,
    }),
    only: stringInput({ default: "", description: "The name of the one stack to try" }),
    write: boolInput({ description: `Write what came of it into ${page}` }),
  },
  async run({ package: tarball, all, only, write }) {
    const folder = await mkdtemp(path.join(tmpdir(), "recompose-stacks-"));
    const registry = await startRegistry(tarball.path);
    try {
      const offered = all || only !== "" ? stacks : usualStacks;
      const chosen = offered.filter(({ name }) => only === "" || name === only);
      if (chosen.length === 0) throw new Error(`there is no stack ${only}`);
      const tried = await tryAll(chosen, folder, registry);
      await step("workflows", () => checkFiles(tried));
      await step(page, () => checkPage(tried, write));
    } finally {
      registry.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
});

type Tried = TriedStack & { readonly stack: Stack };

/** Two at once: what one waits for the network, the other computes. */
async function tryAll(
  chosen: readonly Stack[],
  folder: string,
  registry: PackageRegistry,
): Promise<readonly Tried[]> {
  const env = await environment(folder, registry);
  const waiting = [...chosen];
  const tried: Tried[] = [];
  const lane = async (): Promise<void> => {
    for (let stack = waiting.shift(); stack !== undefined; stack = waiting.shift()) {
      const own = path.join(folder, stack.name.replaceAll(" ", "-"));
      tried.push({ stack, ...(await tryStack(stack, { folder: own, env })) });
    }
  };
  // Where one fails, the other still writes to the folder.
  const ended = await Promise.allSettled([lane(), lane()]);
  const failed = ended.find((each) => each.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return tried;
}

/** That of a person: nothing of the run around it, and the package as it will be on npm. */
async function environment(
  folder: string,
  { address }: PackageRegistry,
): Promise<Readonly<Record<string, string | undefined>>> {
  const packages = stacks.flatMap((stack) => stack.packages ?? []);
  const managers = await installedPackages("package-managers", packages);
  const bins = [path.join(managers, "node_modules/.bin"), path.dirname(await installed(uv))];
  const outer = Object.keys(process.env).filter((name) =>
    /^(?:CI$|GITHUB_|RUNNER_|RECOMPOSE_|INPUT_|p?npm_|VIRTUAL_ENV$|NODE_OPTIONS$)/.test(name),
  );
  // What npx fetched before is no matter of this tarball.
  const npmCache = path.resolve("node_modules/.cache/recompose-ci/tools/npm-cache");
  await rm(path.join(npmCache, "_npx"), { recursive: true, force: true });
  await mkdir(npmCache, { recursive: true });
  const identity = { NAME: "Somebody", EMAIL: "somebody@example.com" };
  const git = Object.entries(identity).flatMap(([name, value]) =>
    ["AUTHOR", "COMMITTER"].map((who) => [`GIT_${who}_${name}`, value]),
  );
  return {
    ...Object.fromEntries(outer.map((name) => [name, undefined])),
    ...Object.fromEntries(git),
    PATH: [...bins, process.env["PATH"]].join(path.delimiter),
    npm_config_registry: address,
    pnpm_config_registry: address,
    npm_config_cache: npmCache,
    npm_config_yes: "true",
    YARN_NPM_REGISTRY_SERVER: address,
    YARN_UNSAFE_HTTP_WHITELIST: "127.0.0.1",
    YARN_GLOBAL_FOLDER: path.join(folder, "yarn"),
    // A lockfile changes in the first install.
    YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
  };
}

async function checkFiles(tried: readonly Tried[]): Promise<void> {
  const files = tried.map(({ workflow }) => workflow);
  const findings = [
    ...(await actionlintFindings(await installed(actionlint), files)),
    ...(await zizmorFindings(await installed(zizmor), files)),
  ];
  if (findings.length === 0) return;
  const lines = findings.map(({ workflow, rule, message }) => `${workflow}: ${rule}: ${message}`);
  throw new Error(`there are findings:\n${lines.join("\n")}`);
}

async function checkPage(tried: readonly Tried[], write: boolean): Promise<void> {
  const documented = tried.filter(({ stack }) => stack.isDocumented);
  const text = await readFile(page, "utf8");
  if (write) {
    const newText = documented.reduce(
      (before, { stack, exchanges }) => withBlock(before, stack.name, transcript(exchanges)),
      text,
    );
    await writeFile(page, newText);
    return;
  }
  for (const { stack, exchanges } of documented) {
    const now = comparable(transcript(exchanges));
    const then = comparable(blockIn(text, stack.name));
    if (now === then) continue;
    throw new Error(
      `${page} shows of ${stack.name}:\n${then}\nand it is:\n${now}\n./run check_stacks --package=… --write writes it anew.`,
    );
  }
  out(`${page} shows what came of ${documented.map(({ stack }) => stack.name).join(", ")}.`);
}
