import {
  app,
  automation,
  boolInput,
  choiceInput,
  job,
  onRelease,
  onWorkflowCall,
  stringInput,
  task,
} from "recompose-ci";

const publish = task({
  name: "publish",
  inputs: { version: stringInput(), dry: boolInput() },
  outputs: ["url"],
  secrets: ["NPM_TOKEN"],
  run() {},
});

const reusable = automation({
  name: "reusable",
  on: onWorkflowCall({ outputs: { url: { value: "${{ jobs.publish.outputs.url }}" } } }).or(
    onRelease({ types: ["published"] }),
  ),
  inputs: {
    version: stringInput({ default: "latest" }),
    channel: choiceInput(["beta", "stable"], { default: "beta" }),
    dry: boolInput({ description: "Publish nothing" }),
  },
  concurrency: { group: "publish", cancelInProgress: false },
  jobs({ version, channel, dry }) {
    job(publish, { inputs: { version: `${version}-${channel}`, dry }, environment: "npm" });
  },
});

export default app({ commands: [publish], automations: [reusable] });
