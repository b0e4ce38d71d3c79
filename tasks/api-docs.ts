/** docs/api/, made of doc comments by TypeDoc. */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { boolInput, out, run, step, task } from "recompose-ci";
import { topicModules, topicsPage } from "./api/topics.ts";
import { installedPackages } from "./tool.ts";

/** TypeDoc reads the code by a compiler of its own: it does not know the project's. */
const packages = ["typedoc@0.28.20", "typedoc-plugin-markdown@4.14.1", "typescript@6.0.3"];

const pages = "docs/api";

/** https://typedoc.org/documents/Options.html and https://typedoc-plugin-markdown.org/docs/options */
const options = {
  plugin: ["typedoc-plugin-markdown"],
  router: "module",
  readme: "none",
  entryFileName: "README",
  disableSources: true,
  excludePrivate: true,
  // Types that only others are made of are shown by their names.
  validation: { notExported: false },
  treatWarningsAsErrors: true,
  logLevel: "Warn",
  sort: ["kind", "alphabetical"],
  groupOrder: ["Functions", "Variables", "Classes", "Interfaces", "Type Aliases"],
  hideBreadcrumbs: true,
  hidePageHeader: true,
  pageTitleTemplates: { module: "API: {name}" },
  parametersFormat: "table",
  interfacePropertiesFormat: "table",
  classPropertiesFormat: "table",
};

export const apiDocs = task({
  name: "api_docs",
  description: `Write ${pages} from the doc comments of what the package exports`,
  inputs: { check: boolInput({ description: "Write nothing; fail if a page is out of date" }) },
  async run({ check }) {
    const written = await step("typedoc", () => generated());
    const committed = await readPages(pages);
    const names = new Set([...Object.keys(written), ...Object.keys(committed)]);
    const changed = [...names].filter((name) => written[name] !== committed[name]);
    if (changed.length === 0) return out(`${pages} has what the comments say.`);
    if (check) {
      throw new Error(`out of date in ${pages}: ${changed.join(", ")}. Type ./run api_docs`);
    }
    await mkdir(pages, { recursive: true });
    for (const name of changed) {
      const text = written[name];
      if (text === undefined) await rm(path.join(pages, name));
      else await writeFile(path.join(pages, name), text);
    }
    out(`${pages}: ${changed.join(", ")}`);
  },
});

type Pages = Readonly<Record<string, string>>;

/** TypeDoc makes a page of each module that it is given. */
async function generated(): Promise<Pages> {
  const tools = await installedPackages("api-docs", packages);
  const folder = path.join(tools, "modules");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const index = await readFile("src/index.ts", "utf8");
  const modules = topicModules(index, path.resolve("src"));
  const types = path.resolve("node_modules/@types");
  const files = {
    ...Object.fromEntries(Object.entries(modules).map(([name, text]) => [`${name}.ts`, text])),
    "package.json": JSON.stringify({ name: "api", type: "module" }),
    "tsconfig.json": JSON.stringify({
      extends: path.resolve("tsconfig.json"),
      compilerOptions: { typeRoots: [types] },
      include: ["*.ts"],
    }),
    "typedoc.json": JSON.stringify({
      ...options,
      entryPoints: Object.keys(modules).map((name) => `${name}.ts`),
      out: "pages",
    }),
  };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(path.join(folder, name), text);
  }
  const typedoc = path.join(tools, "node_modules/typedoc/bin/typedoc");
  await run(process.execPath, typedoc, "--options", "typedoc.json", { cwd: folder });
  return { ...(await readPages(path.join(folder, "pages"))), "README.md": topicsPage(index) };
}

/** By their names; none where the folder is not there. */
async function readPages(folder: string): Promise<Pages> {
  const names = await readdir(folder).catch(() => []);
  const texts = names.map(async (name) => [name, await readFile(path.join(folder, name), "utf8")]);
  return Object.fromEntries(await Promise.all(texts));
}
