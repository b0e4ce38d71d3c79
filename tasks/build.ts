import { readFile, rm } from "node:fs/promises";
import { run, step, task } from "recompose-ci";

export const dist = task({
  name: "dist",
  description: "Build dist/, which is what the package has",
  async run() {
    await step("bundle", () => run("node", "scripts/bundle.mjs", "dist", "--minify"));
    await step("declarations", async () => {
      await rm("dist/types", { recursive: true, force: true });
      await run("npx", "tsc", "-p", "tsconfig.build.json");
      await run("node", "scripts/require-types.mjs", "dist/types");
    });
  },
});

export const build = task({
  name: "build",
  description: "Build the package and pack it as npm would publish it",
  outputs: ["version"],
  artifacts: ["package"],
  async run(_inputs, context) {
    (await dist()).unwrap();
    await step("publint", () => run("npx", "publint", "--strict"));
    const tarball = await step("pack", pack);
    context.setOutput("version", tarball.version);
    context.saveArtifact("package", tarball.filename);
  },
});

interface Tarball {
  readonly filename: string;
  readonly version: string;
}

async function pack(): Promise<Tarball> {
  const { version } = JSON.parse(await readFile("package.json", "utf8")) as Tarball;
  // Its script "prepack" would build dist/ once more.
  const { stdout } = await run("npm", "pack", "--json", "--ignore-scripts", { capture: true });
  const [packed] = Object.values(JSON.parse(stdout) as Record<string, Tarball>);
  if (packed === undefined) throw new Error(`npm pack said nothing of a tarball: ${stdout}`);
  return { filename: packed.filename, version };
}
