/** The versions that a project's files ask for, read as each setup action reads its own. */
import { basename } from "node:path";
import type { Tool } from "./tool-versions.ts";

type Read = (content: string, file: string) => string | undefined;

const readers: Readonly<Record<Tool, Read>> = {
  // https://github.com/actions/setup-node/blob/main/src/util.ts
  node(content) {
    const manifest = json(content);
    if (manifest !== undefined) return ofPackage(manifest);
    const ofAction = /^\s+using:\s*['"]?node(\d+)['"]?\s*(?:#.*)?$/m.exec(content)?.[1];
    return ofAction ?? /^(?:node(?:js)?\s+)?v?(\S+)$/m.exec(content)?.[1] ?? content;
  },
  // https://github.com/actions/setup-python/blob/main/src/utils.ts
  python(content, file) {
    if (file.endsWith(".toml")) {
      const hasProject = /^\s*\[project\]/m.test(content);
      return hasProject
        ? tomlText(content, "project", "requires-python")
        : tomlText(content, "tool.poetry.dependencies", "python");
    }
    if (file.includes(".tool-versions")) return toolVersion(content, "python");
    if (file.includes("Pipfile")) {
      const full = tomlText(content, "requires", "python_full_version");
      return full ?? tomlText(content, "requires", "python_version");
    }
    return plainLines(content)
      .map((line) => line.split("/", 1)[0])
      .join("\n");
  },
  // https://github.com/astral-sh/setup-uv/blob/main/src/version/file-parser.ts
  uv(content, file) {
    if (file.endsWith(".tool-versions")) return toolVersion(content, "uv");
    if (file.endsWith("uv.toml")) return tomlText(content, "", "required-version");
    if (file.endsWith("pyproject.toml")) return tomlText(content, "tool.uv", "required-version");
    return undefined;
  },
  // https://rust-lang.github.io/rustup/overrides.html#the-toolchain-file
  rust(content) {
    const lines = plainLines(content);
    return lines.length === 1 && !lines[0]?.startsWith("[")
      ? lines[0]
      : tomlText(content, "toolchain", "channel");
  },
  // https://github.com/actions/setup-go/blob/main/src/installer.ts
  go(content, file) {
    const name = basename(file);
    if (name === ".tool-versions") return toolVersion(content, "golang");
    if (name !== "go.mod" && name !== "go.work") return content;
    const toolchain = /^toolchain go(1\.\d+(?:\.\d+|rc\d+)?)/m.exec(content)?.[1];
    return toolchain ?? /^go (\d+(?:\.\d+)*)/m.exec(content)?.[1];
  },
  // https://github.com/actions/setup-java/blob/main/src/util.ts
  java(content, file) {
    const name = basename(file);
    if (name === ".sdkmanrc") return /^java\s*=\s*([^-\s]+)/m.exec(content)?.[1];
    if (name === ".tool-versions") {
      return /^java\s+(?:\S*-)?(\d+(?:\.\d+)*)/im.exec(content)?.[1];
    }
    return /(?<=^|\s|-)(\d\S*)(?:\s|$)/.exec(content)?.[1];
  },
  // https://github.com/ruby/setup-ruby/blob/master/index.js
  ruby(content, file) {
    const name = basename(file);
    if (name === ".tool-versions") return toolVersion(content, "ruby");
    return name === "mise.toml" ? tomlText(content, "tools", "ruby") : content;
  },
  // https://github.com/actions/setup-dotnet/blob/main/src/setup-dotnet.ts
  dotnet(content) {
    const sdk = propertyOf(json(content), "sdk");
    const version = textIn(sdk, "version");
    const [, major, minor, feature] = /^(\d+)\.(\d+)\.(\d)\d\d+$/.exec(version ?? "") ?? [];
    switch (major === undefined ? undefined : textIn(sdk, "rollForward")) {
      case "latestMajor":
        return undefined;
      case "latestMinor":
        return major;
      case "latestFeature":
        return `${major}.${minor}`;
      case "latestPatch":
        return `${major}.${minor}.${feature}xx`;
      default:
        return version;
    }
  },
  // https://github.com/oven-sh/setup-bun/blob/main/src/utils.ts
  bun(content, file) {
    const name = basename(file);
    if (name === ".tool-versions") return toolVersion(content, "bun");
    if (name !== "package.json") return content;
    const manifest = json(content);
    const manager = textIn(manifest, "packageManager")?.split("bun@")[1];
    return manager ?? textIn(propertyOf(manifest, "engines"), "bun");
  },
  // https://github.com/denoland/setup-deno/blob/main/src/version.ts
  deno: (content) => /^deno\s+v?(\S+)$/m.exec(content)?.[1] ?? content,
  // https://github.com/pnpm/action-setup/blob/master/src/install-pnpm/run.ts
  pnpm: (content) => managerOf(json(content), "pnpm"),
  // https://github.com/nodejs/corepack/blob/main/sources/specUtils.ts
  yarn: (content) => managerOf(json(content), "yarn"),
};

/** Undefined where the file asks for none. */
export function versionIn(tool: Tool, content: string, file: string): string | undefined {
  const text = content.replace(/^\u{feff}/u, "").replaceAll("\r\n", "\n");
  const version = readers[tool](text, file)?.trim();
  return version === "" ? undefined : version;
}

/** Volta, then npm's `devEngines`, then `engines`. */
function ofPackage(manifest: object): string | undefined {
  const runtime = propertyOf(propertyOf(manifest, "devEngines"), "runtime");
  const entry = [runtime]
    .flat()
    .find(
      (each) =>
        textIn(each, "name")?.toLowerCase() === "node" && textIn(each, "version") !== undefined,
    );
  return (
    textIn(propertyOf(manifest, "volta"), "node") ??
    textIn(entry, "version") ??
    textIn(propertyOf(manifest, "engines"), "node")
  );
}

/** `packageManager`, without the hash behind a plus, else npm's `devEngines`. */
function managerOf(manifest: object | undefined, name: string): string | undefined {
  const [manager, version] = textIn(manifest, "packageManager")?.split("@") ?? [];
  if (manager === name) return version?.split("+", 1)[0];
  const entries = [propertyOf(propertyOf(manifest, "devEngines"), "packageManager")].flat();
  return textIn(
    entries.find((each) => textIn(each, "name") === name),
    "version",
  );
}

/** `.tool-versions` of asdf and mise: a tool and its versions on a line, of which the first counts. */
function toolVersion(content: string, tool: string): string | undefined {
  const line = plainLines(content).find((each) => each.split(/\s/, 1)[0] === tool);
  return line?.split(/\s+/)[1]?.replace(/^v(?=\d)/, "");
}

function plainLines(content: string): readonly string[] {
  return content
    .split("\n")
    .map((line) => line.replace(/(?:^|\s)#.*$/, "").trim())
    .filter((line) => line !== "");
}

/** A text in a table of TOML, where it stands on one line below the name of the table, as people write it. */
function tomlText(content: string, table: string, key: string): string | undefined {
  let current = "";
  for (const line of content.split("\n")) {
    const header = /^\s*\[\s*([^[\]]+?)\s*\]\s*(?:#.*)?$/.exec(line)?.[1];
    if (header !== undefined) current = header.replaceAll(/["'\s]/g, "");
    const [, name, double, single] =
      /^\s*["']?([\w-]+)["']?\s*=\s*(?:"([^"\\]*)"|'([^']*)')\s*(?:#.*)?$/.exec(line) ?? [];
    if (current === table && name === key) return double ?? single;
  }
  return undefined;
}

function json(content: string): object | undefined {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function propertyOf(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null && Object.hasOwn(of, name)
    ? (of as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function textIn(of: unknown, name: string): string | undefined {
  const value = propertyOf(of, name);
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}
