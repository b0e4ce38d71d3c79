import type { FlagRow } from "./flag-table.ts";

export const jsonFlag = {
  kind: "option",
  summary: "Print events, one JSON object a line",
} satisfies FlagRow;

/** The options of `./run TASK`, beside its inputs. */
export const taskFlags = { json: jsonFlag };
