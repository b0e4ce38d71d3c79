import { nodeSamples } from "./node-samples.ts";
import { otherSamples } from "./other-samples.ts";
import { pythonSamples } from "./python-samples.ts";
import type { Sample } from "./sample.ts";

export const samples: readonly Sample[] = [...nodeSamples, ...pythonSamples, ...otherSamples];
