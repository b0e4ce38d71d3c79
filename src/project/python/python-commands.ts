/** How programs of Python are started in a project, and what has to be installed before. */
import type { PythonProject } from "./python-project.ts";
import type { Requirements } from "./requirements.ts";

/** Programs that look at files alone, or make environments of their own: they need nothing of the project installed. */
const isolatedPrograms = new Set(
  "ruff black isort flake8 codespell tox nox pre-commit build".split(" "),
);

/** Remembers what was asked for, so that `install` has no more than the checks need. */
export class PythonCommands {
  readonly #project: PythonProject;
  readonly #places = new Set<Requirements>();
  /** Packages that the project uses and nowhere names. */
  readonly #packages = new Set<string>();
  #needsProject = false;

  constructor(project: PythonProject) {
    this.#project = project;
  }

  /** Whether the project depends on a package. */
  has(name: string): boolean {
    return this.#placeOf(name) !== undefined;
  }

  /**
   * Words that run a program of a package; undefined where the project's tool would not find it.
   * @param words The program with its arguments: `["python", "-m", "pytest"]`.
   */
  run(name: string, words: readonly string[]): readonly string[] | undefined {
    const place = this.#placeOf(name);
    const isIsolated = isolatedPrograms.has(name);
    const command = this.#command({ name, place, isIsolated }, words);
    if (command === undefined) return undefined;
    if (!isIsolated || place?.kind === "base") this.#needsProject = true;
    if (place === undefined) this.#packages.add(name);
    else this.#places.add(place);
    return command;
  }

  /** What the tool does by itself, with what is installed by default: `python manage.py test`. */
  runPython(words: readonly string[]): readonly string[] {
    this.#needsProject = true;
    const { tool } = this.#project;
    return tool === "pip" ? words : [...this.#runWords(), ...words];
  }

  /** With a lockfile in git, uv ends with an error where it would have to change that: https://docs.astral.sh/uv/concepts/projects/sync/#checking-the-lockfile */
  #runWords(): readonly string[] {
    const { tool, lockfile } = this.#project;
    return [tool, "run", ...(tool === "uv" && lockfile !== undefined ? ["--locked"] : [])];
  }

  /** Words that install what was asked for; undefined where the commands do so themselves. */
  install(): readonly string[] | undefined {
    const { tool, lockfile, pyproject } = this.#project;
    const named = (kind: Requirements["kind"]): readonly string[] =>
      [...this.#places]
        .filter((place) => place.kind === kind && !place.isDefault)
        .map(({ name }) => name);
    switch (tool) {
      case "uv": {
        if (pyproject["project"] === undefined) return undefined;
        // https://docs.astral.sh/uv/reference/cli/#uv-sync
        return [
          ...["uv", "sync"].concat(lockfile === undefined ? [] : "--locked"),
          ...named("group").flatMap((name) => ["--group", name]),
          ...named("extra").flatMap((name) => ["--extra", name]),
        ];
      }
      case "poetry":
        // https://python-poetry.org/docs/cli/#install
        return [
          "poetry",
          "install",
          "--no-interaction",
          ...named("group").flatMap((name) => ["--with", name]),
          ...named("extra").flatMap((name) => ["--extras", name]),
        ];
      case "pdm":
        // https://pdm-project.org/latest/reference/cli/#install
        return [
          ...["pdm", "install"].concat(lockfile === undefined ? [] : "--check"),
          ...[...named("group"), ...named("extra")].flatMap((name) => ["--group", name]),
        ];
      case "hatch":
        return undefined;
      case "pip":
        return this.#pipInstall();
    }
  }

  #placeOf(name: string): Requirements | undefined {
    const places = this.#project.requirements.filter(({ packages }) => packages.has(name));
    return places.find(({ isDefault }) => isDefault) ?? places[0];
  }

  #command(
    {
      name,
      place,
      isIsolated,
    }: { name: string; place: Requirements | undefined; isIsolated: boolean },
    words: readonly string[],
  ): readonly string[] | undefined {
    const { tool } = this.#project;
    if (tool === "pip") return words;
    if (tool === "uv") {
      return place === undefined && isIsolated
        ? ["uvx", ...uvxWords(name, words)]
        : [...this.#runWords(), ...uvOptions(name, place), ...words];
    }
    if (place === undefined) return isIsolated ? ["pipx", "run", ...words] : undefined;
    if (tool !== "hatch") return [tool, "run", ...words];
    const [program = "", ...args] = words;
    const isElsewhere = place.kind === "env" && !place.isDefault;
    if (place.kind === "extra" || place.kind === "group") return undefined;
    return ["hatch", "run", isElsewhere ? `${place.name}:${program}` : program, ...args];
  }

  #pipInstall(): readonly string[] | undefined {
    const { requirements, isPackage } = this.#project;
    const places = new Set(this.#places);
    if (this.#needsProject) {
      requirements
        .filter(({ kind, isDefault }) => kind === "file" && isDefault)
        .forEach((each) => places.add(each));
    }
    const named = (kind: Requirements["kind"]): readonly string[] =>
      [...places].filter((place) => place.kind === kind).map(({ name }) => name);
    const extras = named("extra");
    const needsPackage = isPackage && (this.#needsProject || extras.length > 0);
    const words = [
      ...named("file").flatMap((name) => ["--requirement", name]),
      ...named("group").flatMap((name) => ["--group", name]),
      ...(needsPackage ? ["--editable", extras.length === 0 ? "." : `.[${extras.join(",")}]`] : []),
      ...this.#packages,
    ];
    return words.length === 0 ? undefined : ["python", "-m", "pip", "install", ...words];
  }
}

/** `uv run` installs the default groups by itself, and what an option names: https://docs.astral.sh/uv/concepts/projects/run/ */
function uvOptions(name: string, place: Requirements | undefined): readonly string[] {
  if (place === undefined) return ["--with", name];
  if (place.isDefault && place.kind !== "file") return [];
  switch (place.kind) {
    case "group":
      return ["--group", place.name];
    case "extra":
      return ["--extra", place.name];
    case "file":
      return ["--with-requirements", place.name];
    default:
      return ["--with", name];
  }
}

/** https://github.com/tox-dev/tox-uv lets tox use uv for its environments. */
function uvxWords(name: string, words: readonly string[]): readonly string[] {
  if (name === "tox") return ["--with", "tox-uv", ...words];
  // Its package has another name than its program.
  return name === "build" ? ["--from", "build", "pyproject-build"] : words;
}
