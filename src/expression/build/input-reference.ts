import type { BooleanReference, Reference } from "./algebra.ts";
import { BuiltExpression, everywhere, type Forms, type Owner } from "./built-expression.ts";
import { compare } from "../values/coercion.ts";
import { writtenNumber } from "../language/number.ts";
import {
  call,
  comparison,
  literal,
  logical,
  negation,
  path,
  type Tree,
} from "../language/syntax-tree.ts";

export interface InputForm {
  readonly kind: "string" | "choice" | "environment" | "boolean" | "number";
  readonly default?: string | boolean | number | undefined;
  /**
   * Whether the workflow also starts on events that bring no inputs. There `inputs.<name>` is null,
   * and GitHub does not apply the default that `workflow_dispatch` declares.
   */
  readonly mayBeAbsent: boolean;
}

/** An automation's input: `inputs.version`, or an expression with the default where the input may be absent. */
export function inputReference(
  name: string,
  form: InputForm & { readonly kind: "boolean" },
  owner: Owner,
): BooleanReference;
export function inputReference<Value = unknown>(
  name: string,
  form: InputForm,
  owner: Owner,
): Reference<Value>;
export function inputReference(name: string, form: InputForm, owner: Owner): BuiltExpression {
  const { value, ...forms } = formsOf(name, form);
  const role = form.kind === "boolean" ? "both" : "reference";
  return new BuiltExpression(value, role, { ...everywhere, owners: [owner] }, forms);
}

interface ValueForms extends Forms {
  readonly value: Tree;
}

function formsOf(name: string, form: InputForm): ValueForms {
  const plain = path("inputs", [name]);
  if (form.kind === "boolean") return booleanForms(plain, form);
  const fallback = form.default;
  if (!form.mayBeAbsent || fallback === undefined || fallback === "") return { value: plain };
  // The number 0 counts as false, so `0 || 3` would be 3. The text '0' counts as true.
  const input =
    form.kind === "number" && fallback !== 0 ? call("format", literal("{0}"), plain) : plain;
  const value = logical("||", [
    input,
    literal(typeof fallback === "number" ? writtenNumber(fallback) : fallback),
  ]);
  return {
    value,
    comparand(operator, other) {
      if (other.kind !== "literal") return value;
      const result = compare(fallback, operator, other.value);
      const isSame = [null, ""].every(
        (absent) => compare(absent, operator, other.value) === result,
      );
      return isSame ? plain : value;
    },
  };
}

/** To GitHub null equals false, so only `toJSON` tells an absent boolean from a false one. */
function booleanForms(plain: Tree, form: InputForm): ValueForms {
  const isTrue = comparison(plain, "==", literal(true));
  if (!form.mayBeAbsent) return { value: plain, negation: negation(isTrue) };
  if (form.default === true) {
    return { value: comparison(call("toJSON", plain), "!=", literal("false")) };
  }
  // As a value the plain input would be empty instead of `false`.
  return { value: isTrue, condition: plain, negation: negation(isTrue), comparand: () => plain };
}
