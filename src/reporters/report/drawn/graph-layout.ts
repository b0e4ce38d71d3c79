/** Where each job stands in the graph: right of all that it needs, with others of the same place in one card. */
import type { JobGroup } from "../shown-job.ts";

/** Jobs that need the same, and are needed by the same: one line leads to all of them. */
export interface GraphCard {
  readonly groups: readonly JobGroup[];
  /** Within the column, in pixels. */
  readonly top: number;
  readonly height: number;
}

export interface GraphEdge {
  readonly from: GraphCard;
  readonly to: GraphCard;
}

export interface GraphLayout {
  readonly columns: readonly (readonly GraphCard[])[];
  readonly edges: readonly GraphEdge[];
}

/** In pixels, as in the style of the page. */
export const graphSizes = { row: 36, cardFrame: 10, cardGap: 18, column: 272, columnGap: 64 };

export function graphLayout(groups: readonly JobGroup[]): GraphLayout {
  const levels = levelsOf(groups);
  const columns: GraphCard[][] = [];
  const cardOf = new Map<JobGroup, GraphCard>();
  const mostLevel = Math.max(-1, ...levels.values());
  for (let level = 0; level <= mostLevel; level += 1) {
    const here = groups.filter((group) => levels.get(group) === level);
    const places = new Map<string, JobGroup[]>();
    for (const group of here) {
      const place = placeOf(group);
      places.set(place, [...(places.get(place) ?? []), group]);
    }
    let top = 0;
    const cards = [...places.values()]
      .map((members) => ({ members, weight: weightOf(members, cardOf) }))
      .toSorted((a, b) => a.weight - b.weight)
      .map(({ members }): GraphCard => {
        const height = members.length * graphSizes.row + graphSizes.cardFrame;
        const card = { groups: members, top, height };
        top += height + graphSizes.cardGap;
        return card;
      });
    for (const card of cards) for (const group of card.groups) cardOf.set(group, card);
    columns.push(cards);
  }
  const edges = columns.flat().flatMap((to) =>
    [...new Set(to.groups.flatMap(({ needs }) => needs))]
      .map((need) => cardOf.get(need))
      .filter((from, index, all) => all.indexOf(from) === index)
      .flatMap((from) => (from === undefined ? [] : [{ from, to }])),
  );
  return { columns, edges };
}

/** The length of the longest way to each from a job without needs. */
function levelsOf(groups: readonly JobGroup[]): ReadonlyMap<JobGroup, number> {
  const levels = new Map<JobGroup, number>();
  const levelOf = (group: JobGroup): number => {
    const known = levels.get(group);
    if (known !== undefined) return known;
    levels.set(group, 0);
    const level = Math.max(-1, ...group.needs.map(levelOf)) + 1;
    levels.set(group, level);
    return level;
  };
  for (const group of groups) levelOf(group);
  return levels;
}

function placeOf({ needs, neededBy }: JobGroup): string {
  return JSON.stringify([needs, neededBy].map((some) => some.map(({ id }) => id).toSorted()));
}

/** The middle of what the jobs need, so that fewer lines cross. */
function weightOf([group]: readonly JobGroup[], cardOf: ReadonlyMap<JobGroup, GraphCard>): number {
  const middles = (group?.needs ?? []).flatMap((need) => {
    const card = cardOf.get(need);
    return card === undefined ? [] : [card.top + card.height / 2];
  });
  // Of the jobs without needs, those come last that nothing needs.
  if (middles.length === 0) return group?.neededBy.length === 0 ? 1 : 0;
  return middles.reduce((sum, middle) => sum + middle, 0) / middles.length;
}
