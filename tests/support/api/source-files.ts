/** The files of src/ as syntax trees, with the comments that the trees do not have. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseAst } from "vitest/node";

export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** A declaration, and where the comment before it ends. */
export interface Declared {
  readonly file: SourceFile;
  readonly node: Node;
  /** The comment directly before it, without its stars. */
  readonly comment: string | undefined;
}

interface Import {
  readonly file: string;
  readonly name: string;
}

const root = fileURLToPath(new URL("../../../src", import.meta.url));

const files = new Map<string, SourceFile>();

/** @param name Relative to src/. */
export function sourceFile(name: string): SourceFile {
  const known = files.get(name);
  if (known !== undefined) return known;
  const file = new SourceFile(name);
  files.set(name, file);
  return file;
}

export class SourceFile {
  readonly name: string;
  /** What the file exports, in its order, by the names of the exports; `file` is where it comes from. */
  readonly exports: readonly Import[];
  readonly #text: string;
  readonly #declared = new Map<string, Declared[]>();
  readonly #imports = new Map<string, Import>();

  constructor(name: string) {
    this.name = name;
    this.#text = readFileSync(path.join(root, name), "utf8");
    const { body } = parseAst(this.#text, { lang: "ts" }) as unknown as {
      readonly body: readonly Node[];
    };
    this.exports = body.flatMap((statement) => this.#read(statement));
  }

  /** Several for a function with signatures of its own, of which the last has the body. Follows imports. */
  declared(name: string): readonly Declared[] {
    const own = this.#declared.get(name);
    if (own !== undefined) return own;
    const imported = this.#imports.get(name);
    return imported === undefined ? [] : sourceFile(imported.file).declared(imported.name);
  }

  commentBefore(node: Node): string | undefined {
    const before = this.#text.slice(0, node.start).trimEnd();
    const comment = /^\/\*\*((?:(?!\*\/)[^])*)\*\/$/.exec(before.slice(lastComment(before)));
    return comment?.[1]?.replaceAll(/^ *\*(?: |$)/gm, "").trim();
  }

  textOf(node: Node): string {
    return this.#text.slice(node.start, node.end);
  }

  #read(statement: Node): readonly Import[] {
    const declaration = statement["declaration"] as Node | null | undefined;
    const node = declaration ?? statement;
    const source = (statement["source"] as { readonly value?: string } | null | undefined)?.value;
    const specifiers = (statement["specifiers"] ?? []) as readonly Node[];
    if (source?.startsWith(".") === true) {
      const file = path.posix.join(path.posix.dirname(this.name), source);
      return specifiers.map((it) => {
        const name = nameOf((it["imported"] ?? it["local"]) as Node);
        this.#imports.set(nameOf((it["exported"] ?? it["local"]) as Node), { file, name });
        return { file, name };
      });
    }
    const declarators = node["declarations"] as readonly Node[] | undefined;
    const names = (declarators ?? [node]).flatMap((it) => {
      const id = it["id"] as Node | null | undefined;
      return id?.type === "Identifier" ? [nameOf(id)] : [];
    });
    for (const [index, name] of names.entries()) {
      const others = this.#declared.get(name) ?? [];
      const comment = this.commentBefore(statement);
      this.#declared.set(name, [
        ...others,
        { file: this, node: declarators?.[index] ?? node, comment },
      ]);
    }
    return [];
  }
}

/** Where the last comment begins. In a comment, an example may have a pattern such as `**`, but not first in a line. */
function lastComment(text: string): number {
  return Math.max(text.lastIndexOf("\n/**"), text.lastIndexOf(" /**")) + 1;
}

/** Of an identifier, or of a key in quotes or brackets. */
export function nameOf(node: Node): string {
  const { name, value, property } = node as { name?: string; value?: string; property?: Node };
  return name ?? value ?? (property === undefined ? "" : `Symbol.${nameOf(property)}`);
}
