/** Eight workflows of real projects, written by hand as their owners would like to read them. */
import { app } from "recompose-ci";
import { cargoContrib } from "./automations/cargo-contrib.ts";
import { lycheeDocker } from "./automations/lychee-docker.ts";
import { requestsPublish } from "./automations/requests-publish.ts";
import { rerunMain } from "./automations/rerun-main.ts";
import { ruffFuzz } from "./automations/ruff-fuzz.ts";
import { tauriCli } from "./automations/tauri-cli.ts";
import { viteCi } from "./automations/vite-ci.ts";
import { wireitTests } from "./automations/wireit-tests.ts";

export default app({
  commands: [],
  automations: [
    wireitTests,
    requestsPublish,
    tauriCli,
    cargoContrib,
    lycheeDocker,
    rerunMain,
    viteCi,
    ruffFuzz,
  ],
});
