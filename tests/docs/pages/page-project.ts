/** A page's project in a folder of its own, in which somebody types. */
import { execa } from "execa";
import { inject } from "vitest";
import { commitAll } from "../../runner/workflow-runs.ts";
import { cleanEnvironment, Project, runScript } from "../../support/project.ts";
import { type PlacedBlock, projectAt } from "./page-files.ts";

/** Stands in for npm's program, which would ask the registry. */
function npx(): string {
  return `#!/bin/sh
[ "$1" = recompose-ci ] || { echo "npx: here is only recompose-ci"; exit 9; }
shift
exec "${process.execPath}" "${inject("recomposeCli")}" "$@"
`;
}

export class PageProject extends Project {
  constructor(place: PlacedBlock) {
    super({
      "package.json": '{ "type": "module" }\n',
      ".gitignore": ".recompose/\nnode_modules/\n",
      run: runScript(),
      "node_modules/.bin/npx": npx(),
      ...projectAt(place),
    });
    commitAll(this.folder);
  }

  /** What is printed for a line, on both outputs, as through a pipe. */
  async type(line: string): Promise<string> {
    const bin = `${this.folder}/node_modules/.bin`;
    const { all } = await execa("bash", ["-c", line], {
      cwd: this.folder,
      env: { ...cleanEnvironment(), PATH: `${bin}:${process.env["PATH"]}`, NO_COLOR: "1" },
      extendEnv: false,
      reject: false,
      all: true,
      stdin: "ignore",
    });
    return all.replaceAll(this.folder, "/home/me/project");
  }
}
