import type { DescribedFlag } from "./global-flags.ts";

export const jsonFlag: DescribedFlag = {
  name: "json",
  kind: "option",
  summary: "Print events, one JSON object a line",
};
