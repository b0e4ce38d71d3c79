/** Values that many options take, as types. */
import type { Condition, Reference } from "../../../expression/build/reference.ts";

/** A text, or a reference to one; a text may contain references: `` `node-${m.node}` ``. */
export type Text = string | Reference<string>;

/** Values of environment variables. A secret does not belong here: its task declares it. */
export type EnvironmentOptions = Readonly<
  Record<string, string | number | boolean | Reference | Condition>
>;
