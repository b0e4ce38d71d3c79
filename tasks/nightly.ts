/** What takes too long for every change: the same properties with more cases, and changes that tests have to notice. */
import {
  and,
  automation,
  failure,
  github,
  job,
  matrix,
  onSchedule,
  onWorkflowDispatch,
  shell,
} from "recompose-ci";
import { checkMutants, mutatedFolders } from "./checks/check-mutants.ts";
import { checkProperties } from "./checks/check-properties.ts";

const openIssue = shell(
  'gh issue create --title "The nightly run failed" --body "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"',
  { env: { GH_TOKEN: github.token, GH_REPO: github.repository }, local: "skip" },
);

export const nightly = automation({
  name: "nightly",
  description: "More cases of every property, and changes of the code that tests have to notice",
  on: [onSchedule({ cron: "43 3 * * *" }), onWorkflowDispatch()],
  jobs() {
    const properties = job(checkProperties, { inputs: { cases: 20_000 } });
    const folders = matrix({ folder: mutatedFolders }, { failFast: false });
    const mutants = job(checkMutants, {
      timeoutMinutes: 350,
      matrix: folders,
      inputs: { folder: folders.folder, percent: 5 },
    });
    job("open_issue", {
      needs: [properties, mutants],
      condition: and(failure(), github.eventName.eq("schedule")),
      permissions: { issues: "write" },
      steps: [openIssue],
    });
  },
});
