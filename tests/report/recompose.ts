import { app, automation, err, job, out, task } from "recompose-ci";

const good = task({
  name: "good",
  run() {
    out("it went \u001b[32mwell\u001b[0m");
    out("<b>not markup</b>");
  },
});

const bad = task({
  name: "bad",
  run() {
    out("::error file=a.ts,line=3::a broken thing");
    return err("it is bad");
  },
});

const after = task({ name: "after", run() {} });

const sample = automation({
  name: "sample",
  jobs() {
    job(good);
    job(after, { needs: [job(bad)] });
  },
});

export default app({
  entryPoint: "../../run",
  commands: [good, bad, after],
  automations: [sample],
});
