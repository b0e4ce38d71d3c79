/** The head of the page: what ran, of what, by whom, when, and how it came out. */
import type { RunRecord } from "../../events/event.ts";
import { localTime } from "../../host/local-time.ts";
import { millisecondsOf } from "../../host/time.ts";
import { shellArgument } from "../../problems/shell-word.ts";
import { duration } from "../shown/style.ts";
import { escapeHtml } from "./html-text.ts";
import { markHtml } from "./drawn/icons.ts";
import { countsByResult, resultWords } from "./shown-job.ts";

interface HeaderOptions {
  /** Default: the machine's. */
  readonly timeZone?: string | undefined;
}

export function headerHtml(run: RunRecord, { timeZone }: HeaderOptions): string {
  const { repository, ref, sha, actor, command, startedAt } = run;
  const started = millisecondsOf(startedAt);
  const time = Number.isNaN(started) ? startedAt : localTime(started, timeZone);
  const [kind, name] = refParts(ref);
  const facts = [
    fact(kind, name),
    fact("Commit", sha === undefined ? undefined : codeHtml(sha.slice(0, 9), sha)),
    fact("Event", text(run.event)),
    fact("By", text(actor)),
    fact("Started", `<time datetime="${escapeHtml(startedAt)}">${escapeHtml(time)}</time>`),
    fact("Took", escapeHtml(duration(run.durationMs))),
    ...Object.entries(run.inputs).map(([input, value]) =>
      fact(`Input ${escapeHtml(input)}`, text(String(value))),
    ),
  ];
  const owner = repository === undefined ? "" : `<p class="owner">${escapeHtml(repository)}</p>`;
  const typed =
    command === undefined
      ? ""
      : `<p class="command"><span class="hidden">Command: </span><code>${escapeHtml(command.map(shellArgument).join(" "))}</code></p>`;
  return `<header>
${owner}<h1>${markHtml(run.result)}${escapeHtml(run.automation)} <span class="result ${run.result}">${resultWords[run.result]}</span></h1>
${typed}<dl class="facts">${facts.join("")}</dl>
${countsOfRun(run)}
</header>`;
}

/** Leads to the list, which then shows these jobs only. */
function countsOfRun({ jobs }: RunRecord): string {
  const counts = countsByResult(jobs.map((job) => ({ job }))).map(
    ([result, count]) =>
      `<li><a class="chip ${result}" href="#jobs" data-result="${result}">${markHtml(result)}<b>${count}</b> ${resultWords[result]}</a></li>`,
  );
  return `<ul class="chips" aria-label="Jobs by result">${counts.length === 0 ? "<li>no jobs</li>" : counts.join("")}</ul>`;
}

function refParts(ref: string | undefined): readonly [string, string | undefined] {
  const [, kind, name] = /^refs\/(heads|tags)\/(.+)$/s.exec(ref ?? "") ?? [];
  if (name !== undefined) return [kind === "heads" ? "Branch" : "Tag", text(name)];
  // Without a branch, the ref is the commit.
  return ["Ref", ref?.startsWith("refs/") === true ? text(ref) : undefined];
}

/** @param html undefined for what is not known */
export function fact(name: string, html: string | undefined): string {
  return html === undefined || html === "" ? "" : `<div><dt>${name}</dt><dd>${html}</dd></div>`;
}

function codeHtml(shown: string, whole: string): string {
  return `<code title="${escapeHtml(whole)}">${escapeHtml(shown)}</code>`;
}

function text(value: string | undefined): string | undefined {
  return value === undefined ? undefined : escapeHtml(value);
}
