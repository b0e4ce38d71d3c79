/** Writes the page of a run: reads its logs, shares out the room for them, and writes one after another. */
import { resolve } from "node:path";
import type { Annotation, RunFinished } from "../../events/event.ts";
import { writePiecewise } from "../../host/files/piecewise-file.ts";
import { logEnd, renderReport } from "../../reporters/report/render-report.ts";
import type { ViewNode } from "../../reporters/shown/run-view.ts";
import { type LogFile, readLogFile, sizeOf } from "./log-reader.ts";
import { packedLog } from "./packed-log.ts";

/** Bytes of all logs together that the page has, before they are packed. */
const mostBytes = 128 * 1024 * 1024;

export interface PageSources {
  readonly run: RunFinished;
  readonly annotations: readonly Annotation[];
  readonly root: ViewNode | undefined;
}

export async function writePage(
  file: string,
  sources: PageSources,
  most = mostBytes,
): Promise<void> {
  const { run, annotations, root } = sources;
  const paths = run.jobs.map(({ log }) => resolve(run.folder, log));
  const longest = fairShare(paths.map(sizeOf), most);
  const logs = new Map<string, LogFile>();
  for (const [index, { name, log }] of run.jobs.entries()) {
    const own = annotations.filter(({ path }) => path[1] === name);
    const node = root?.children.find((child) => child.name === name);
    const offsets = [...own.map(({ logOffset }) => logOffset), ...offsetsBelow(node)];
    const known = offsets.filter((offset) => offset !== undefined);
    logs.set(log, readLogFile(paths[index] ?? "", known, longest));
  }
  await writePiecewise(file, pagePieces(sources, logs));
}

async function* pagePieces(
  sources: PageSources,
  logs: ReadonlyMap<string, LogFile>,
): AsyncGenerator<string> {
  const page = renderReport({ ...sources, logs });
  yield page.before;
  for (const { log, tag } of page.logs) {
    const file = logs.get(log);
    if (file === undefined) continue;
    yield tag;
    yield* packedLog(file);
    yield logEnd;
  }
  yield page.after;
}

/** The most that each may have, so that all together have no more than `most`: short ones leave their room to long ones. */
export function fairShare(sizes: readonly number[], most: number): number {
  let room = most;
  for (const [index, size] of sizes.toSorted((a, b) => a - b).entries()) {
    const share = Math.floor(room / (sizes.length - index));
    if (size > share) return share;
    room -= size;
  }
  return Number.POSITIVE_INFINITY;
}

function offsetsBelow(node: ViewNode | undefined): readonly (number | undefined)[] {
  return (node?.children ?? []).flatMap((child) => [child.logOffset, ...offsetsBelow(child)]);
}
