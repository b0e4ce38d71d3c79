import type { BooleanReference, Reference } from "./algebra.ts";
import { BuiltExpression, type Forms, type Owner } from "./built-expression.ts";
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

/** An automation's input: `inputs.version`, or where it may be absent, a form in which the default applies. */
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
  const { value, forms } = inputForms(name, form);
  const role = form.kind === "boolean" ? "both" : "reference";
  return new BuiltExpression(value, role, { jobs: [], owners: [owner], matrices: [] }, forms);
}

/** The trees for an input: as a value, as a condition, and compared with a literal. */
export function inputForms(name: string, form: InputForm): { readonly value: Tree; forms: Forms } {
  const plain = path("inputs", [name]);
  if (form.kind === "boolean") return booleanForms(plain, form);
  const fallback = form.default;
  if (!form.mayBeAbsent || fallback === undefined || fallback === "") {
    return { value: plain, forms: {} };
  }
  // `0 || 3` would be 3; the text '0' counts as given.
  const given =
    form.kind === "number" && fallback !== 0 ? call("format", literal("{0}"), plain) : plain;
  const value = logical("||", [
    given,
    literal(typeof fallback === "number" ? writtenNumber(fallback) : fallback),
  ]);
  return {
    value,
    forms: {
      compared(operator, other) {
        if (other.kind !== "literal") return value;
        const wanted = compare(fallback, operator, other.value);
        const same = [null, ""].every(
          (absent) => compare(absent, operator, other.value) === wanted,
        );
        return same ? plain : value;
      },
    },
  };
}

/** Null equals false in GitHub's comparisons, so only its JSON tells an absent boolean from one that is false. */
function booleanForms(plain: Tree, form: InputForm): { readonly value: Tree; forms: Forms } {
  const isTrue = comparison(plain, "==", literal(true));
  if (!form.mayBeAbsent) {
    return { value: plain, forms: { negation: negation(isTrue) } };
  }
  if (form.default === true) {
    return { value: comparison(call("toJSON", plain), "!=", literal("false")), forms: {} };
  }
  // As a value it must be 'false' and not empty.
  return {
    value: isTrue,
    forms: { condition: plain, negation: negation(isTrue), compared: () => plain },
  };
}
