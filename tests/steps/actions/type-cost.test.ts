import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";

const count = 200;

/** As many steps as a large project has, of known and unknown actions. */
function steps(types: "" | "<string>"): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const calls = [
      `"docker/build-push-action@v6", { id: "a${index}", with: { push: true, tags: ["x:${index}"] } }`,
      `"actions/checkout@${String(index).padStart(40, "a")} # v6.${index}.0", { with: { lfs: true } }`,
      `"actions/setup-node@v6.${index}.1", { with: { "node-version": "22", cache: "npm" } }`,
      `"own/unknown-${index}@v1", { with: { anything: "at all", level: ${index} } }`,
    ];
    return `uses${types}(${calls[index % calls.length]});`;
  });
  return `import { uses } from "recompose-ci";\n${lines.join("\n")}\n`;
}

/** How many types the compiler made of generic ones. */
async function instantiations(text: string): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), "recompose-types-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(path.join(folder, "steps.mts"), text);
  const configuration = {
    extends: path.resolve("tsconfig.json"),
    compilerOptions: { types: [], paths: { "recompose-ci": [path.resolve("src/index.ts")] } },
    include: ["steps.mts"],
  };
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(configuration));
  const compiler = path.resolve("node_modules/typescript/bin/tsc");
  const { stdout } = await execa(
    process.execPath,
    [compiler, "--project", folder, "--extendedDiagnostics", "--pretty", "false"],
    { reject: false },
  );
  expect(stdout).not.toMatch(/^steps\.mts/m);
  return Number(/^Instantiations:\s+(\d+)$/m.exec(stdout)?.[1]);
}

test("checking the inputs of a step costs the compiler little", async () => {
  const typed = await instantiations(steps(""));
  const untyped = await instantiations(steps("<string>"));
  expect(untyped).toBeGreaterThan(0);
  expect((typed - untyped) / count).toBeGreaterThan(1);
  expect((typed - untyped) / count).toBeLessThan(100);
});
