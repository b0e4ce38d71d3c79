/** Plans of references and conditions, with what TypeScript knows of their types. */
import type { Literal } from "../../../expression/language/syntax-tree.ts";
import type { Plan } from "../../../typescript/plan.ts";

/**
 * The values of a reference: any of a type, or some. `any` takes what it is compared with, `other` is an object or a list,
 * which is compared with nothing.
 */
export type ValueType = "any" | "string" | "number" | "boolean" | "other" | readonly Literal[];

export interface TypedPlan {
  readonly plan: Plan;
  /** Undefined for a condition that is no reference, such as a comparison. */
  readonly values?: ValueType | undefined;
  readonly isCondition: boolean;
  /** Its type is the one that its place asks for: `github.event("number")`. */
  readonly isGeneric?: boolean;
  readonly isSecret?: boolean;
  /** It has another form as a value than within conditions, or where it is negated: `InputForm` in input-reference.ts. */
  readonly differs?: { readonly asValue: boolean };
}

export function reference(plan: Plan, values: ValueType): TypedPlan {
  return { plan, values, isCondition: isBoolean(values) };
}

export function condition(plan: Plan): TypedPlan {
  return { plan, isCondition: true };
}

/** A reference and a condition, whose type is what its place asks for. */
export function generic(plan: Plan): TypedPlan {
  return { plan, values: "any", isCondition: true, isGeneric: true };
}

/** Whether a reference of these values has the type of a literal, so that it may be compared with it. */
export function takes(values: ValueType, literal: Literal): boolean {
  if (typeof literal === "number" && !Number.isFinite(literal)) return false;
  if (typeof values !== "string") return values.includes(literal);
  return values === "any" || values === typeof literal;
}

/** Whether it stands where a text belongs. */
export function isText({ values, isGeneric = false, isSecret = false }: TypedPlan): boolean {
  return isGeneric || (!isSecret && isOf("string", values));
}

/** Whether it stands where a number belongs. */
export function isNumeric({ values, isGeneric = false }: TypedPlan): boolean {
  return isGeneric || isOf("number", values);
}

function isBoolean(values: ValueType): boolean {
  return isOf("boolean", values);
}

function isOf(type: "string" | "number" | "boolean", values: ValueType | undefined): boolean {
  if (values === undefined || typeof values === "string") return values === type;
  return values.length > 0 && values.every((value) => typeof value === type);
}
