/** docs/commands.md has what the program says of its commands. `./run test -- tests/docs/commands.test.ts -u` writes it anew. */
import path from "node:path";
import { expect, test } from "vitest";
import { exitCode } from "../../src/cli/exit-code.ts";
import { builtInCommands } from "../../src/start/built-in-commands.ts";
import { commandReference } from "./pages/command-reference.ts";

test("the reference of commands is that of the program", async () => {
  await expect(await commandReference()).toMatchFileSnapshot(path.resolve("docs/commands.md"));
});

test("it has every command, with an example, and every exit code", async () => {
  const [, ...sections] = (await commandReference()).split(/^## /m);
  for (const name of Object.keys(builtInCommands)) {
    const section = sections.find((text) => text.startsWith(`${name}\n`));
    expect(section).toMatch(new RegExp(`^\`\`\`sh\n.*${name}`, "m"));
  }
  for (const code of Object.values(exitCode)) expect(sections.at(-1)).toContain(`| \`${code}\``);
});
