import { app, checkout, group, setupNode } from "recompose-ci";
import { conditions } from "./conditions.ts";
import { exceptions } from "./exceptions.ts";
import { steps } from "./steps.ts";
import { commands } from "./tasks.ts";
import { values } from "./values.ts";

export default app({
  entryPoint: "./run",
  setup: [checkout(), setupNode("22")],
  commands: [group("Tasks", commands)],
  automations: [...conditions, ...values, ...exceptions, ...steps],
});
