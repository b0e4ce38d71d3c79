/** An open log: its lines, and above them a search in it. */
import { element } from "./element.ts";
import { LogLines } from "./log-lines.ts";
import { LogView } from "./log-view.ts";
import { unpackText } from "./packed-text.ts";

const panels = new WeakMap<HTMLElement, Promise<LogPanel | undefined>>();

/** Reads the log when it is first opened. Undefined where it cannot be read. */
export function openLog(details: HTMLElement): Promise<LogPanel | undefined> {
  const known = panels.get(details);
  if (known !== undefined) return known;
  const opened = readLog(details).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    const text = `This browser cannot show it here (${reason}). Its file has all of it.`;
    details.append(element("p", { role: "alert" }, text));
    return undefined;
  });
  panels.set(details, opened);
  return opened;
}

async function readLog(details: HTMLElement): Promise<LogPanel> {
  const { lines: id = "", first = "1", name = "" } = details.dataset;
  const packed = document.getElementById(id)?.textContent ?? "";
  const lines = new LogLines(await unpackText(packed));
  const panel = new LogPanel(lines, { id: details.id, name, first: Number(first) });
  details.querySelector(":scope > summary")?.after(panel.node);
  return panel;
}

export class LogPanel {
  readonly node: HTMLElement;
  readonly #lines: LogLines;
  readonly #view: LogView;
  readonly #first: number;
  readonly #input: HTMLInputElement;
  readonly #status: HTMLElement;
  #found: readonly number[] = [];
  #place = -1;

  constructor(
    lines: LogLines,
    options: { readonly id: string; readonly name: string; readonly first: number },
  ) {
    this.#lines = lines;
    this.#first = options.first;
    this.#view = new LogView(lines, options);
    this.#input = element("input", {
      type: "search",
      placeholder: "Search the log",
      "aria-label": `Search the log of ${options.name}`,
      autocomplete: "off",
      spellcheck: "false",
    });
    this.#status = element("output", { "aria-live": "polite" });
    const button = (text: string, label: string, action: () => void): HTMLButtonElement => {
      const node = element("button", { type: "button", "aria-label": label, title: label }, text);
      node.addEventListener("click", action);
      return node;
    };
    const wrap = button("Wrap", "Wrap long lines", () => {
      const isOn = this.#view.node.classList.toggle("no-wrap");
      wrap.setAttribute("aria-pressed", String(!isOn));
    });
    wrap.setAttribute("aria-pressed", "true");
    const bar = element(
      "div",
      { class: "log-bar", role: "search", "aria-label": `Log of ${options.name}` },
      this.#input,
      this.#status,
      element(
        "span",
        { class: "moves" },
        button("↑", "Previous match", () => this.#move(-1)),
        button("↓", "Next match", () => this.#move(1)),
      ),
      element("span", { class: "gap" }),
      wrap,
      button("End", "Go to the end", () => this.#view.toEnd()),
    );
    this.#input.addEventListener("input", () => this.#search());
    this.#input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        this.#move(event.shiftKey ? -1 : 1);
      } else if (event.key === "Escape" && this.#input.value !== "") {
        event.preventDefault();
        this.#input.value = "";
        this.#search();
      }
    });
    this.node = element("div", { class: "log-panel" }, bar, this.#view.node);
  }

  /** @param number as the lines are counted, from the first of the whole log */
  goTo(number: number): HTMLElement | undefined {
    return this.#view.goTo(number - this.#first);
  }

  #search(): void {
    const query = this.#input.value;
    this.#found = this.#lines.find(query);
    this.#place = -1;
    this.#view.mark(query);
    this.#move(1);
  }

  /** To the next match or the one before; behind the last comes the first. */
  #move(step: number): void {
    const count = this.#found.length;
    if (count === 0) {
      this.#view.goTo(undefined);
      this.#status.textContent = this.#input.value === "" ? "" : "no line";
      return;
    }
    this.#place = (this.#place + step + count) % count;
    this.#view.goTo(this.#found[this.#place]);
    this.#status.textContent = `${this.#place + 1} of ${count} ${count === 1 ? "line" : "lines"}`;
  }
}
