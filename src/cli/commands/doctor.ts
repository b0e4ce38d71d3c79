/** `./run doctor`: checks what recompose needs, and says what to do. Does not use the network. */
import { printLines } from "../../reporters/lines/line-printer.ts";
import { counted } from "../../problems/wording.ts";
import { checkAll, type Finding } from "./doctor-checks.ts";
import { exitCode } from "../exit-code.ts";
import type { ProgramContext } from "../program-context.ts";

export async function doctor(context: ProgramContext): Promise<number> {
  const { host, style } = context;
  const marks: Readonly<Record<Finding["state"], string>> = {
    good: style.green("✓"),
    broken: style.red("✗"),
    note: style.yellow("!"),
  };
  const findings = await checkAll(context);
  for (const { state, text, fix } of findings) {
    printLines(host, [`${marks[state]} ${text}`]);
    if (fix !== undefined) printLines(host, [`  ${style.dim("→")} ${fix}`]);
  }
  const brokenCount = findings.filter(({ state }) => state === "broken").length;
  if (brokenCount === 0) return exitCode.success;
  printLines(host, ["", `${counted(brokenCount, "thing")} to repair.`]);
  return exitCode.failure;
}
