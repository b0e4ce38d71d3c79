/**
 * Comments by where the plan can have them. A translation asks for the comment of each place at which it could print one. So
 * the first translation finds the places, and a second one gets every comment at the nearest of them.
 */
import type { Path } from "../translate/lost.ts";
import { commented, type Plan } from "../../typescript/plan.ts";
import type { Comment } from "./read-comments.ts";

export interface PlacedComments {
  /** The plan with the comments that belong to `path`. */
  readonly on: (path: Path, plan: Plan) => Plan;
  /** Those comments, for what is no value of a plan. */
  readonly textOf: (path: Path) => string | undefined;
}

/** Finds the places, and has no comments. */
export class CommentPlaces implements PlacedComments {
  readonly #places = new Set<string>();

  on(path: Path, plan: Plan): Plan {
    this.#places.add(key(path));
    return plan;
  }

  textOf(path: Path): undefined {
    this.#places.add(key(path));
  }

  /** Each comment at the place nearest to what it is about. The file is a place in any case. */
  placed(comments: readonly Comment[]): PlacedComments {
    const texts = new Map<string, string[]>();
    const after = new Map<string, string[]>();
    for (const comment of comments) {
      const { path, isAfter, text } = comment;
      const length = this.#nearest(path);
      const place = key(path.slice(0, length));
      const list = isAfter && length === path.length ? after : texts;
      list.set(place, [...(list.get(place) ?? []), text]);
    }
    const textOf = (path: Path): string | undefined => texts.get(key(path))?.join("\n");
    return {
      on: (path, plan) => commented(textOf(path), plan, after.get(key(path))?.join("\n")),
      // What is no value has nothing behind it.
      textOf: (path) => {
        const all = [...(texts.get(key(path)) ?? []), ...(after.get(key(path)) ?? [])];
        return all.length === 0 ? undefined : all.join("\n");
      },
    };
  }

  #nearest(path: Path): number {
    for (let length = path.length; length > 0; length -= 1) {
      if (this.#places.has(key(path.slice(0, length)))) return length;
    }
    return 0;
  }
}

/** Where nobody asks for comments. */
export const noComments: PlacedComments = { on: (_, plan) => plan, textOf: () => undefined };

function key(path: Path): string {
  return JSON.stringify(path);
}
