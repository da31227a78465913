// The page itself: the network on its canvas, and what every click, key and address does to the state.

const stage = document.getElementById("network");
const trail = document.getElementById("trail");
const MAX_HOVERED = 800; // edges: with more, every move of the pointer would be felt
const still = matchMedia("(prefers-reduced-motion: reduce)");
const nodeSet = new vis.DataSet();
const edgeSet = new vis.DataSet();
let network;
let shown = { ids: new Set(), edges: [] };
let arranged = ""; // the view and scope that the places on the canvas were made for

readTheme();
start();

function start() {
  readHash();
  if (!state.trail.length) state.trail = [data.views[state.view].start ? { start: true } : { all: true }];
  network = new vis.Network(stage, { nodes: nodeSet, edges: edgeSet }, options());
  network.on("click", ({ nodes, edges }) => { if (nodes.length) select(nodes[0]); else if (edges.length) selectEdge(edges[0]); else select(null); });
  network.on("doubleClick", ({ nodes }) => { if (nodes.length) focusOn(nodes[0]); });
  network.on("hoverNode", ({ node }) => { if (shown.edges.length < MAX_HOVERED) light(node); });
  network.on("blurNode", () => { if (shown.edges.length < MAX_HOVERED) light(state.selected); });
  network.on("dragEnd", ({ nodes }) => nodes.forEach((id) => nodeSet.update({ id, ...network.getPosition(id) })));
  network.once("afterDrawing", () => performance.mark("drawn"));
  network.on("afterDrawing", (ctx) => drawFloatingLabels(ctx, [...shown.ids], network.getPositions()));
  document.getElementById("legend-toggle").append(icon("legend"));
  document.getElementById("zoom-fit").append(icon("fit"));
  buildLegend();
  buildTimeline();
  update();
  wire();
  document.body.dataset.ready = "";
}

function options() {
  const nodes = { ...data.options.nodes, ctxRenderer: renderer, labelHighlightBold: false };
  return { ...data.options, nodes, interaction: { ...data.options.interaction, keyboard: { enabled: true, bindToWindow: false } } };
}

// Everything after a change of state: what is visible, where it stands, the panel, the trail, the address.
function update() {
  shown = visible();
  const key = JSON.stringify([state.view, scope()]);
  const moved = key !== arranged;
  place(moved);
  if (state.selected !== null && !nodeOf.has(state.selected)) state.selected = null;
  arranged = key;
  light(state.selected);
  showPanel();
  showTrail();
  if (moved) fit();
  for (const view of ["events", "actors"]) document.getElementById(`view-${view}`).setAttribute("aria-pressed", state.view === view);
  document.getElementById("empty").hidden = shown.ids.size > 0;
  const count = [...shown.ids].filter((id) => nodeOf.get(id).type === "event").length;
  const others = [...shown.ids].filter((id) => nodeOf.get(id).type === "entity").length;
  stage.setAttribute("aria-label", `Network of ${plural(others, "participant")} and ${plural(count, "event")}. The side panel tells the same in words.`);
  writeHash();
}

function place(moved) {
  const view = data.views[state.view];
  const known = new Map(view.nodes.map((node) => [node.id, node]));
  let places = moved ? new Map([...shown.ids].map((id) => [id, known.get(id)])) : null;
  if (moved && scope().start) places = new Map(view.start.map(([id, x, y]) => [id, { x, y }]));
  if (moved && scope().id !== undefined) places = arrange([...shown.ids], shown.edges, places);
  const at = (id) => (places && places.get(id)) || nodeSet.get(id) || known.get(id);
  const wanted = [...shown.ids].map((id) => ({ id, shape: "custom", size: nodeOf.get(id).width / 2, x: at(id).x, y: at(id).y }));
  nodeSet.remove(nodeSet.getIds().filter((id) => !shown.ids.has(id)));
  nodeSet.update(wanted);
  shapeBorders();
}

// Full strength for one node with what it is joined to, or for all.
function light(id) {
  const on = id !== null && shown.ids.has(id) && scope().id !== id;
  lit = on ? new Set([id]) : null;
  if (on) for (const edge of shown.edges) if (edge.from === id || edge.to === id) lit.add(edge.from).add(edge.to);
  if (on && nodeOf.get(id).type === "entity" && state.view === "events") widen(id);
  const looks = edgeLooks(shown.edges);
  const ids = new Set(looks.map((look) => look.id));
  edgeSet.remove(edgeSet.getIds().filter((edge) => !ids.has(edge)));
  edgeSet.update(looks);
  network.redraw();
}

// An entity lights its events and the others in them.
function widen(id) {
  const own = new Set(eventsOf(id).map((event) => event.id));
  for (const edge of shown.edges) if (own.has(edge.from)) lit.add(edge.to);
}

function select(id, move = false) {
  state.selected = id;
  network.unselectAll();
  if (id !== null && !shown.ids.has(id) && move) reveal(id);
  if (id !== null && shown.ids.has(id)) {
    network.selectNodes([id], false);
    if (move) network.focus(id, { scale: Math.max(network.getScale(), 0.8), animation: motion() });
  }
  light(id);
  showPanel();
  writeHash();
}

// What is filtered out or outside the present scope is shown in its own surroundings.
function reveal(id) {
  const node = nodeOf.get(id);
  const inView = data.views[state.view].nodes.some((other) => other.id === id);
  if (!inView) state.view = "events";
  if (node.type === "event" && !passes(node)) clearFilters();
  if (node.type === "entity") state.off.delete(`kind:${node.kind}`);
  if (!links.get(id).length) state.lone = true;
  buildLegend();
  update();
  if (!shown.ids.has(id)) focusOn(id);
}

function selectEdge(edgeId) {
  const edge = edgeSet.get(edgeId);
  if (!edge) return;
  if (edge.kind === "short") select(edge.events[0]);
  else select(nodeOf.get(edge.from).type === "event" ? edge.from : edge.to);
}

function focusOn(id, steps = 1) {
  if (!data.views[state.view].nodes.some((node) => node.id === id)) state.view = "events";
  const now = scope();
  if (now.id === id) now.steps = steps;
  else state.trail.push({ id, steps });
  state.selected = id;
  update();
  network.selectNodes(shown.ids.has(id) ? [id] : [], false);
}

function go(number) {
  state.trail.length = number + 1;
  if (scope().id === undefined) state.selected = null;
  update();
}

function setView(view) {
  if (state.view === view) return;
  state.view = view;
  const first = data.views[view].start ? { start: true } : { all: true };
  const inView = (step) => step.id === undefined || data.views[view].nodes.some((node) => node.id === step.id);
  state.trail = [first, ...state.trail.filter((step) => step.id !== undefined && inView(step))];
  update();
}

function showTrail() {
  const view = data.views[state.view];
  const total = view.nodes.length.toLocaleString("en");
  const names = { all: "Everything", start: "Best connected" };
  const parts = [];
  state.trail.forEach((step, number) => {
    if (number) parts.push(element("span", { className: "quiet", "aria-hidden": "true", textContent: "›" }));
    const text = step.all ? names.all : step.start ? names.start : nodeOf.get(step.id).label;
    const last = number === state.trail.length - 1;
    parts.push(last ? element("strong", { dir: "auto", textContent: text }) : element("button", { className: "link", dir: "auto", textContent: text, onclick: () => go(number) }));
  });
  const now = scope();
  if (now.id !== undefined) parts.push(stepSwitch(now));
  if (now.start) {
    parts.push(element("span", { className: "quiet", textContent: `${shown.ids.size} of ${total} nodes, those with most links` }));
    parts.push(element("button", { className: "link", textContent: "Show everything", onclick: () => { state.trail = [{ start: true }, { all: true }]; update(); } }));
  }
  trail.replaceChildren(...parts);
  trail.hidden = state.trail.length === 1 && !!now.all;
}

function stepSwitch(now) {
  const buttons = [1, 2, 3].map((steps) => element("button", {
    "aria-pressed": now.steps === steps, "aria-label": plural(steps, "step"), textContent: steps, onclick: () => focusOn(now.id, steps),
  }));
  return element("span", { className: "switch small", role: "group", "aria-label": "Steps around it" }, ...buttons);
}

const motion = () => (still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

function fit() {
  if (!shown.ids.size) return;
  const bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { id, x, y } of nodeSet.get([...shown.ids])) {
    const { width, height, below } = boxOf(id);
    [x - width / 2, y - height / 2].forEach((value, i) => { bounds[i] = Math.min(bounds[i], value); });
    [x + width / 2, y + height / 2 + below].forEach((value, i) => { bounds[i + 2] = Math.max(bounds[i + 2], value); });
  }
  const [left, top, right, bottom] = bounds;
  const above = trail.hidden ? 0 : trail.offsetHeight + 10;
  const scale = Math.min((stage.clientWidth - 48) / (right - left), (stage.clientHeight - 40 - above) / (bottom - top), 1.2);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 - above / 2 / scale }, scale });
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)), animation: motion() });
}

// The address: a view can be kept as a bookmark and sent to somebody who has the same file.
function writeHash() {
  const said = new URLSearchParams();
  if (state.view !== "events") said.set("view", state.view);
  if (state.off.size) said.set("off", [...state.off].sort().join(","));
  if (state.lone) said.set("lone", "1");
  if (state.from !== null) said.set("days", `${state.from}..${state.to}`);
  const steps = state.trail.filter((step) => !step.start && !(step.all && !data.views[state.view].start));
  if (steps.length) said.set("focus", JSON.stringify(steps.map((step) => (step.all ? "all" : [nodeOf.get(step.id).iri, step.steps]))));
  if (state.selected !== null) said.set("select", nodeOf.get(state.selected).iri);
  const hash = `#${said}`;
  if (hash !== (location.hash || "#") && location.protocol !== "about:") history.replaceState(null, "", hash === "#" ? location.pathname + location.search : hash);
}

function readHash() {
  const said = new URLSearchParams(location.hash.slice(1));
  const idOf = new Map(data.nodes.map((node) => [node.iri, node.id]));
  if (said.get("view") === "actors") state.view = "actors";
  (said.get("off") || "").split(",").filter(Boolean).forEach((key) => state.off.add(key));
  state.lone = said.has("lone");
  const days = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(said.get("days") || "");
  if (days) [state.from, state.to] = [days[1], days[2]];
  if (idOf.has(said.get("select"))) state.selected = idOf.get(said.get("select"));
  state.trail = [data.views[state.view].start ? { start: true } : { all: true }, ...focusOf(said.get("focus"), idOf)];
}

function focusOf(text, idOf) {
  let steps;
  try {
    steps = JSON.parse(text || "[]");
  } catch {
    return [];
  }
  if (!Array.isArray(steps)) return [];
  const read = steps.map((step) => (step === "all" ? { all: true } : Array.isArray(step) && idOf.has(step[0]) ? { id: idOf.get(step[0]), steps: Math.min(3, Math.max(1, Number(step[1]) || 1)) } : null));
  return read.filter((step) => step !== null);
}

function wire() {
  document.getElementById("zoom-in").onclick = () => zoom(1.3);
  document.getElementById("zoom-out").onclick = () => zoom(1 / 1.3);
  document.getElementById("zoom-fit").onclick = fit;
  document.getElementById("reset").onclick = clearFilters;
  for (const view of ["events", "actors"]) document.getElementById(`view-${view}`).onclick = () => setView(view);
  const toggle = document.getElementById("legend-toggle");
  toggle.onclick = () => toggle.setAttribute("aria-expanded", document.body.classList.toggle("legend-open"));
  dark.addEventListener("change", () => { readTheme(); buildLegend(); update(); });
  new ResizeObserver(() => { if (stage.clientWidth) { network.redraw(); } }).observe(stage);
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input, textarea")) return;
    if (event.key === "/") { event.preventDefault(); searchBox.focus(); }
    if (event.key === "Escape") { if (state.selected !== null) select(null); else if (state.trail.length > 1) go(state.trail.length - 2); }
    if (event.key === "f") fit();
    if (event.key === "Enter" && event.target === stage && state.selected !== null) focusOn(state.selected);
  });
}
