/**
 * What a `recompose.ts` says, as data: which functions of the public API are called, with which arguments. One visitor
 * calls them (`perform-plan.ts`); another one can print them as TypeScript.
 */

export type Plan =
  | string
  | number
  | boolean
  | null
  | readonly Plan[]
  | PlanObject
  | PlanCall
  | PlanMethod
  | PlanMember
  | PlanName
  | PlanExpression
  | PlanTemplate;

/** `{ name: value }`. */
export interface PlanObject {
  readonly kind: "object";
  readonly entries: Readonly<Record<string, Plan>>;
}

/** A function of the API: `uses("…", { … })`. */
export interface PlanCall {
  readonly kind: "call";
  readonly call: string;
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

/** `const constant = value;`, or only the value. */
export interface PlanStatement {
  readonly constant?: string | undefined;
  readonly value: Plan;
  /** The job that it declares. */
  readonly job?: string | undefined;
}

/** `automation({ …options, jobs(inputs) { …statements } })`. */
export interface AutomationPlan {
  readonly options: PlanObject;
  readonly statements: readonly PlanStatement[];
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
