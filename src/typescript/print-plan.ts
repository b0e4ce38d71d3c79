/** A plan as TypeScript, laid out as Prettier does by default. */
import {
  commaIfBroken,
  group,
  indented,
  isBroken,
  joined,
  layOut,
  type Layout,
  lineBreak,
  nothingOrLine,
  spaceOrLine,
} from "./layout.ts";
import {
  isBlock,
  isList,
  isNode,
  type Plan,
  type PlanBlock,
  type PlanFunction,
  type PlanObject,
  type PlanStatement,
  type PlanTemplate,
} from "./plan.ts";
import { linesLayout, type TextPart } from "./print-lines.ts";
import { isPlainKey, quoted, templateText } from "./text-literal.ts";

export function valueLayout(plan: Plan): Layout {
  if (typeof plan === "string") return textLayout([plan]) ?? quoted(plan);
  if (isList(plan)) return listLayout(plan);
  if (!isNode(plan)) return String(plan);
  switch (plan.kind) {
    case "object":
      return objectLayout(plan);
    case "call":
      return [
        plan.call,
        plan.types === undefined ? "" : `<${plan.types}>`,
        argumentsLayout(plan.args),
      ];
    case "method":
      return [valueLayout(plan.of), ".", plan.method, argumentsLayout(plan.args)];
    case "member": {
      const of = valueLayout(plan.of);
      if (isPlainKey(plan.member)) return [of, ".", plan.member];
      const isIndex = /^(?:0|[1-9]\d{0,8})$/.test(plan.member);
      return [of, `[${isIndex ? plan.member : quoted(plan.member)}]`];
    }
    case "name":
      return plan.name;
    case "expression":
      return `expr\`${templateText(plan.text)}\``;
    case "template":
      return textLayout(plan.parts) ?? templateLayout(plan);
    case "function":
      return functionLayout(plan);
    case "spread":
      return ["...", valueLayout(plan.of)];
    case "commented":
      return valueLayout(plan.value);
    default:
      return plan satisfies never;
  }
}

function textLayout(parts: readonly Plan[]): Layout | undefined {
  return linesLayout(textParts(parts));
}

function textParts(parts: readonly Plan[]): readonly TextPart[] {
  // Whatever its length, the code of a value stands on one line.
  return parts.map((part) =>
    typeof part === "string" ? part : { code: layOut(valueLayout(part), Infinity) },
  );
}

function templateLayout({ parts }: PlanTemplate): Layout {
  const inner = textParts(parts).map((part) =>
    typeof part === "string" ? templateText(part) : `\${${part.code}}`,
  );
  return `\`${inner.join("")}\``;
}

function listLayout(items: readonly Plan[]): Layout {
  if (items.length === 0) return "[]";
  const parts = items.map(itemLayout);
  const isTable = items.length > 1 && items.every(isLargeItem);
  return bracketed("[", parts, "]", { edge: nothingOrLine, isBroken: isTable });
}

/** As in Prettier, several objects or lists of several parts each stand on lines of their own. */
function isLargeItem(item: Plan): boolean {
  if (isList(item)) return item.length > 1;
  return isNode(item) && item.kind === "object" && Object.keys(item.entries).length > 1;
}

function itemLayout(item: Plan): Part {
  return withComments(item, valueLayout(item));
}

/** Between brackets, with the comment that stands behind its comma. */
interface Part {
  readonly layout: Layout;
  readonly after: Layout;
}

function withComments(plan: Plan, layout: Layout): Part {
  const { comment, after } = isNode(plan) && plan.kind === "commented" ? plan : {};
  return { layout: [commentLines(comment), layout], after: linesBehind(after) };
}

function objectLayout({ entries }: PlanObject, isForced = false): Layout {
  const list = Object.entries(entries);
  if (list.length === 0) return "{}";
  const quote = list.some(([key]) => !isPlainKey(key));
  const parts = list.map(([key, value]) => withComments(value, entryLayout(key, value, quote)));
  return bracketed("{", parts, "}", { edge: spaceOrLine, isBroken: isForced });
}

function entryLayout(key: string, value: Plan, quote: boolean): Layout {
  const inner = quote ? quoted(key) : key;
  // Without brackets it would be the prototype.
  const name = key === "__proto__" ? `[${inner}]` : inner;
  if (!isNode(value)) return [name, ": ", valueLayout(value)];
  if (value.kind === "commented") return entryLayout(key, value.value, quote);
  if (value.kind === "function" && isBlock(value.body)) {
    return [name, `(${value.parameters}) `, blockLayout(value.body)];
  }
  if (value.kind === "name" && value.name === key) return key;
  return [name, ": ", valueLayout(value)];
}

interface Brackets {
  /** Between the brackets and what is in them. */
  readonly edge: Layout;
  readonly isBroken: boolean;
}

function bracketed(open: string, parts: readonly Part[], close: string, of: Brackets): Layout {
  const edge = of.isBroken ? lineBreak : of.edge;
  const list = parts.map(({ layout, after }, index): Layout => {
    const isLast = index === parts.length - 1;
    return isLast ? [layout, commaIfBroken, after] : [layout, ",", after, spaceOrLine];
  });
  return group(open, indented(edge, list), edge, close);
}

function argumentsLayout(args: readonly Plan[]): Layout {
  if (args.length === 0) return "()";
  const parts = args.map(valueLayout);
  const before = parts.slice(0, -1);
  const all = group(
    "(",
    indented(nothingOrLine, joined(parts, [",", spaceOrLine]), commaIfBroken),
    nothingOrLine,
    ")",
  );
  const [last, secondLast] = args.toReversed();
  // Two of a kind would not look alike.
  const kind = kindOf(last);
  const isAlike = kind !== undefined && kindOf(secondLast) === kind;
  const hugged = last === undefined || isAlike ? undefined : huggedLayout(last);
  if (hugged === undefined || before.some(isBroken)) return all;
  const withLast = (end: Layout): Layout => ["(", before.map((part) => [part, ", "]), end, ")"];
  const onOneLine = withLast(parts.at(-1) ?? "");
  return {
    kind: "choice",
    choices: [
      ...(isBroken(onOneLine) ? [] : [group(onOneLine)]),
      withLast(hugged),
      group("(", indented(lineBreak, joined(parts, [",", spaceOrLine]), ","), lineBreak, ")"),
    ],
  };
}

/** `undefined` for what is no list or object. */
function kindOf(plan: Plan | undefined): string | undefined {
  if (plan === undefined || typeof plan === "string") return undefined;
  return isList(plan) ? "list" : isNode(plan) && plan.kind === "object" ? "object" : undefined;
}

/** The last argument where it begins on the line of the call and ends with it: an object, a list, a function, a text of lines. */
function huggedLayout(plan: Plan): Layout | undefined {
  if (typeof plan === "string") return textLayout([plan]);
  if (isList(plan)) {
    if (plan.length === 0) return undefined;
    return bracketed("[", plan.map(itemLayout), "]", { edge: nothingOrLine, isBroken: true });
  }
  if (!isNode(plan)) return undefined;
  if (plan.kind === "object" && Object.keys(plan.entries).length > 0) {
    return objectLayout(plan, true);
  }
  if (plan.kind === "template") return textLayout(plan.parts);
  return plan.kind === "function" ? functionLayout(plan) : undefined;
}

function functionLayout({ parameters, body }: PlanFunction): Layout {
  const head = `(${parameters}) =>`;
  if (isBlock(body)) return [head, " ", blockLayout(body)];
  const value = valueLayout(body);
  if (isNode(body) && body.kind === "object") return [head, " (", value, ")"];
  // What begins with a bracket stays on the line.
  const isBracketed = isList(body) || (isNode(body) && body.kind === "template");
  return isBracketed ? [head, " ", value] : group(head, indented(spaceOrLine, value));
}

function blockLayout({ statements }: PlanBlock): Layout {
  if (statements.length === 0) return "{}";
  return ["{", indented(lineBreak, statementLines(statements)), lineBreak, "}"];
}

/** As much as Prettier's own. */
export const width = 80;

/** With an empty line around those of several lines. */
export function statementLines(statements: readonly PlanStatement[]): Layout {
  const layouts = statements.map(statementLayout);
  const isLong = layouts.map((layout) => layOut(layout, width).includes("\n"));
  return layouts.map((layout, index) => {
    if (index === 0) return layout;
    const isApart = isLong[index] === true || isLong[index - 1] === true;
    return [lineBreak, isApart ? lineBreak : "", layout];
  });
}

function statementLayout({ constant, value, comment, after, exported }: PlanStatement): Layout {
  const start =
    constant === undefined ? "" : `${exported === true ? "export " : ""}const ${constant} = `;
  const begin = exported === "default" ? "export default " : start;
  return [commentLines(comment), begin, valueLayout(value), ";", linesBehind(after)];
}

function linesBehind(comment: string | undefined): readonly Layout[] {
  return comment?.split(/\r?\n/).flatMap((line) => [lineBreak, `// ${line}`.trimEnd()]) ?? [];
}

function commentLines(comment: string | undefined): readonly Layout[] {
  if (comment === undefined) return [];
  return comment.split(/\r?\n/).flatMap((line) => [`// ${line}`.trimEnd(), lineBreak]);
}
