/** What pages tell to type is what the program takes: commands, inputs and options. */
import path from "node:path";
import { describe, expect, test } from "vitest";
import { sameCommand } from "../../src/app/names.ts";
import { builtInName } from "../../src/app/names.ts";
import { builtIns } from "../../src/cli/built-ins.ts";
import { didYouMean } from "../../src/problems/wording.ts";
import { Project } from "../support/project.ts";
import { standIns } from "./example-program.ts";
import { type KnownCommand, mistakeIn } from "./pages/known-commands.ts";
import { type Block, type Document, documentOf, writtenDocuments } from "./pages/markdown.ts";
import { declaredIn, placedBlocks, projectAt } from "./pages/page-files.ts";
import { PageProject } from "./pages/page-project.ts";
import { exchangesIn } from "./pages/screens.ts";
import { argumentsOf, commandsIn } from "./pages/typed-words.ts";

interface Typed {
  readonly args: readonly string[];
  readonly line: number;
}

/** The matter of `./run check_stacks`, with commands of other projects. */
function isOfStack({ comment }: Block): boolean {
  return comment?.startsWith("stack: ") === true;
}

function typedInBlocks({ blocks }: Document): readonly Typed[] {
  return blocks.flatMap((block) => {
    if (block.language === "sh") return typed(block.code, block.line);
    if (block.language !== "console" || isOfStack(block)) return [];
    return exchangesIn(block.code).flatMap(({ command }) => typed(command, block.line));
  });
}

/** What stands between backquotes. */
function typedInProse({ prose }: Document): readonly Typed[] {
  return prose.split("\n").flatMap((text, index) => {
    const spans = [...text.matchAll(/(?<!`)`([^`]+)`(?!`)/g)].map(([, span = ""]) => span);
    return spans.flatMap((span) => typed(span, index + 1));
  });
}

function typed(script: string, line: number): readonly Typed[] {
  return commandsIn(script).flatMap((command) => {
    const args = argumentsOf(command.words);
    return args === undefined ? [] : [{ args, line: line + command.line }];
  });
}

/** As `TASK` or `[FILES]`, and what leaves something out. */
function isPlaceholder(word: string): boolean {
  return /^[A-Z]{2,}$|^\[|…/.test(word);
}

/** Prose may tell of a task that nobody declares. Its name is not nearly that of a built-in command. */
function isImagined(command: string, commands: readonly KnownCommand[]): boolean {
  if (commands.some(({ name }) => sameCommand(name, command))) return false;
  const names = Object.keys(builtIns);
  return builtInName(command) === undefined && didYouMean(command, names) === "";
}

/** The tasks and automations of all apps that a page shows. This loads them, so none is refused. */
async function commandsOf(document: Document): Promise<readonly KnownCommand[]> {
  const places = placedBlocks(document).filter(({ block }) => {
    const { tasks, automations } = declaredIn(block.language === "ts" ? block.code : "");
    return tasks.length + automations.length > 0 || /^export default app\(/m.test(block.code);
  });
  // Several blocks may be files of one app.
  const apps = new Map(places.map((place) => [JSON.stringify(projectAt(place)), place]));
  const found = await Promise.all(
    [...apps.values()].map(async (place) => {
      const printed = await new PageProject(place).type("./run inspect --json");
      if (printed.startsWith("[")) return JSON.parse(printed) as readonly KnownCommand[];
      throw new Error(`${document.file}:${place.block.line}\n${printed}`);
    }),
  );
  return found.flat();
}

/** Those of this repository, and those that examples have without declaring them. */
async function usualCommands(): Promise<readonly KnownCommand[]> {
  const { tasks, automations } = declaredIn(standIns);
  const lists = `commands: [${tasks.join(", ")}], automations: [${automations.join(", ")}]`;
  const project = new Project({
    "package.json": '{ "type": "module" }\n',
    "recompose.ts": `${standIns}\nimport { app } from "recompose-ci";\nexport default app({ ${lists} });\n`,
  });
  const own = path.relative(project.folder, process.cwd());
  const inspected = [".", own].map((cwd) => project.recompose(["inspect", "--json"], { cwd }));
  return (await Promise.all(inspected)).flatMap(({ stdout, stderr }) => {
    if (stdout === "") throw new Error(stderr);
    return JSON.parse(stdout) as readonly KnownCommand[];
  });
}

let usualOnce: ReturnType<typeof usualCommands> | undefined;

async function mistakes(document: Document): Promise<readonly string[]> {
  const usual = await (usualOnce ??= usualCommands());
  const own = await commandsOf(document);
  const all = [...usual, ...own];
  // Its prose is about this repository.
  const inProse = document.file === "CONTRIBUTING.md" ? all : own;
  const prose = typedInProse(document).filter(({ args }) => {
    const command = args.find((word) => !word.startsWith("-"));
    return !args.some(isPlaceholder) && (command === undefined || !isImagined(command, inProse));
  });
  const found = (lines: readonly Typed[], commands: readonly KnownCommand[]): string[] =>
    lines.flatMap(({ args, line }) => {
      const mistake = mistakeIn(args, commands);
      return mistake === undefined
        ? []
        : [`${document.file}:${line} ${args.join(" ")}: ${mistake}`];
    });
  return [...found(typedInBlocks(document), all), ...found(prose, inProse)];
}

describe("what is typed is right", () => {
  test.each(writtenDocuments.map((document) => [document.file, document] as const))(
    "in %s",
    async (_, document) => {
      expect(await mistakes(document)).toEqual([]);
    },
  );
});

describe("what is wrong is found", () => {
  test.each([
    ["./run biuld", "there is no command biuld"],
    ["./run build --fast", "--fast"],
    ["./run build -- all", "build takes nothing behind --"],
    ["./run build all", "build takes no all"],
    ["./run ci --only", "--only"],
    ["./run ci --onyl=test", "--onyl"],
    ["./run generate-gha --chekc", "--chekc"],
    ["./run completion tcsh", "completion takes no tcsh"],
    ["./run inspect ci test", "inspect takes less"],
    ["./run --verison", "--verison"],
    ["npm install && ./run ci --fast # all of it", "--fast"],
    ["source <(./run completions bash)", "there is no command completions"],
  ])("in %s", async (line, part) => {
    const page = documentOf("page.md", `\`\`\`sh\ncd project\n${line}\n\`\`\``);
    expect(await mistakes(page)).toEqual([expect.stringContaining(part)]);
  });

  test.each([
    ["./run generate-gha --chekc", "--chekc"],
    ["./run generate-gh", "there is no command generate-gh"],
    ["./run pack --fsat", "--fsat"],
  ])("in a sentence with %s", async (words, part) => {
    const code = 'const pack = task({ name: "pack", inputs: { fast: boolInput() }, run() {} });';
    const page = documentOf("page.md", `\`\`\`ts\n${code}\n\`\`\`\n\nType \`${words}\`.`);
    expect(await mistakes(page)).toEqual([expect.stringContaining(part)]);
  });

  test("where npx would fetch another package", async () => {
    await expect(mistakes(documentOf("page.md", "`npx recompose init`"))).rejects.toThrow(
      "another package",
    );
  });
});
