/** Shows only the jobs of a name or a result, says how many these are, and keeps what was asked for in the address. */
import { setAddress } from "./address.ts";
import { type Filter, filterFragment, isShown } from "./fragment.ts";

export class JobFilter {
  readonly #input: HTMLInputElement;
  readonly #boxes: readonly HTMLInputElement[];
  readonly #status: HTMLElement;
  readonly #reset: HTMLElement;
  readonly #jobs: readonly HTMLElement[];
  readonly #groups: readonly HTMLElement[];
  /** What the filter opened, and closes again. */
  readonly #opened = new Set<HTMLDetailsElement>();

  constructor(form: HTMLFormElement) {
    const all = (selector: string, root: ParentNode = document): HTMLElement[] => [
      ...root.querySelectorAll<HTMLElement>(selector),
    ];
    this.#input = all("input[type=search]", form)[0] as HTMLInputElement;
    this.#boxes = all("input[type=checkbox]", form) as HTMLInputElement[];
    this.#status = all("output", form)[0] as HTMLElement;
    this.#reset = all("button[type=reset]", form)[0] as HTMLElement;
    this.#jobs = all("#job-list .job");
    this.#groups = all("#job-list .group");
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => this.#apply());
    form.addEventListener("reset", () => {
      // The fields have their first values after the event.
      setTimeout(() => {
        this.#apply();
        this.#input.focus();
      });
    });
    this.#input.addEventListener("keydown", (event) => this.#onKey(event));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof HTMLInputElement && event.target.type === "search") return;
      event.preventDefault();
      this.focus();
    });
  }

  focus(): void {
    this.#input.focus();
    this.#input.select();
  }

  set({ name, results }: Filter): void {
    this.#input.value = name;
    for (const box of this.#boxes) box.checked = results.includes(box.value);
    this.#apply();
  }

  /** Shows all jobs again where this part of the page is hidden. */
  reveal(part: Element): void {
    if (part.closest("#job-list [hidden]") !== null) this.set({ name: "", results: [] });
  }

  get #filter(): Filter {
    const results = this.#boxes.filter(({ checked }) => checked).map(({ value }) => value);
    return { name: this.#input.value.trim(), results };
  }

  #apply(): void {
    const filter = this.#filter;
    const fragment = filterFragment(filter);
    let count = 0;
    for (const job of this.#jobs) {
      const { name = "", result = "" } = job.dataset;
      job.hidden = !isShown(filter, { name, result });
      if (!job.hidden) count += 1;
    }
    for (const group of this.#groups) this.#applyTo(group, fragment !== "");
    const all = this.#jobs.length;
    const noun = all === 1 ? "job" : "jobs";
    this.#status.textContent = fragment === "" ? `${all} ${noun}` : `${count} of ${all} ${noun}`;
    this.#reset.hidden = fragment === "";
    if (fragment !== "" || location.hash.startsWith("#?")) setAddress(fragment || "#jobs");
  }

  #applyTo(group: HTMLElement, isActive: boolean): void {
    group.hidden = group.querySelector(".job:not([hidden])") === null;
    const details = group.querySelector("details");
    if (details === null) return;
    if (isActive && !group.hidden && !details.open) {
      details.open = true;
      this.#opened.add(details);
    } else if (!isActive && this.#opened.delete(details)) details.open = false;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.#input.value !== "") {
      event.preventDefault();
      this.#input.value = "";
      this.#apply();
    } else if (event.key === "Enter") {
      event.preventDefault();
      const job = this.#jobs.find(({ hidden }) => !hidden);
      job?.querySelector("summary")?.focus();
    }
  }
}
