/** How GitHub compares values and turns one kind into another (EvaluationResult.cs in actions/runner). */
import { formatNumber, parseNumber } from "../language/number.ts";
import type { ComparisonOperator } from "../language/syntax-tree.ts";
import { Unknown } from "./unknown.ts";
import { foldCase, type Item, type Value } from "./value.ts";

/** Null, false, 0, NaN and the empty string count as false. `'false'` counts as true. */
export function isTruthy(value: Value): boolean {
  return Boolean(value);
}

/** As `isTruthy`, also for an unknown value, whose truth may be known. */
export function truthOf(value: Item): boolean | Unknown {
  return value instanceof Unknown ? (value.truth ?? value) : isTruthy(value);
}

export function isPrimitive(value: Value): value is null | boolean | number | string {
  return value === null || typeof value !== "object";
}

/** The text that a value becomes in `${{ }}` and in functions. */
export function stringOf(value: Value): string {
  if (value === null) return "";
  if (typeof value === "number") return formatNumber(value);
  if (typeof value === "object") return Array.isArray(value) ? "Array" : "Object";
  return String(value);
}

export function textOf(value: Item): string | Unknown {
  return value instanceof Unknown ? value : stringOf(value);
}

export function numberOf(value: Value): number {
  if (value === null || typeof value === "boolean") return Number(value);
  if (typeof value === "number") return value;
  return typeof value === "string" ? parseNumber(value) : Number.NaN;
}

/** `>=` means "equal or greater". An object is `>=` itself, and nothing is `>=` NaN. */
export function compare(left: Value, operator: ComparisonOperator, right: Value): boolean {
  switch (operator) {
    case "==":
      return equals(left, right);
    case "!=":
      return !equals(left, right);
    case "<":
      return isBelow(left, right);
    case "<=":
      return equals(left, right) || isBelow(left, right);
    case ">":
      return isBelow(right, left);
    case ">=":
      return equals(left, right) || isBelow(right, left);
    default:
      return operator satisfies never;
  }
}

export function equals(left: Value, right: Value): boolean {
  if (typeof left === "string" && typeof right === "string") {
    return foldCase(left) === foldCase(right);
  }
  if (isPrimitive(left) && isPrimitive(right)) {
    return typeof left === typeof right ? left === right : numberOf(left) === numberOf(right);
  }
  return left === right;
}

function isBelow(left: Value, right: Value): boolean {
  if (!isPrimitive(left) || !isPrimitive(right)) return false;
  if (typeof left === "string" && typeof right === "string") {
    return foldCase(left) < foldCase(right);
  }
  return numberOf(left) < numberOf(right);
}
