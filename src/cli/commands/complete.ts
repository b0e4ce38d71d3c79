/** The hidden command behind the completion scripts. */
import type { Host } from "../../host/host.ts";
import { candidateMark, filesMarker } from "../help/completion-script.ts";
import { completions } from "../help/completion-words.ts";
import { exitCode } from "../exit-code.ts";
import { openApp } from "../open-app.ts";

/**
 * Prints `+WORD<tab>DESCRIPTION` for each candidate, and `@files` where file names fit as well.
 * Whatever goes wrong, nothing is printed: an error would land in the middle of what is being typed.
 */
export async function complete(words: readonly string[], host: Host): Promise<number> {
  const app = await openApp(host).then(
    (openedApp) => openedApp.app,
    () => undefined,
  );
  const { candidates, files } = completions(words, app);
  const lines = candidates.map(
    ({ word, description = "" }) => `${candidateMark}${word}\t${oneLine(description)}`,
  );
  if (files) lines.push(filesMarker);
  if (lines.length > 0) host.stdout.write(`${lines.join("\n")}\n`);
  return exitCode.success;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
