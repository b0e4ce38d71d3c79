/** The lines of an open log. Only those near what is seen are in the page: a log may have any number. */
import { element } from "./element.ts";
import { chunkSize, type LogLine, type LogLines } from "./log-lines.ts";

/** Of a line that is not wrapped, in pixels; corrected as soon as a chunk is shown. */
const lineHeight = 20;

export interface LogViewOptions {
  /** The id of the log: `#ID-120` leads to its line. */
  readonly id: string;
  /** What it is the log of. */
  readonly name: string;
  /** The number of the first line. */
  readonly first: number;
}

export class LogView {
  readonly node: HTMLElement;
  readonly #lines: LogLines;
  readonly #options: LogViewOptions;
  readonly #chunks: readonly HTMLElement[];
  #query = "";
  #current: number | undefined;

  constructor(lines: LogLines, options: LogViewOptions) {
    this.#lines = lines;
    this.#options = options;
    const label = `Log of ${options.name}`;
    this.node = element("div", {
      class: "log-lines",
      tabindex: "0",
      role: "region",
      "aria-label": label,
    });
    const width = String(options.first + lines.count - 1).length;
    this.node.style.setProperty("--digits", `${width}ch`);
    this.#chunks = Array.from({ length: Math.ceil(lines.count / chunkSize) }, (_, index) => {
      const chunk = element("div", { class: "chunk" });
      const count = Math.min(chunkSize, lines.count - index * chunkSize);
      chunk.style.height = `${count * lineHeight}px`;
      return chunk;
    });
    this.node.append(...this.#chunks);
    const observer = new IntersectionObserver((entries) => this.#follow(entries), {
      root: this.node,
      rootMargin: "800px 0px",
    });
    for (const chunk of this.#chunks) observer.observe(chunk);
  }

  /** Marks the text where it is. */
  mark(query: string): void {
    this.#query = query;
    for (const [index, chunk] of this.#chunks.entries()) {
      if (chunk.childElementCount > 0) this.#show(chunk, index);
    }
  }

  /** Scrolls to a line, and makes it the current one. Returns it, unless there is no such line. */
  goTo(index: number | undefined): HTMLElement | undefined {
    this.node.querySelector(".current")?.classList.remove("current");
    this.#current = index;
    if (index === undefined) return undefined;
    const place = Math.floor(index / chunkSize);
    const chunk = this.#chunks[place];
    if (chunk === undefined) return undefined;
    this.#show(chunk, place);
    const line = chunk.children[index % chunkSize];
    if (!(line instanceof HTMLElement)) return undefined;
    line.classList.add("current");
    const frame = this.node.getBoundingClientRect();
    const box = line.getBoundingClientRect();
    // A line that is seen stays where it is.
    if (box.top < frame.top || box.bottom > frame.bottom) {
      this.node.scrollTop += box.top - frame.top - this.node.clientHeight / 3;
    }
    return line;
  }

  toEnd(): void {
    this.node.scrollTop = this.node.scrollHeight;
    this.node.scrollTop = this.node.scrollHeight;
  }

  #follow(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (!(target instanceof HTMLElement)) continue;
      if (isIntersecting && target.childElementCount === 0) {
        this.#show(target, this.#chunks.indexOf(target));
      } else if (!isIntersecting && target.childElementCount > 0) {
        // It keeps its place, so that nothing moves. A log that is closed has no height.
        if (target.offsetHeight === 0) continue;
        target.style.height = `${target.offsetHeight}px`;
        target.replaceChildren();
      }
    }
  }

  #show(chunk: HTMLElement, index: number): void {
    const start = index * chunkSize;
    const nodes = this.#lines
      .chunk(index, this.#query)
      .map((line, offset) => this.#lineNode(line, start + offset));
    chunk.replaceChildren(...nodes);
    chunk.style.height = "";
  }

  #lineNode({ kind, parts }: LogLine, index: number): HTMLElement {
    const number = this.#options.first + index;
    const link = element("a", {
      href: `#${this.#options.id}-${number}`,
      tabindex: "-1",
      "data-line": String(number),
      "aria-label": `Line ${number}`,
    });
    const text = element("span", { class: "text" });
    for (const part of parts) {
      const piece = part.isMatch ? element("mark", {}, part.text) : element("span", {}, part.text);
      // Colours of the program would hide what was found.
      if (part.style !== "" && !part.isMatch) piece.style.cssText = part.style;
      text.append(part.style === "" && !part.isMatch ? part.text : piece);
    }
    const classes = ["line", kind, index === this.#current ? "current" : ""];
    // Without an id: the browser would scroll to it, wherever it is.
    return element("div", { class: classes.join(" ").trim() }, link, text);
  }
}
