// The app that bench/types.mjs has checked, and the package that it imports, with types or without.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const tasksPerFile = 5;

/**
 * Writes an app of `files` files, each with five tasks and an automation of their jobs.
 *
 * @param {string} folder
 * @param {number} files
 */
export function writeTypedApp(folder, files) {
  mkdirSync(path.join(folder, "tasks"), { recursive: true });
  const numbers = Array.from({ length: files }, (_, index) => index + 1);
  for (const number of numbers) {
    writeFileSync(path.join(folder, "tasks", `file-${number}.ts`), fileText(number));
  }
  const imports = numbers.map((n) => `import * as file${n} from "./tasks/file-${n}.ts";`);
  const commands = numbers.map((n) => `...file${n}.commands`).join(", ");
  const automations = numbers.map((n) => `file${n}.checks`).join(", ");
  writeFileSync(
    path.join(folder, "recompose.ts"),
    `import { app } from "recompose-ci";\n${imports.join("\n")}\n\nexport default app({ commands: [${commands}], automations: [${automations}] });\n`,
  );
  writeFileSync(
    path.join(folder, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: {
        noEmit: true,
        strict: true,
        target: "es2023",
        lib: ["es2023"],
        module: "nodenext",
        moduleDetection: "force",
        allowImportingTsExtensions: true,
        skipLibCheck: true,
        noImplicitAny: false,
        types: ["node"],
      },
      include: ["recompose.ts", "tasks"],
    }),
  );
}

/** @param {number} file */
function fileText(file) {
  const numbers = Array.from({ length: tasksPerFile }, (_, index) => index + 1);
  return `import {
  artifactInput, automation, boolInput, choiceInput, github, job, matrix, numberInput, onPullRequest, onPush, out, run,
  setupNode, checkout, stringInput, task,
} from "recompose-ci";

${numbers.map((number) => taskText(file, number)).join("\n")}
export const commands = [${numbers.map((number) => `task${number}`).join(", ")}];

export const checks = automation({
  name: "checks-${file}",
  on: onPush({ branches: ["main"] }).or(onPullRequest()),
  inputs: { skip: boolInput(), level: choiceInput(["low", "high"], { default: "low" }) },
  jobs({ skip, level }) {
    const m = matrix({ os: ["ubuntu-latest", "macos-latest"], node: [20, 22] });
    const job1 = job(task1, { inputs: { text: "a", level }, matrix: m, runsOn: m.os });
${numbers
  .slice(1)
  .map(
    (number) => `    const job${number} = job(task${number}, {
      inputs: { text: ${number === 2 ? '"b"' : `job${number - 1}.get("version")`}, count: ${number}, level: "high" },
      needs: [job${number - 1}],
      condition: github.refName.eq("main").and(skip.ne(true)),
      env: { NUMBER: ${number}, REF: github.refName },
      timeoutMinutes: 10,
    });`,
  )
  .join("\n")}
    job(gather, { inputs: { file: job2.artifact("package") }, needs: [job${tasksPerFile}] });
  },
});

const gather = task({
  name: "gather-${file}",
  inputs: { file: artifactInput() },
  run({ file }) {
    out(file.path);
  },
});
`;
}

/**
 * @param {number} file
 * @param {number} number
 */
function taskText(file, number) {
  return `export const task${number} = task({
  name: "task-${file}-${number}",
  description: "Do the work",
  inputs: {
    text: stringInput({ description: "What to work on" }),
    count: numberInput({ default: ${number} }),
    deep: boolInput(),
    level: choiceInput(["low", "high"]),
  },
  outputs: ["version", "size"],
  artifacts: ["package"],
  secrets: ["TOKEN"],
  setup: [checkout(), setupNode("22")],
  async run({ text, count, deep, level }, context) {
    const { stdout } = await run("echo", text, String(count), ...(deep ? ["--deep"] : []), {
      env: { TOKEN: context.getSecret("TOKEN"), LEVEL: level },
    });
    context.setOutput("version", stdout.trim());
    context.setOutput("size", count + 1);
    context.saveArtifact("package", "dist/package.tgz");
    ${number === 1 ? 'out("first");' : `const result = await task${number - 1}({ text, level, count });\n    if (result.ok) out(result.outputs.version);`}
  },
});
`;
}

/**
 * The same names without types: what an app costs to check by itself.
 *
 * @param {string} index The types of the package.
 */
export function stubText(index) {
  const text = readFileSync(index, "utf8");
  const names = [...text.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, list = ""]) =>
    list.split(",").map((name) => name.trim()),
  );
  const values = names.filter((name) => name !== "" && !name.startsWith("type "));
  return values.map((name) => `export declare const ${name}: any;\n`).join("");
}
