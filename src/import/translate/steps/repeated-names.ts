/** Names for steps that have a constant of their own. */
import { isNode, type Plan, uncommented } from "../../../typescript/plan.ts";

/**
 * What steps may be called, best first: `setup` or `python-setup` where they begin with a checkout or a tool; else what they
 * are called, or do.
 */
export function runNames(steps: readonly Plan[]): readonly string[] {
  const [first = "", ...others] = steps;
  const last = others.at(-1);
  const both = [stepName(first), ...(last === undefined ? [] : [stepName(last)])];
  const calls = steps.map((step) => callOf(step)?.name ?? "");
  const isSetup = calls[0] === "checkout" || toolOf(calls[0] ?? "") !== undefined;
  const [tool] = calls.flatMap((call) => toolOf(call) ?? []);
  const own = others.filter((step) => toolOf(callOf(step)?.name ?? "") === undefined).map(stepName);
  if (!isSetup)
    return both.every((name) => name.split("-").length <= 2)
      ? [both.join("-and-")]
      : [both[0] ?? ""];
  return ["setup", ...(tool === undefined ? [] : [`${tool}-setup`]), ...own];
}

/** `python` for setupPython(). */
function toolOf(call: string): string | undefined {
  return /^(?:setup|cache)([A-Z]\w*)$/.exec(call)?.[1]?.toLowerCase();
}

/** `install-node` for the step "Install Node"; without a name what it uses or runs. */
export function stepName(step: Plan): string {
  const call = callOf(step);
  const words = (call?.title ?? call?.does ?? "step")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "" && !/^(?:the|a|an|action|and|to|for|of|with)$/.test(word));
  const name = words.slice(0, 3).join("-");
  return /^[a-z]/.test(name) ? name : `step-${name}`;
}

interface Call {
  readonly name: string;
  readonly title?: string | undefined;
  /** The action, or the command. */
  readonly does: string;
}

function callOf(step: Plan): Call | undefined {
  const plan = uncommented(step);
  if (!isNode(plan) || plan.kind !== "call") return undefined;
  const [first] = plan.args;
  const options = plan.args.at(-1);
  const title =
    options !== undefined && isNode(options) && options.kind === "object"
      ? uncommented(options.entries["name"] ?? null)
      : undefined;
  const isText = typeof first === "string" && (plan.call === "uses" || plan.call === "shell");
  const does = isText ? shortName(first) : plan.call.replaceAll(/[A-Z]/g, " $&");
  return { name: plan.call, title: typeof title === "string" ? title : undefined, does };
}

/** `login-action` for an action, the name of the folder for one of the repository, and a command as it is. */
function shortName(text: string): string {
  if (/^[.$]\//.test(text)) return text.split("/").at(-1) ?? text;
  return text.replace(/@.*/s, "").replace(/^[^/\s]+\//, "");
}
