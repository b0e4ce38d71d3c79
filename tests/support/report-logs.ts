import { gunzipSync } from "node:zlib";

/** The lines of all jobs that a page of `--report` holds, which are packed there. */
export function reportLogs(page: string): string {
  const packed = page.matchAll(/<script type="text\/plain" [^>]*>(.*)<\/script>/g);
  return [...packed]
    .map(([, log = ""]) => gunzipSync(Buffer.from(log, "base64")).toString())
    .join("");
}
