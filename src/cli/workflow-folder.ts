/** Where the workflows of an app are, and how they name it. */
import { existsSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { UsageError } from "../problems/usage-error.ts";
import type { GenerateRequest } from "../workflow/generate.ts";
import type { AppContext } from "./program-context.ts";

/** The repository's root: that of the app, without the folder in which the entry point is. */
export function repositoryRoot({ app, root }: AppContext): string {
  const below = app.defaults.workingDirectory ?? "";
  const steps = below.split("/").filter((part) => part !== "" && part !== ".");
  const ending = steps.map((step) => sep + step).join("");
  return root.endsWith(ending) ? root.slice(0, root.length - ending.length) || sep : root;
}

/** All workflows of the app, to be written to `outputDirectory`, or else where GitHub looks for them. */
export function generateRequest(
  context: AppContext,
  outputDirectory: string | undefined,
): GenerateRequest {
  const { app, appFile, host } = context;
  const repository = repositoryRoot(context);
  const committed = resolve(repository, ".github/workflows");
  if (outputDirectory?.trim() === "") {
    throw new UsageError("--output-dir needs the name of a folder.", ["--output-dir build"]);
  }
  return {
    automations: app.automations,
    defaults: app.defaults,
    folder: outputDirectory === undefined ? committed : resolve(host.cwd, outputDirectory),
    committed,
    source: relative(repository, appFile).split(sep).join("/"),
    regenerate: `${app.defaults.entryPoint} generate-gha`,
  };
}

/** Whether an app is still at the path that a generated file names. */
export function sourceExists(context: AppContext): (source: string) => boolean {
  const repository = repositoryRoot(context);
  return (source) => existsSync(resolve(repository, source));
}
