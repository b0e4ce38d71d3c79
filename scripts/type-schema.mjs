// A JSON Schema made of the types in src/, with their doc comments as descriptions. It reads what data is made of: interfaces,
// unions, lists, records, literals. Any other type is an error, so that nothing is described wrongly.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseAst } from "vitest/node";

const sources = fileURLToPath(new URL("../src", import.meta.url));

/**
 * @typedef {{ readonly [key: string]: unknown }} Schema
 * @typedef {{ readonly type: string, readonly start: number, readonly [key: string]: any }} Node
 * @typedef {{ readonly file: TypeFile, readonly node: Node, readonly comment: string | undefined }} Declared
 * @typedef {object} Shape what an object has
 * @property {Record<string, Schema>} properties
 * @property {string[]} required
 */

/** The types of one file, and of those that it imports. */
class TypeFile {
  /** @type {Map<string, TypeFile>} */
  static #files = new Map();
  /** @type {Map<string, Declared>} */
  #declared = new Map();
  /** @type {Map<string, { file: string, name: string }>} */
  #imports = new Map();
  #text;

  /** @param {string} name relative to src/ */
  static named(name) {
    const file = TypeFile.#files.get(name) ?? new TypeFile(name);
    TypeFile.#files.set(name, file);
    return file;
  }

  /** @param {string} name */
  constructor(name) {
    this.name = name;
    this.#text = readFileSync(path.join(sources, name), "utf8");
    const { body } = /** @type {{ body: Node[] }} */ (
      /** @type {unknown} */ (parseAst(this.#text, { lang: "ts" }))
    );
    for (const statement of body) this.#read(statement, name);
  }

  /**
   * @param {string} name
   * @returns {Declared}
   */
  declared(name) {
    const imported = this.#imports.get(name);
    const found =
      this.#declared.get(name) ??
      (imported && TypeFile.named(imported.file).declared(imported.name));
    if (found === undefined) throw new Error(`src/${this.name} has no type ${name}.`);
    return found;
  }

  /**
   * The doc comment before a declaration or a member, as one paragraph.
   *
   * @param {Node} node
   */
  commentOf(node) {
    const before = this.#text.slice(0, node.start).trimEnd();
    const comment = /\/\*\*((?:(?!\*\/)[^])*)\*\/$/.exec(before)?.[1];
    return comment
      ?.replaceAll(/^ *\*(?: |$)/gm, "")
      .replaceAll(/\s+/g, " ")
      .trim();
  }

  /**
   * @param {Node} statement
   * @param {string} name
   */
  #read(statement, name) {
    const source = statement["source"]?.value;
    if (statement.type === "ImportDeclaration" && source.startsWith(".")) {
      const file = path.posix.join(path.posix.dirname(name), source);
      for (const { local, imported } of statement["specifiers"]) {
        if (imported !== undefined) this.#imports.set(local.name, { file, name: imported.name });
      }
    }
    const node = statement["declaration"] ?? statement;
    if (node.type !== "TSInterfaceDeclaration" && node.type !== "TSTypeAliasDeclaration") return;
    this.#declared.set(node.id.name, { file: this, node, comment: this.commentOf(statement) });
  }
}

/**
 * @param {string} file relative to src/
 * @param {string} name of a type in it
 * @returns {Schema}
 */
export function typeSchema(file, name) {
  const writer = new SchemaWriter();
  const declared = TypeFile.named(file).declared(name);
  const schema = writer.declaredSchema(declared);
  return { ...described(declared.comment), ...schema, $defs: writer.definitions };
}

class SchemaWriter {
  /** @type {Record<string, Schema>} */
  definitions = {};

  /**
   * @param {Declared} declared
   * @returns {Schema}
   */
  declaredSchema({ file, node }) {
    if (node.type === "TSInterfaceDeclaration") return objectSchema(this.#shape(file, node));
    return this.#schema(file, node["typeAnnotation"]);
  }

  /**
   * @param {TypeFile} file
   * @param {Node} node
   * @returns {Schema}
   */
  #schema(file, node) {
    switch (node.type) {
      case "TSStringKeyword":
        return { type: "string" };
      case "TSNumberKeyword":
        return { type: "number" };
      case "TSBooleanKeyword":
        return { type: "boolean" };
      case "TSNullKeyword":
        return { type: "null" };
      case "TSUnknownKeyword":
        return {};
      case "TSLiteralType":
        return { const: node["literal"].value };
      case "TSArrayType":
        return { type: "array", items: this.#schema(file, node["elementType"]) };
      case "TSTypeOperator":
      case "TSParenthesizedType":
        return this.#schema(file, node["typeAnnotation"]);
      case "TSUnionType":
        return this.#union(file, node);
      case "TSIntersectionType":
      case "TSTypeLiteral":
        return this.#object(file, node);
      case "TSIndexedAccessType":
        return this.#member(file, node);
      case "TSTypeReference":
        return this.#reference(file, node);
      default:
        throw new Error(`src/${file.name}: a ${node.type} cannot be described.`);
    }
  }

  /**
   * @param {TypeFile} file
   * @param {Node} node
   * @returns {Schema}
   */
  #reference(file, node) {
    const name = node["typeName"].name;
    const values = node["typeArguments"]?.params ?? [];
    if (name === "Readonly") return this.#schema(file, values[0]);
    if (name === "Record") {
      return { type: "object", additionalProperties: this.#schema(file, values[1]) };
    }
    const declared = file.declared(name);
    if (this.definitions[name] === undefined) {
      // A type may have itself as a part.
      this.definitions[name] = {};
      this.definitions[name] = { ...described(declared.comment), ...this.declaredSchema(declared) };
    }
    return { $ref: `#/$defs/${name}` };
  }

  /**
   * `T["key"]`
   *
   * @param {TypeFile} file
   * @param {Node} node
   * @returns {Schema}
   */
  #member(file, node) {
    const { file: owner, node: type } = file.declared(node["objectType"].typeName.name);
    const key = node["indexType"].literal.value;
    const { properties } = this.#shape(owner, type, key);
    const { description: _description, ...schema } = properties[key] ?? {};
    return schema;
  }

  /**
   * @param {TypeFile} file
   * @param {Node} node
   * @returns {Schema}
   */
  #union(file, node) {
    /** @type {Node[]} */
    const types = node["types"].filter(
      (/** @type {Node} */ it) => it.type !== "TSUndefinedKeyword",
    );
    const all = types.map((type) => this.#schema(file, type));
    const constants = all.flatMap((it) => ("const" in it ? [it["const"]] : []));
    const kinds = all.flatMap((it) => (isOnlyType(it) ? [it["type"]] : []));
    const others = all.filter((it) => !("const" in it) && !isOnlyType(it));
    const parts = [
      ...(constants.length > 0
        ? [constants.length === 1 ? { const: constants[0] } : { enum: constants }]
        : []),
      ...(kinds.length > 0 ? [{ type: kinds.length === 1 ? kinds[0] : kinds }] : []),
      ...others,
    ];
    return parts.length === 1 ? (parts[0] ?? {}) : { anyOf: parts };
  }

  /**
   * @param {TypeFile} file
   * @param {Node} node
   * @returns {Schema}
   */
  #object(file, node) {
    const union = unionIn(file, node);
    if (union === undefined) {
      const [index] = node["members"] ?? [];
      if (index?.type === "TSIndexSignature") {
        const value = index.typeAnnotation.typeAnnotation;
        return { type: "object", additionalProperties: this.#schema(file, value) };
      }
      return objectSchema(this.#shape(file, node));
    }
    // What is said of all of them is said of each.
    const anyOf = union.members.map(({ file: owner, name, comment, node: member }) => {
      const shapes = [
        this.#shape(owner, member),
        ...union.others.map((it) => this.#shape(file, it)),
      ];
      this.definitions[name] = { ...described(comment), ...objectSchema(merged(shapes)) };
      return { $ref: `#/$defs/${name}` };
    });
    return { anyOf };
  }

  /**
   * @param {TypeFile} file
   * @param {Node} node
   * @param {string} [only] the one member that is wanted
   * @returns {Shape}
   */
  #shape(file, node, only) {
    if (node.type === "TSTypeReference") {
      const { file: owner, node: type } = file.declared(node["typeName"].name);
      return this.#shape(owner, type, only);
    }
    if (node.type === "TSIntersectionType") {
      return merged(node["types"].map((/** @type {Node} */ it) => this.#shape(file, it, only)));
    }
    if (node.type === "TSTypeAliasDeclaration" || node.type === "TSParenthesizedType") {
      return this.#shape(file, node["typeAnnotation"], only);
    }
    const members = node["members"] ?? node["body"]?.body;
    if (members === undefined) throw new Error(`src/${file.name}: a ${node.type} is no object.`);
    const parents = (node["extends"] ?? []).map((/** @type {Node} */ { expression }) => {
      const { file: owner, node: type } = file.declared(expression.name);
      return this.#shape(owner, type, only);
    });
    /** @type {Shape} */
    const own = { properties: {}, required: [] };
    for (const member of members) {
      const key = member.key?.name ?? member.key?.value;
      if (member.type !== "TSPropertySignature" || (only !== undefined && key !== only)) continue;
      const schema = this.#schema(file, member.typeAnnotation.typeAnnotation);
      own.properties[key] = { ...described(file.commentOf(member)), ...schema };
      if (member.optional !== true) own.required.push(key);
    }
    return merged([...parents, own]);
  }
}

/**
 * The union in an intersection such as `Event & { time: number }`.
 *
 * @param {TypeFile} file
 * @param {Node} node
 */
function unionIn(file, node) {
  if (node.type !== "TSIntersectionType") return undefined;
  /** @type {Node[]} */
  const types = node["types"];
  for (const type of types) {
    const members = membersOf(file, type);
    if (members !== undefined) return { members, others: types.filter((other) => other !== type) };
  }
  return undefined;
}

/**
 * The types in a union of names; undefined where it is none.
 *
 * @param {TypeFile} file
 * @param {Node} node
 * @returns {readonly (Declared & { name: string })[] | undefined}
 */
function membersOf(file, node) {
  if (node.type === "TSUnionType") {
    return node["types"].map((/** @type {Node} */ { typeName }) => ({
      ...file.declared(typeName.name),
      name: typeName.name,
    }));
  }
  if (node.type !== "TSTypeReference") return undefined;
  if (node["typeName"].name === "Exclude") {
    const [from, what] = node["typeArguments"].params;
    const all = membersOf(file, what);
    if (all === undefined) throw new Error(`src/${file.name}: only a union can be excluded.`);
    const excluded = new Set(all.map(({ name }) => name));
    return membersOf(file, from)?.filter(({ name }) => !excluded.has(name));
  }
  const { file: owner, node: type } = file.declared(node["typeName"].name);
  return type.type === "TSTypeAliasDeclaration"
    ? membersOf(owner, type["typeAnnotation"])
    : undefined;
}

/** @param {readonly Shape[]} shapes */
function merged(shapes) {
  return {
    properties: Object.assign({}, ...shapes.map(({ properties }) => properties)),
    required: [...new Set(shapes.flatMap(({ required }) => required))],
  };
}

/**
 * @param {Shape} shape
 * @returns {Schema}
 */
function objectSchema({ properties, required }) {
  return { type: "object", properties, ...(required.length > 0 && { required }) };
}

/**
 * @param {string | undefined} comment
 * @returns {Schema}
 */
function described(comment) {
  return comment === undefined ? {} : { description: comment };
}

/** @param {Schema} schema */
function isOnlyType(schema) {
  return typeof schema["type"] === "string" && Object.keys(schema).length === 1;
}
