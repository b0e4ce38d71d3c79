// The apps that bench/startup.mjs starts.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Writes an app of `files` files with `tasksPerFile` tasks each, and gives its folder.
 *
 * @param {string} folder
 * @param {{ files: number, tasksPerFile: number }} size
 */
export function writeApp(folder, { files, tasksPerFile }) {
  mkdirSync(path.join(folder, "node_modules"), { recursive: true });
  mkdirSync(path.join(folder, "tasks"));
  const numbers = Array.from({ length: files }, (_, index) => index + 1);
  for (const number of numbers) {
    const tasks = Array.from({ length: tasksPerFile }, (_, index) => taskText(number, index + 1));
    const text = `import { task } from "recompose-ci";\nimport { titled } from "./titled.ts";\n\n${tasks.join("\n")}`;
    writeFileSync(path.join(folder, "tasks", `file-${number}.ts`), text);
  }
  writeFileSync(
    path.join(folder, "tasks", "titled.ts"),
    "export function titled(title: string): string {\n  return `${title}.`;\n}\n",
  );
  const imports = numbers.map((n) => `import * as file${n} from "./tasks/file-${n}.ts";`);
  const commands = numbers.map((n) => `...Object.values(file${n})`).join(", ");
  writeFileSync(
    path.join(folder, "recompose.ts"),
    `import { app } from "recompose-ci";\n${imports.join("\n")}\n\nexport default app({ commands: [${commands}] });\n`,
  );
  return folder;
}

/**
 * @param {number} file
 * @param {number} number
 */
function taskText(file, number) {
  return `export const task${number} = task({
  name: "task-${file}-${number}",
  description: titled("Does the work number ${number} of file ${file}"),
  async run() {
    const parts: string[] = [];
    for (const part of ["one", "two", "three"]) {
      if (part.length > ${number % 4}) parts.push(\`\${part} of ${file}\`);
    }
    return parts.length === 0 ? undefined : void parts.join(", ");
  },
});
`;
}
