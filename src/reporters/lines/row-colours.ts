/** The colours and styles that are on after some text, so that the next row can begin with them. */
import { endOf } from "./line-text.ts";

interface Setting {
  /** The code that ends it. */
  readonly end: number;
  readonly text: string;
}

export class RowColours {
  readonly #settings = new Map<number, Setting>();

  /** The escape sequence that sets them; empty where none is on. */
  get text(): string {
    const texts = [...this.#settings.values()].map(({ text }) => text);
    return texts.length === 0 ? "" : `\u001B[${texts.join(";")}m`;
  }

  /** @param sequence `ESC [ … m`. */
  apply(sequence: string): void {
    const parameters = sequence.slice(2, -1).split(";");
    for (let index = 0; index < parameters.length; index += 1) {
      let text = parameters[index] ?? "";
      const code = Number.parseInt(text || "0", 10);
      if (text === "38" || text === "48" || text === "58") {
        const count = parameters[index + 1] === "2" ? 4 : 2;
        text = parameters.slice(index, index + 1 + count).join(";");
        index += count;
      }
      this.#set(code, text);
    }
  }

  #set(code: number, text: string): void {
    if (code === 0) return this.#settings.clear();
    if ((code >= 22 && code <= 29) || code === 39 || code === 49) {
      for (const [key, setting] of this.#settings) {
        if (setting.end === code) this.#settings.delete(key);
      }
    } else {
      // Styles may be on at once, and of colours one; the newest is last.
      const end = endOf(code);
      const key = code < 30 ? code : end;
      this.#settings.delete(key);
      this.#settings.set(key, { end, text });
    }
  }
}
