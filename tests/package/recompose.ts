import { app, automation, job, out, stringInput, task } from "recompose-ci";

const choose = task({
  name: "choose",
  outputs: ["name"],
  run(_inputs, context) {
    context.setOutput("name", "$(world)");
  },
});

const greet = task({
  name: "greet",
  description: "Greet someone",
  inputs: { name: stringInput() },
  run({ name }) {
    out(`Hello, ${name}!`);
  },
});

const hello = automation({
  name: "hello",
  jobs() {
    const chosen = job(choose);
    job(greet, { inputs: { name: chosen.get("name") } });
    // @ts-expect-error -- not an output of the task; checked again at run time
    if (process.env["NEVER"] !== undefined) chosen.get("nmae");
  },
});

export default app({
  entryPoint: "npx recompose",
  commands: [choose, greet],
  automations: [hello],
});
