/** The checks of `doctor`. Each says in a line what it finds; none changes anything. */
import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { homedir } from "node:os";
import { cacheFolders } from "../../app/cache/cache-folders.ts";
import { nearestApp } from "../../app/find-app.ts";
import { runGh } from "../../host/gh.ts";
import { folderAndParents } from "../../host/files/parent-folders.ts";
import { runGit } from "../../host/git.ts";
import type { Host } from "../../host/host.ts";
import { askProgram } from "../../host/processes/program-answer.ts";
import { counted, messageOf } from "../../problems/wording.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { inspectSecretsFile } from "../../task/secrets.ts";
import { generatedHeader } from "../../workflow/print/generated-header.ts";
import { ignores, ignoresAnywhere, ignoringFolders } from "../init/git-ignore.ts";
import { openApp } from "../open-app.ts";
import { detectManager } from "../../project/package-manager.ts";
import type { AppContext, ProgramContext } from "../program-context.ts";
import { repositoryRoot } from "./workflow-folder.ts";

export interface Finding {
  /** `note`: it works all the same, or few need it. */
  readonly state: "good" | "broken" | "note";
  readonly text: string;
  /** What to do about it. */
  readonly fix?: string | undefined;
}

function good(text: string): Finding {
  return { state: "good", text };
}

function broken(text: string, fix?: string): Finding {
  return { state: "broken", text, fix };
}

function note(text: string, fix?: string): Finding {
  return { state: "note", text, fix };
}

export async function checkAll(context: ProgramContext): Promise<Finding[]> {
  const { host } = context;
  const result = await openApp(host).catch((error: unknown) => brokenApp(error, host));
  const project = "app" in result ? result : undefined;
  const root = project?.root ?? host.cwd;
  return [
    checkNode(host),
    await checkGit(root),
    ...("app" in result ? await checkApp({ ...context, ...result }) : [result]),
    ...(await checkSecrets(host)),
    checkIgnored(project === undefined ? root : dirname(project.appFile), root),
    await checkBash(root),
    await checkGh(host, root),
    checkCache(project?.appFile ?? join(root, "recompose.ts"), host),
  ];
}

async function checkApp(context: AppContext): Promise<Finding[]> {
  return [
    good(`${relative(context.host.cwd, context.appFile)} loads`),
    checkEntryPoint(context),
    ...(await checkWorkflows(context)),
    ...checkHandWritten(context),
  ];
}

/** The range of package.json's `engines`. */
function checkNode({ nodeVersion }: Host): Finding {
  const version = nodeVersion.replace(/^v/, "");
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const text = `Node.js ${version}`;
  return major > 20 || (major === 20 && minor >= 19)
    ? good(text)
    : broken(`${text} is too old`, "Install Node.js 20.19 or later.");
}

async function checkGit(root: string): Promise<Finding> {
  const version = await runGit(root, ["--version"]);
  if (!version.ok) {
    return broken("there is no git", "Install git: local runs read the commit and branch from it.");
  }
  const top = await runGit(root, ["rev-parse", "--show-toplevel"]);
  return top.ok
    ? good(`${version.stdout}, repository ${top.stdout}`)
    : broken(`${root} is not in a git repository`, "git init");
}

function brokenApp(error: unknown, host: Host): Finding {
  const [first = ""] = messageOf(error).split("\n");
  const hints = error instanceof UsageError ? error.hints : [];
  const file = nearestApp(host.cwd);
  const text = file === undefined ? first : `${basename(file)} does not load: ${first}`;
  return broken(text, hints[0] ?? "recompose --debug says where.");
}

function checkEntryPoint({ app, root }: AppContext): Finding {
  const { entryPoint } = app.defaults;
  // A program of the PATH, such as `npx recompose`, cannot be looked at.
  if (!/^\S*\/\S*$/.test(entryPoint)) return good(`workflow steps call ${entryPoint}`);
  const path = resolve(root, entryPoint);
  if (!existsSync(path)) {
    return broken(
      `${entryPoint} does not exist, and workflow steps call it`,
      'recompose init writes ./run; or set "entryPoint" in app().',
    );
  }
  return allows(path, constants.X_OK) && statSync(path).isFile()
    ? good(`${entryPoint} is executable`)
    : broken(`${entryPoint} is not executable`, `chmod +x ${entryPoint}`);
}

/** Calls the code of `generate-gha`, so that the two never differ. */
async function checkWorkflows(context: AppContext): Promise<Finding[]> {
  const { automations, defaults } = context.app;
  const { entryPoint } = defaults;
  if (automations.length === 0) {
    return [note("there are no automations, so there are no workflows")];
  }
  const { generationWarnings, planGeneration } = await import("./generate-gha.ts");
  try {
    const generation = await planGeneration(context);
    const { length: warnings } = await generationWarnings(context, generation);
    const findings: Finding[] = [];
    if (generation.changes.length === 0) {
      const text = `${counted(automations.length, "workflow")} valid and up to date`;
      findings.push(good(text));
    } else {
      const fix = `${entryPoint} generate-gha, and commit what it writes`;
      findings.push(broken("generated workflows are out of date", fix));
    }
    if (warnings > 0) {
      const text = `${counted(warnings, "warning")} about ${automations.length === 1 ? "it" : "them"}`;
      findings.push(note(text, `${entryPoint} generate-gha --check`));
    }
    return findings;
  } catch (error) {
    const hints = error instanceof UsageError ? error.hints : [];
    const fix = hints.length === 0 ? `${entryPoint} generate-gha` : hints.join(", or ");
    return [broken(messageOf(error), fix)];
  }
}

/** Those that no automation would be written to: these are a matter of `generate-gha`. */
function checkHandWritten(context: AppContext): Finding[] {
  const folder = join(repositoryRoot(context), ".github/workflows");
  const own = context.app.automations.map(({ file }) => file);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name) && !own.includes(name))
    .filter((name) => !readFileSync(join(folder, name), "utf8").startsWith(generatedHeader))
    .sort();
  const text = `written by hand, and never touched: ${names.join(", ")}`;
  return names.length === 0 ? [] : [good(text)];
}

/** Calls the code that reads secrets, so that the two never differ. */
async function checkSecrets({ env }: Host): Promise<Finding[]> {
  try {
    const { file, state } = await inspectSecretsFile(env);
    if (state === "private") return [good(`${file} can be read by you alone`)];
    if (state === "open") {
      const text = `${file} can be read by other users, and each task that reads it warns`;
      return [note(text, `chmod 600 ${file}`)];
    }
    return env["RECOMPOSE_SECRETS_FILE"]
      ? [note(`RECOMPOSE_SECRETS_FILE names ${file}, which does not exist`)]
      : [];
  } catch (error) {
    return [broken(messageOf(error))];
  }
}

/** Git does not need it, since the folder ignores itself, but Prettier does. */
function checkIgnored(appFolder: string, root: string): Finding {
  const covers = (folder: string): boolean => {
    const file = join(folder, ".gitignore");
    if (!existsSync(file)) return false;
    const text = readFileSync(file, "utf8");
    return folder === appFolder
      ? ignores(text, ".recompose")
      : ignoresAnywhere(text, ".recompose") ||
          ignores(text, `${relative(folder, appFolder)}/.recompose`);
  };
  // A folder that is for the app alone says all that is to be said of it.
  const folders =
    appFolder === root
      ? ignoringFolders(appFolder, detectManager(appFolder).top)
      : ([appFolder] as const);
  const missingFolder = folders.find((folder) => !covers(folder));
  if (missingFolder === undefined) {
    return good(".recompose/, where runs are kept, is in .gitignore");
  }
  const file = join(missingFolder, ".gitignore");
  return note(
    `.recompose/, where runs are kept, is not in ${file}, so Prettier would check it there`,
    `echo .recompose/ >>${file}`,
  );
}

/** GitHub's default shell for a step: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell */
async function checkBash(root: string): Promise<Finding> {
  const { ok, stdout } = await askProgram("bash", ["-c", 'echo "$BASH_VERSION"'], { cwd: root });
  return ok
    ? good(`bash ${stdout}`)
    : broken("there is no bash, and steps run in it", "Install bash.");
}

/** `gh auth status` would ask GitHub. A host that gh has stored tells nearly as much. */
async function checkGh({ env }: Host, root: string): Promise<Finding> {
  const answer = await runGh(["--version"], { cwd: root });
  const version = answer?.ok === true ? answer.stdout.split("\n", 1)[0] : undefined;
  const purpose = "only --remote, --status and pins --update need it";
  if (version === undefined) return note(`there is no gh; ${purpose}`, "https://cli.github.com");
  const folder =
    env["GH_CONFIG_DIR"] ?? join(env["XDG_CONFIG_HOME"] ?? join(homedir(), ".config"), "gh");
  const isLoggedIn =
    env["GH_TOKEN"] !== undefined ||
    env["GITHUB_TOKEN"] !== undefined ||
    existsSync(join(folder, "hosts.yml"));
  return isLoggedIn
    ? good(version)
    : note(`${version}, not logged in; ${purpose}`, "gh auth login");
}

/** Where compiled apps are kept, so that they load fast. Calls the code that keeps them. */
function checkCache(appFile: string, host: Host): Finding {
  const folders = [...cacheFolders(appFile, host).folders].map((folder) => dirname(folder));
  const [preferredFolder = ""] = folders;
  const cacheFolder = folders.find((folder) => allows(existingFolder(folder), constants.W_OK));
  if (cacheFolder === preferredFolder) return good(`the cache ${preferredFolder} can be written`);
  const closedFolder = existingFolder(preferredFolder);
  return note(
    `${closedFolder} cannot be written: ${cacheFolder === undefined ? "nothing is cached" : `the cache is ${cacheFolder} instead`}`,
    `chmod u+w ${closedFolder}`,
  );
}

/** The folder, or the nearest one above it that exists. */
function existingFolder(folder: string): string {
  return folderAndParents(folder).find((each) => existsSync(each)) ?? folder;
}

function allows(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
