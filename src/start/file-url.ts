import { pathToFileURL } from "node:url";

/** The URL of an absolute path. Most paths only need the scheme; `node:url`, for the others, takes long to load. */
export function fileUrl(path: string): string {
  return /^(?:\/(?!\.{1,2}(?:\/|$))[\w.-]+)+$/.test(path)
    ? `file://${path}`
    : pathToFileURL(path).href;
}
