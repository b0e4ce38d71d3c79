/**
 * What a `recompose.ts` says, as data: which functions of the public API are called, with which arguments. One visitor
 * calls them (`../import/perform-plan.ts`), another one prints them as TypeScript (`print-module.ts`).
 */

export type Plan = string | number | boolean | null | readonly Plan[] | PlanNode;

export type PlanNode =
  | PlanObject
  | PlanCall
  | PlanMethod
  | PlanMember
  | PlanName
  | PlanExpression
  | PlanTemplate
  | PlanFunction
  | PlanSpread
  | PlanCommented;

/** `{ name: value }`. */
export interface PlanObject {
  readonly kind: "object";
  readonly entries: Readonly<Record<string, Plan>>;
}

/** A function of the API: `uses("…", { … })`. */
export interface PlanCall {
  readonly kind: "call";
  readonly call: string;
  /** Between `<` and `>`: `string` for `uses<string>("…")`. */
  readonly types?: string | undefined;
  readonly args: readonly Plan[];
}

/** `build.get("version")`. */
export interface PlanMethod {
  readonly kind: "method";
  readonly of: Plan;
  readonly method: string;
  readonly args: readonly Plan[];
}

/** `m.os`, `github.ref`. */
export interface PlanMember {
  readonly kind: "member";
  readonly of: Plan;
  readonly member: string;
}

/** A constant of the plan, or an object of the API, such as `github`. */
export interface PlanName {
  readonly kind: "name";
  readonly name: string;
}

/** A tagged template: expr`github.ref == 'x'`. */
export interface PlanExpression {
  readonly kind: "expression";
  readonly text: string;
}

/** A template string: texts and references in turn. */
export interface PlanTemplate {
  readonly kind: "template";
  readonly parts: readonly Plan[];
}

/** `(parameters) => body`; as the value of an entry, a body of statements makes it a method: `jobs() { … }`. */
export interface PlanFunction {
  readonly kind: "function";
  /** As they are printed: `{ version }`. */
  readonly parameters: string;
  readonly body: Plan | PlanBlock;
}

export interface PlanBlock {
  readonly kind: "block";
  readonly statements: readonly PlanStatement[];
}

/** `...setup`, among the items of a list. */
export interface PlanSpread {
  readonly kind: "spread";
  readonly of: Plan;
}

/** A value with a comment on the lines before or behind it: an item of a list, or the value of an entry. */
export interface PlanCommented {
  readonly kind: "commented";
  /** Without `//`. */
  readonly comment?: string | undefined;
  readonly after?: string | undefined;
  readonly value: Plan;
}

/** `const constant = value;`, or only the value. */
export interface PlanStatement {
  readonly constant?: string | undefined;
  readonly value: Plan;
  /** On the lines before it, without `//`. */
  readonly comment?: string | undefined;
  /** On the lines behind it. */
  readonly after?: string | undefined;
  /** `default` for `export default value;`. */
  readonly exported?: true | "default" | undefined;
  /** The job that it declares. */
  readonly job?: string | undefined;
}

/** `automation({ …options, jobs(inputs) { …statements } })`. */
export interface AutomationPlan {
  readonly options: PlanObject;
  /** Of `jobs`, as they are printed: empty where the statements use no inputs. */
  readonly parameters: "" | "inputs";
  readonly statements: readonly PlanStatement[];
  /** Constants before the automation: tasks, and what several jobs have. */
  readonly shared?: readonly PlanStatement[] | undefined;
  /** On the lines before it. */
  readonly comment?: string | undefined;
  /** On the lines behind it. */
  readonly after?: string | undefined;
}

export function isNode(plan: Plan): plan is PlanNode {
  return typeof plan === "object" && plan !== null && !Array.isArray(plan);
}

export function isList(plan: Plan): plan is readonly Plan[] {
  return Array.isArray(plan);
}

export function isBlock(body: Plan | PlanBlock): body is PlanBlock {
  return typeof body === "object" && body !== null && "kind" in body && body.kind === "block";
}

/** Without the entries that are undefined. */
export function object(entries: Readonly<Record<string, Plan | undefined>>): PlanObject {
  const present = Object.entries(entries).filter(
    (entry): entry is [string, Plan] => entry[1] !== undefined,
  );
  return { kind: "object", entries: Object.fromEntries(present) };
}

export function call(name: string, ...args: readonly Plan[]): PlanCall {
  return { kind: "call", call: name, args };
}

/** A call whose last argument is left out where it has no entries. */
export function callWith(name: string, args: readonly Plan[], options: PlanObject): PlanCall {
  return call(name, ...args, ...(Object.keys(options.entries).length === 0 ? [] : [options]));
}

export function name(text: string): PlanName {
  return { kind: "name", name: text };
}

export function member(of: Plan, property: string): PlanMember {
  return { kind: "member", of, member: property };
}

export function method(of: Plan, called: string, ...args: readonly Plan[]): PlanMethod {
  return { kind: "method", of, method: called, args };
}

/** A function that returns a value. */
export function arrow(body: Plan, parameters = ""): PlanFunction {
  return { kind: "function", parameters, body };
}

/** A function of statements. */
export function block(statements: readonly PlanStatement[], parameters = ""): PlanFunction {
  return { kind: "function", parameters, body: { kind: "block", statements } };
}

export function spread(of: Plan): PlanSpread {
  return { kind: "spread", of };
}

/** The value itself where there is nothing to say about it. */
export function commented(comment: string | undefined, value: Plan, after?: string): Plan {
  return comment === undefined && after === undefined
    ? value
    : { kind: "commented", comment, after, value };
}

/** Without the comments on it. */
export function uncommented(plan: Plan): Plan {
  return isNode(plan) && plan.kind === "commented" ? uncommented(plan.value) : plan;
}
