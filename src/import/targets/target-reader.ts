/** Which files of other tools have targets, and what reads them. No reader runs anything or reads another file. */
import { readJustfile } from "./justfile/justfile.ts";
import { readMakefile } from "./makefile/makefile.ts";
import { readNoxfile } from "./nox/noxfile.ts";
import { readPackageScripts } from "./package-scripts.ts";
import { readSetupCfg, readToxIni } from "./tox/tox-ini.ts";
import { readPyproject, readToxToml } from "./tox/tox-toml.ts";
import type { FoundTargets, Target, TargetFile, TargetOptions } from "./target.ts";
import { withTaskNames } from "./task-names.ts";

export type TargetReader = (text: string, options?: TargetOptions) => TargetFile;

type FindTargets = (text: string, options: TargetOptions) => FoundTargets;

/** By the name of the file, in small letters. */
const readers: Readonly<Record<string, FindTargets>> = {
  "package.json": readPackageScripts,
  makefile: readMakefile,
  gnumakefile: readMakefile,
  justfile: readJustfile,
  ".justfile": readJustfile,
  "noxfile.py": readNoxfile,
  "tox.ini": readToxIni,
  "setup.cfg": readSetupCfg,
  "tox.toml": readToxToml,
  "pyproject.toml": readPyproject,
};

/** Undefined for a file whose name says nothing. Only the last part of a path counts. */
export function targetReaderOf(file: string): TargetReader | undefined {
  const name = (/[^/\\]*$/.exec(file)?.[0] ?? "").toLowerCase();
  const find = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (find === undefined) return undefined;
  return (text, options = {}) => {
    const { targets, notes } = find(text, options);
    const named = withTaskNames(targets, options.taken);
    return { targets: named.map((target) => started(target, options)), notes };
  };
}

/** Programs that a project installs for itself. */
const ofProject = new Set(["tox", "nox"]);

function started(target: Target, { programWords }: TargetOptions): Target {
  const [program = "", ...words] = target.command;
  const start = ofProject.has(program) ? programWords?.(program) : undefined;
  return start === undefined ? target : { ...target, command: [...start, ...words] };
}
