/** Scripts of Hatch's environments: https://hatch.pypa.io/latest/config/environment/overview/#scripts */
import { mappingAt, textsAt } from "../folder-files.ts";
import type { FoundCheck } from "../found-part.ts";
import { environmentKind } from "./environment-kind.ts";
import type { PythonProject } from "./python-project.ts";

export function hatchChecks({ files, pyproject }: PythonProject): readonly FoundCheck[] {
  const inOwnFile = mappingAt(files.toml("hatch.toml"), "envs");
  const environments = { ...mappingAt(pyproject, "tool", "hatch", "envs"), ...inOwnFile };
  const seen = new Set<string>();
  return Object.entries(environments).flatMap(([environment, content]) => {
    const scripts = mappingAt({ content }, "content", "scripts");
    return Object.entries(scripts).flatMap(([name, commands]): FoundCheck[] => {
      const text = textsAt({ commands: [commands].flat() }, "commands").join("\n");
      const isDefault = environment === "default";
      const full = isDefault ? name : `${environment}:${name}`;
      const kind = environmentKind(full, text);
      // One of each kind in an environment: others are the same in another way, such as with coverage.
      if (kind === undefined || seen.has(`${environment} ${kind}`)) return [];
      seen.add(`${environment} ${kind}`);
      const table = `[tool.hatch.envs.${environment}.scripts]`;
      const source = Object.hasOwn(inOwnFile, environment)
        ? `hatch.toml, ${table.replace("tool.hatch.", "")}`
        : `pyproject.toml, ${table}`;
      return [{ kind, name: full, command: ["hatch", "run", full], source, detail: full }];
    });
  });
}
