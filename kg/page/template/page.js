// The page itself: the network on its canvas, and what every click does to the state.

const stage = document.getElementById("network");
const trail = document.getElementById("trail");
const MAX_HOVERED = 800; // edges: with more, every move of the pointer would be felt
const still = matchMedia("(prefers-reduced-motion: reduce)");
const nodeSet = new vis.DataSet();
const edgeSet = new vis.DataSet();
let network;
let shown = { ids: new Set(), edges: [] };
let arranged = ""; // the view and scope that the places on the canvas were made for
const everywhere = {}; // view -> places of everything, made when somebody looks at it

readTheme();
start();

function start() {
  readHash();
  network = new vis.Network(stage, { nodes: nodeSet, edges: edgeSet }, options());
  network.on("click", ({ nodes: [node], edges: [edge] }) => { if (node !== undefined) select(node); else if (edge !== undefined) selectEdge(edge); else select(null); });
  network.on("doubleClick", ({ nodes: [node] }) => { if (node !== undefined) focusOn(node); });
  network.on("hoverNode", ({ node }) => { if (shown.edges.length < MAX_HOVERED) light(node); });
  network.on("blurNode", () => { if (shown.edges.length < MAX_HOVERED) light(state.selected); });
  network.on("dragEnd", ({ nodes: moved }) => { moved.forEach((id) => nodeSet.update({ id, ...network.getPosition(id) })); revision++; });
  network.on("beforeDrawing", () => { pictureScale = network.getScale(); });
  network.once("afterDrawing", () => performance.mark("drawn"));
  network.on("afterDrawing", (ctx) => { ctx.save(); drawLabels(ctx, network.getScale()); ctx.restore(); });
  document.getElementById("legend-toggle").append(icon("legend"));
  document.getElementById("zoom-fit").append(icon("fit"));
  document.getElementById("theme").append(icon("theme"));
  buildLegend();
  buildTimeline();
  update();
  wire();
  document.body.dataset.ready = "";
}

function options() {
  const drawn = { ...data.options.nodes, ctxRenderer: renderer, labelHighlightBold: false };
  return { ...data.options, nodes: drawn, interaction: { ...data.options.interaction, keyboard: { enabled: false } } };
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
  describe();
  writeHash();
}

function describe() {
  const count = (type) => [...shown.ids].filter((id) => nodeOf.get(id).type === type).length;
  stage.setAttribute("aria-label", `Network of ${plural(count("entity"), "participant")} and ${plural(count("event"), "event")}. Arrow keys go from node to node; the side panel tells the same in words.`);
}

// Where the nodes stand: as the file has it for its first picture, arranged here for every other part.
function place(moved) {
  const given = data.views[state.view] ? data.views[state.view].nodes : [];
  const known = new Map(given.map((node) => [node.id, node]));
  const now = scope();
  let places = moved && now.id === undefined ? known : null;
  if (moved && now.id !== undefined) places = arrange([...shown.ids], shown.edges, new Map([...shown.ids].filter((id) => known.has(id)).map((id) => [id, known.get(id)])));
  if (moved && now.all && firstScope(state.view).start) places = placesOfAll();
  const at = (id) => (places && places.get(id)) || nodeSet.get(id) || known.get(id);
  const missing = [...shown.ids].filter((id) => !at(id));
  const added = aside(missing, [...shown.ids].filter(at).map(at));
  const wanted = [...shown.ids].map((id) => ({ id, shape: "custom", size: nodeOf.get(id).width / 2, x: (at(id) || added.get(id)).x, y: (at(id) || added.get(id)).y }));
  nodeSet.remove(nodeSet.getIds().filter((id) => !shown.ids.has(id)));
  nodeSet.update(wanted);
  shapeBorders();
}

function placesOfAll() {
  if (!everywhere[state.view]) everywhere[state.view] = arrange([...shown.ids], shown.edges, new Map());
  return everywhere[state.view];
}

// What has no place yet, in rows below the rest.
function aside(ids, others) {
  const xs = others.map(({ x }) => x);
  const [left, right] = xs.length ? [Math.min(...xs), Math.max(...xs) + 300] : [0, 1200];
  let [x, y] = [left, others.length ? Math.max(...others.map((other) => other.y)) + 150 : 0];
  const places = new Map();
  for (const id of ids) {
    const width = boxOf(id).width + 24;
    if (x > left && x + width > right) [x, y] = [left, y + 110];
    places.set(id, { x: Math.round(x + width / 2), y });
    x += width;
  }
  return places;
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
  revision++;
  network.redraw();
}

// An entity lights its events and the others in them.
function widen(id) {
  const own = new Set(eventsOf(id).map((event) => event.id));
  for (const edge of shown.edges) if (own.has(edge.from)) lit.add(edge.to);
}

function select(id, move = false) {
  state.selected = id === null ? null : nodeOf.get(id).stands;
  id = state.selected;
  network.unselectAll();
  if (id !== null && !shown.ids.has(id) && move) reveal(id);
  if (id !== null && shown.ids.has(id)) {
    network.selectNodes([id], false);
    if (move) network.focus(id, { scale: Math.max(network.getScale(), 0.8), animation: motion() });
  }
  light(id);
  showPanel();
  writeHash();
  if (id !== null) say(`${nodeOf.get(id).label}, ${plural(links.get(id).length, "link")}`);
}

// What is filtered out or outside the present scope is shown in its own surroundings.
function reveal(id) {
  const node = nodeOf.get(id);
  if (!inView(id, state.view)) state.view = "events";
  if (node.type === "event" && !passing.has(id)) clearFilters();
  if (node.type === "entity") state.off.delete(`kind:${node.kind}`);
  if (!links.get(id).length) state.lone = true;
  buildLegend();
  update();
  if (!shown.ids.has(id)) focusOn(id);
}

const inView = (id, view) => view === "events" || actorsOnly().some((edge) => edge.from === id || edge.to === id);

function selectEdge(edgeId) {
  const edge = shown.edges.find((each) => each.id === edgeId);
  if (!edge) return;
  const told = (edge.events || []).filter((id) => passing.has(id));
  if (told.length > 1) showBetween(edge, told);
  else if (told.length) select(told[0]);
  else select(nodeOf.get(edge.from).type === "event" ? edge.from : edge.to);
}

async function focusOn(id, steps = 1) {
  if (data.server) await fetchAround(nodeOf.get(id).iri, steps);
  if (!inView(id, state.view)) state.view = "events";
  const now = scope();
  if (now.id === id) now.steps = steps;
  else state.trail.push({ id, steps });
  state.selected = id;
  update();
  network.selectNodes(shown.ids.has(id) ? [id] : [], false);
  say(`Surroundings of ${nodeOf.get(id).label}, ${plural(steps, "step")}: ${plural(shown.ids.size, "node")}`);
}

function go(number) {
  state.trail.length = number + 1;
  if (scope().id === undefined) state.selected = null;
  update();
}

function setView(view) {
  if (state.view === view) return;
  state.view = view;
  state.trail = [firstScope(view), ...state.trail.filter((step) => step.id !== undefined && inView(step.id, view))];
  update();
}

function showTrail() {
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
    parts.push(element("span", { className: "quiet", textContent: `${shown.ids.size} of ${countOf(state.view)} nodes, those with most links` }));
    parts.push(element("button", { className: "link", textContent: "Show everything", onclick: () => { state.trail = [{ start: true }, { all: true }]; update(); } }));
  }
  trail.replaceChildren(...parts);
  trail.hidden = state.trail.length === 1 && !!now.all;
}

function countOf(view) {
  const count = view === "events" ? nodes.filter((node) => node.stands === node.id && links.get(node.id).length).length : once(actorsOnly().flatMap((edge) => [edge.from, edge.to])).length;
  return count.toLocaleString("en");
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
  const { left, top, width, height } = boundsOf(nodeSet.get([...shown.ids]).map(({ id, x, y }) => [id, { x, y }]));
  const above = trail.hidden ? 0 : trail.offsetHeight + 4;
  const scale = Math.min(stage.clientWidth / (width - 24), (stage.clientHeight - above) / (height - 36), 1.2);
  network.moveTo({ position: { x: left + width / 2, y: top + height / 2 - above / 2 / scale }, scale });
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)), animation: motion() });
}

function wire() {
  document.getElementById("zoom-in").onclick = () => zoom(1.3);
  document.getElementById("zoom-out").onclick = () => zoom(1 / 1.3);
  document.getElementById("zoom-fit").onclick = fit;
  document.getElementById("reset").onclick = clearFilters;
  for (const view of ["events", "actors"]) document.getElementById(`view-${view}`).onclick = () => setView(view);
  const toggle = document.getElementById("legend-toggle");
  toggle.onclick = () => toggle.setAttribute("aria-expanded", document.body.classList.toggle("legend-open"));
  document.getElementById("theme").onclick = () => { document.documentElement.dataset.theme = isDark() ? "light" : "dark"; repaint(); };
  dark.addEventListener("change", repaint);
  wireKeys();
  wireExport();
  new ResizeObserver(() => { if (stage.clientWidth) network.redraw(); }).observe(stage);
}

function repaint() {
  readTheme();
  buildLegend();
  update();
}
