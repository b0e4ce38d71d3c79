/** Makes the page of a run answer: links open what they lead to, logs are read, jobs are filtered. */
import { setAddress } from "./address.ts";
import { readFragment } from "./fragment.ts";
import { followGraph } from "./graph-lines.ts";
import { JobFilter } from "./job-filter.ts";
import { openLog } from "./log-panel.ts";

const form = document.querySelector<HTMLFormElement>("form.filter");
const filter = form === null ? undefined : new JobFilter(form);
const graph = document.querySelector<HTMLElement>(".graph");
if (graph !== null) followGraph(graph);

// The last of the last lines say what went wrong.
for (const lines of document.querySelectorAll(".tail pre")) lines.scrollTop = lines.scrollHeight;

for (const log of document.querySelectorAll<HTMLDetailsElement>("details.log")) {
  log.addEventListener("toggle", () => {
    if (log.open) void whenRead().then(() => openLog(log));
  });
}

for (const link of document.querySelectorAll<HTMLElement>("a[data-result]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    filter?.set({ name: "", results: [link.dataset["result"] ?? ""] });
    document.querySelector("#jobs")?.scrollIntoView();
    filter?.focus();
  });
}

document.addEventListener("click", (event) => {
  const { target } = event;
  // A link to where the address leads already changes nothing there, and still has to open it.
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
  if (link?.matches(".line > a") === true) {
    // Without a place in the history for each.
    event.preventDefault();
    setAddress(link.hash);
    void follow(link.hash);
  } else if (link !== null && link.hash === location.hash) void follow();
});
addEventListener("hashchange", () => void follow());
if (location.hash !== "") void follow();

/** The logs are at the end of the page. */
function whenRead(): Promise<void> {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener("DOMContentLoaded", () => resolve(), { once: true });
  });
}

/** Goes to what the address names, and opens all that it is in. */
async function follow(fragment = location.hash): Promise<void> {
  const { id, line, filter: wanted } = readFragment(fragment);
  if (wanted !== undefined) return filter?.set(wanted);
  const part = id === "" ? null : document.getElementById(id);
  if (part === null) return;
  filter?.reveal(part);
  for (let node: Element | null = part; node !== null; node = node.parentElement) {
    if (node instanceof HTMLDetailsElement) node.open = true;
  }
  if (part.matches("details.log")) {
    await whenRead();
    const panel = await openLog(part);
    const shown = line === undefined ? undefined : panel?.goTo(line);
    // Somebody who clicks the number of a line stays where they are.
    if (shown !== undefined && isSeen(shown)) return;
    part.scrollIntoView({ block: "start" });
    if (line !== undefined) panel?.goTo(line);
    part.querySelector("summary")?.focus({ preventScroll: true });
    return;
  }
  part.scrollIntoView({ block: "start" });
  const details = part.parentElement;
  if (details instanceof HTMLDetailsElement)
    details.querySelector("summary")?.focus({ preventScroll: true });
}

function isSeen(part: Element): boolean {
  const { top, bottom } = part.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}
