/** What the package exports, with all that an editor shows of it, and the comments. */
import { type Declared, type Node, nameOf, type SourceFile, sourceFile } from "./source-files.ts";

export interface ApiEntry {
  /** `job`, `JobSettings.name`, `DefaultsOptions.run.shell`. */
  readonly name: string;
  readonly file: string;
  /** Where in the file it begins. */
  readonly position: number;
  readonly kind: "function" | "value" | "type" | "member";
  readonly comment: string | undefined;
  /** Whether a member may be left out. */
  readonly isOptional: boolean;
  /** Of a function: its signatures and its body. */
  readonly declared: readonly Declared[];
}

/** The exports of src/index.ts. */
export function exportsOfPackage(): readonly ApiEntry[] {
  return sourceFile("index.ts").exports.flatMap(({ file, name }) => {
    const declared = sourceFile(file).declared(name);
    return signaturesOf(declared).map((one) => ({
      name,
      file: one.file.name,
      position: one.node.start,
      kind: kindOf(one.node),
      comment: one.comment,
      isOptional: false,
      declared,
    }));
  });
}

/** Where a function has signatures of its own, nobody sees the one of its body. */
function signaturesOf(declared: readonly Declared[]): readonly Declared[] {
  const signatures = declared.filter(({ node }) => node.type === "TSDeclareFunction");
  return signatures.length > 0 ? signatures : declared;
}

function kindOf({ type }: Node): ApiEntry["kind"] {
  if (type === "TSDeclareFunction" || type === "FunctionDeclaration") return "function";
  return type === "VariableDeclarator" ? "value" : "type";
}

/** Members of what the package exports, and of the shapes that these are made of or take. */
export function membersOfPackage(): readonly ApiEntry[] {
  const found = new Map<Node, ApiEntry>();
  const seen = new Set<Node>();
  for (const { file, name } of sourceFile("index.ts").exports) {
    visitName(sourceFile(file), name);
  }
  return [...found.values()];

  function visitName(file: SourceFile, name: string): void {
    for (const declared of signaturesOf(file.declared(name))) {
      if (seen.has(declared.node) || isOutside(declared.file.name)) continue;
      seen.add(declared.node);
      visit(declared.node, declared.file, nameOf(declared.node["id"] as Node));
    }
  }

  function visit(node: unknown, file: SourceFile, owner: string): void {
    if (typeof node !== "object" || node === null) return;
    const { type } = node as Partial<Node>;
    if (type !== undefined) {
      const known = node as Node;
      // The code of a function, and a value, whose type is told.
      if (type === "BlockStatement" || type === "ObjectExpression") return;
      if (type === "TSConditionalType") {
        // What a type is compared with is nothing that anybody writes.
        for (const part of ["checkType", "trueType", "falseType"]) visit(known[part], file, owner);
        return;
      }
      if (type === "TSTypeReference" || type === "TSInterfaceHeritage") {
        const name = (known["typeName"] ?? known["expression"]) as Node;
        if (name.type === "Identifier") visitName(file, nameOf(name));
      }
      if (memberTypes.has(type)) {
        const name = memberName(known);
        const path = `${owner}.${name}`;
        if (name === undefined || !addMember(known, file, path)) return;
        for (const value of Object.values(known)) visit(value, file, path);
        return;
      }
    }
    for (const value of Object.values(node)) visit(value, file, owner);
  }

  /** Whether it is something for a reader. */
  function addMember(node: Node, file: SourceFile, name: string): boolean {
    const annotation = node["typeAnnotation"] as Node | null | undefined;
    const type = annotation ? file.textOf(annotation).replace(/^:\s*/, "") : "";
    const comment = file.commentBefore(node);
    if (type === "undefined" || comment?.startsWith("Never present") === true) return false;
    found.set(node, {
      name,
      file: file.name,
      position: node.start,
      kind: "member",
      comment,
      isOptional: node["optional"] === true,
      declared: [],
    });
    return true;
  }
}

const memberTypes = new Set([
  "TSPropertySignature",
  "TSMethodSignature",
  "PropertyDefinition",
  "MethodDefinition",
]);

/** Undefined for what nobody writes: private members, and those that only carry a type. */
function memberName(node: Node): string | undefined {
  const key = node["key"] as Node;
  if (key.type === "PrivateIdentifier") return undefined;
  if (node["computed"] === true && key.type === "Identifier") return undefined;
  return nameOf(key);
}

/**
 * Generated types have the comments of their actions. What `App` and `Automation` keep of what was declared is for the
 * program, in GitHub's words.
 */
function isOutside(file: string): boolean {
  return [
    "steps/actions/shipped/",
    "model/",
    "workflow/",
    "automation/declaration.ts",
    "automation/artifact-names.ts",
  ].some((start) => file.startsWith(start));
}
