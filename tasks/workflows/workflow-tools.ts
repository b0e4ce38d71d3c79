/** What checks workflows, for those who use GitHub. */
import { goTool, pythonTool } from "../tool.ts";

/** https://github.com/rhysd/actionlint */
export const actionlint = goTool(
  "actionlint",
  "1.7.12",
  "github.com/rhysd/actionlint/cmd/actionlint",
);

/** https://docs.zizmor.sh */
export const zizmor = pythonTool("zizmor", "1.32.0", "zizmor", ["zizmor==1.32.0"]);
