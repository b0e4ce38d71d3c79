/** A step that uses an action which a function may stand for. */
import type { Plan } from "../../../typescript/plan.ts";
import type { YamlMapping } from "../../read-workflow.ts";

export interface ActionUse {
  /** `actions/cache/restore`. */
  readonly action: string;
  /** `v4`, or a commit with its release behind it. */
  readonly release: string;
  readonly inputs: YamlMapping;
  /** The options that all steps have. */
  readonly options: Readonly<Record<string, Plan | undefined>>;
}
