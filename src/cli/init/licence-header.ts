/** Whether the files of a project begin with a licence, which the new `recompose.ts` does not. */
import { FolderFiles } from "../../project/folder-files.ts";
import type { AppPlace } from "./app-place.ts";

/** Enough to tell; more are not read. */
const mostFiles = 60;
const leastFiles = 5;
const deepest = 8;
/** Of the files that are read, so that a few others do not count. */
const nearlyAll = 0.9;

export function licenceNotes({ project, appFile, own }: AppPlace): readonly string[] {
  const files = new FolderFiles(project);
  const file = own === undefined ? appFile : `${own}/${appFile}`;
  const plugin = licencePlugin(files.text("pom.xml") ?? "");
  const sources = sourceFiles(files, ".", 1).slice(0, mostFiles);
  const withHeader = sources.filter((source) => hasHeader(files.text(source) ?? ""));
  const isUsual = sources.length >= leastFiles && withHeader.length >= nearlyAll * sources.length;
  if (plugin === undefined && !isUsual) return [];
  const reason =
    plugin === undefined
      ? `as ${withHeader.length} of ${sources.length} source files have`
      : `and ${plugin} of pom.xml may ask for one`;
  return [`${file} has no licence header, ${reason}: put the project's at its top.`];
}

/** https://creadur.apache.org/rat/apache-rat-plugin/, https://mycila.carbou.me/license-maven-plugin/ */
function licencePlugin(pom: string): string | undefined {
  const text = pom.replaceAll(/<!--[\s\S]*?-->/g, "");
  const [plugin] = /\b(?:apache-rat-plugin|license-maven-plugin)\b/.exec(text) ?? [];
  if (plugin !== undefined) return plugin;
  const [parent = ""] = /<parent>[\s\S]*?<\/parent>/.exec(text) ?? [];
  // The parents of Apache's projects bind it.
  return /<groupId>\s*org\.apache\b/.test(parent) ? "the parent" : undefined;
}

const extensions =
  /\.(?:java|kt|scala|groovy|[cm]?[jt]sx?|py|go|rs|c|cc|cpp|h|hpp|cs|rb|php|swift)$/;
const otherFolders = /^(?:\.|_)|^(?:node_modules|vendor|target|build|dist|out|venv|env)$/;

function sourceFiles(files: FolderFiles, above: string, depth: number): readonly string[] {
  if (depth > deepest) return [];
  const found: string[] = [];
  for (const name of files.names(above)) {
    const path = above === "." ? name : `${above}/${name}`;
    if (found.length >= mostFiles) break;
    if (extensions.test(name)) found.push(path);
    else if (!otherFolders.test(name) && files.hasFolder(path)) {
      found.push(...sourceFiles(files, path, depth + 1));
    }
  }
  return found;
}

/** Whether a text begins with a comment about a licence, but for a line that says what runs it. */
function hasHeader(text: string): boolean {
  const start = text.replace(/^(?:#!.*|<\?php|#.*coding[:=].*)\n+/, "").trimStart();
  const [comment = ""] =
    /^(?:\/\*[\s\S]*?\*\/|(?:\/\/.*\n?)+|(?:#.*\n?)+|"""[\s\S]*?""")/.exec(start) ?? [];
  return /\blicen[cs]ed?\b|\bcopyright\b|SPDX-License-Identifier/i.test(comment);
}
