/** `./run doctor`: what recompose needs, what is wrong with it, and what to do. Asks nothing of the network. */
import { createStyle } from "../../reporters/style.ts";
import { counted } from "../../problems/wording.ts";
import { checkAll, type Finding } from "../doctor-checks.ts";
import { exitCode } from "../exit-code.ts";
import type { ProgramContext } from "../program-context.ts";

export async function doctor(context: ProgramContext): Promise<number> {
  const { stdout } = context.host;
  const style = createStyle(context.color);
  const marks: Readonly<Record<Finding["state"], string>> = {
    good: style.green("✓"),
    broken: style.red("✗"),
    note: style.yellow("!"),
  };
  const findings = await checkAll(context);
  for (const { state, text, fix } of findings) {
    stdout.write(`${marks[state]} ${text}\n`);
    if (fix !== undefined) stdout.write(`  ${style.dim("→")} ${fix}\n`);
  }
  const broken = findings.filter(({ state }) => state === "broken").length;
  if (broken === 0) return exitCode.success;
  stdout.write(`\n${counted(broken, "thing")} to repair.\n`);
  return exitCode.failure;
}
