/** The hidden command behind the completion scripts. */
import type { Host } from "../../host/host.ts";
import { candidateMark, filesMarker } from "../help/completion-script.ts";
import { completions } from "../help/completion-words.ts";
import { exitCode } from "../exit-code.ts";
import { openApp } from "../open-app.ts";

/**
 * Prints `+WORD<tab>DESCRIPTION` for each candidate, and `@files` if file names fit as well.
 * Prints no errors: they would land in the middle of the line that the person is typing.
 */
export async function complete(words: readonly string[], host: Host): Promise<number> {
  const project = await openApp(host).catch(() => undefined);
  const { candidates, files } = completions(words, project?.app);
  const lines = candidates.map(
    ({ word, description = "" }) =>
      `${candidateMark}${word}\t${description.replaceAll(/\s+/g, " ")}`,
  );
  if (files) lines.push(filesMarker);
  if (lines.length > 0) host.stdout.write(`${lines.join("\n")}\n`);
  return exitCode.success;
}
