/** Draws the lines of the graph anew when a node opens, and shows those of the job that is looked at. */

export function followGraph(graph: HTMLElement): void {
  const draw = (): void => drawLines(graph);
  new ResizeObserver(draw).observe(graph);
  graph.addEventListener("toggle", draw, true);
  for (const [begin, end] of [
    ["pointerover", "pointerout"],
    ["focusin", "focusout"],
  ] as const) {
    graph.addEventListener(begin, ({ target }) => light(graph, target));
    graph.addEventListener(end, () => light(graph, null));
  }
  graph.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !(event.target instanceof Element)) return;
    const details = event.target.closest<HTMLDetailsElement>("details[open]");
    if (details === null) return;
    event.preventDefault();
    details.open = false;
    details.querySelector("summary")?.focus();
  });
}

function edgesOf(graph: HTMLElement): readonly SVGPathElement[] {
  return [...graph.querySelectorAll<SVGPathElement>(".edges path")];
}

function drawLines(graph: HTMLElement): void {
  const frame = graph.getBoundingClientRect();
  const svg = graph.querySelector(".edges");
  svg?.setAttribute("width", String(frame.width));
  svg?.setAttribute("height", String(frame.height));
  for (const edge of edgesOf(graph)) {
    const from = boxOf(edge.dataset["from"]);
    const to = boxOf(edge.dataset["to"]);
    if (from === undefined || to === undefined) continue;
    const x1 = from.right - frame.left;
    const y1 = (from.top + from.bottom) / 2 - frame.top;
    const x2 = to.left - frame.left;
    const y2 = (to.top + to.bottom) / 2 - frame.top;
    const bend = Math.min(64, (x2 - x1) / 2);
    edge.setAttribute("d", `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`);
  }
}

function boxOf(id: string | undefined): DOMRect | undefined {
  return document.getElementById(id ?? "")?.getBoundingClientRect();
}

function light(graph: HTMLElement, target: EventTarget | null): void {
  const card = target instanceof Element ? target.closest(".card") : null;
  for (const edge of edgesOf(graph)) {
    const { from, to } = edge.dataset;
    edge.classList.toggle("lit", card !== null && (from === card.id || to === card.id));
  }
}
