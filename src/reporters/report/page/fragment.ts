/** What the end of the page's address says: `#job-3`, `#job-3-log-120`, `#?name=lint&result=failure`. */

export interface Filter {
  /** Words, in any order, that a name has in it. */
  readonly name: string;
  /** None for all. */
  readonly results: readonly string[];
}

export interface Fragment {
  /** The id of a part of the page; empty where none is named. */
  readonly id: string;
  /** A line of the log with that id. */
  readonly line?: number;
  readonly filter?: Filter;
}

export function readFragment(fragment: string): Fragment {
  const text = fragment.replace(/^#/, "");
  if (text.startsWith("?")) {
    const parts = new URLSearchParams(text.slice(1));
    const results = (parts.get("result") ?? "").split(",").filter((result) => result !== "");
    return { id: "", filter: { name: parts.get("name") ?? "", results } };
  }
  const [, log, line] = /^(job-\d+-log)-(\d+)$/.exec(text) ?? [];
  return log === undefined ? { id: text } : { id: log, line: Number(line) };
}

/** Empty for a filter that shows all. */
export function filterFragment({ name, results }: Filter): string {
  const parts = new URLSearchParams();
  if (name !== "") parts.set("name", name);
  if (results.length > 0) parts.set("result", results.join(","));
  const text = parts.toString().replaceAll("%2C", ",");
  return text === "" ? "" : `#?${text}`;
}

export function isShown(
  filter: Filter,
  job: { readonly name: string; readonly result: string },
): boolean {
  const name = job.name.toLowerCase();
  const words = filter.name.toLowerCase().split(/\s+/);
  const hasResult = filter.results.length === 0 || filter.results.includes(job.result);
  return hasResult && words.every((word) => name.includes(word));
}
