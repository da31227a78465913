// What the page knows: nodes, links, filters, and what is to be seen under them. No drawing here.

const data = JSON.parse(document.getElementById("data").textContent);
const nodeOf = new Map(data.nodes.map((node) => [node.id, node]));
const events = data.nodes.filter((node) => node.type === "event");

const links = new Map(data.nodes.map((node) => [node.id, []])); // id -> [{edge, other, out}]
for (const edge of data.views.events.edges) {
  links.get(edge.from).push({ edge, other: edge.to, out: true });
  links.get(edge.to).push({ edge, other: edge.from, out: false });
}

const state = {
  view: "events",
  off: new Set(), // filters switched off: "family:Violence", "told:claimed", "kind:person", ...
  lone: false, // show what nothing joins to anything
  from: null, // first and last day of the timeline's range, or null
  to: null,
  trail: [], // what is looked at, the last one now: {all}, {start}, or {id, steps}
  selected: null,
};

const scope = () => state.trail[state.trail.length - 1];
const rolesOf = (id) => links.get(id).filter((link) => link.out && (link.edge.kind === "role" || link.edge.kind === "content"));
const eventsOf = (id) => links.get(id).filter((link) => !link.out && link.edge.kind === "role").map((link) => nodeOf.get(link.other));
const reportersOf = (id) => links.get(id).filter((link) => !link.out && link.edge.kind === "content").map((link) => nodeOf.get(link.other));

const byTime = (a, b) => (a.begin || "9999").localeCompare(b.begin || "9999") || a.id - b.id;

// "2025-07" stands for all of July: as text, every day of it lies between "2025-07" and "2025-07-99".
const lastDay = (time) => (time.length < 10 ? `${time}-99-99`.slice(0, 10) : time);

function passes(event) {
  const off = state.off;
  if (off.has(`family:${event.family}`) || off.has(`factuality:${event.factuality}`)) return false;
  if (off.has(event.claimed ? "told:claimed" : "told:reported")) return false;
  if (event.polarity === "Negative" && off.has("polarity:Negative")) return false;
  if (state.from === null) return true;
  return event.begin !== null && event.begin <= state.to && lastDay(event.end) >= state.from;
}

function neighbourhood(id, steps, shown) {
  const kept = new Set([id]);
  let frontier = [id];
  for (let step = 0; step < steps; step++) {
    const reports = new Set();
    const waiting = frontier.flatMap((at) => {
      const own = nodeOf.get(at).type === "entity" ? [] : [at];
      return own.concat(links.get(at).filter((l) => !l.out && l.edge.kind === "role").map((l) => l.other));
    });
    while (waiting.length) {
      const report = waiting.pop();
      if (reports.has(report) || !shown.has(report)) continue;
      reports.add(report);
      waiting.push(...links.get(report).filter((l) => l.edge.kind === "content").map((l) => l.other));
    }
    const next = new Set(reports);
    for (const report of reports) for (const l of links.get(report)) if (l.edge.kind === "role" && l.out) next.add(l.other);
    for (const at of frontier) for (const l of links.get(at)) if (["affiliation", "containment"].includes(l.edge.kind)) next.add(l.other);
    frontier = [...next].filter((at) => !kept.has(at));
    frontier.forEach((at) => kept.add(at));
  }
  return kept;
}

// The ids and edges of the present view under the present filters and scope.
function visible() {
  const view = data.views[state.view];
  const entityOn = (node) => node.type !== "entity" || !state.off.has(`kind:${node.kind}`);
  const passing = new Set(events.filter(passes).map((event) => event.id));
  const reported = (id) => reportersOf(id).length === 0 || reportersOf(id).some((event) => passing.has(event.id));
  const shown = new Set(passing);
  for (const node of data.nodes) {
    if (node.type === "quotation" && !state.off.has("other:quotation") && reported(node.id)) shown.add(node.id);
    if (node.type === "entity" && entityOn(node)) shown.add(node.id);
  }
  const now = scope();
  let within = shown;
  if (now.start) within = new Set(view.start.map(([id]) => id));
  if (now.id !== undefined) within = neighbourhood(now.id, now.steps, shown);
  const edges = view.edges.filter((edge) => {
    if (!shown.has(edge.from) || !shown.has(edge.to) || !within.has(edge.from) || !within.has(edge.to)) return false;
    if (edge.kind === "short") return edge.events.some((id) => passing.has(id));
    return !state.off.has(`link:${edge.kind}`);
  });
  const joined = new Set();
  for (const edge of edges) if (!["affiliation", "containment"].includes(edge.kind)) joined.add(edge.from).add(edge.to);
  for (const edge of edges) if (joined.has(edge.from) || joined.has(edge.to)) joined.add(edge.from).add(edge.to);
  const ids = view.nodes.map((node) => node.id).filter((id) => shown.has(id) && within.has(id));
  const kept = ids.filter((id) => joined.has(id) || id === now.id || (links.get(id).length ? nodeOf.get(id).type === "event" : state.lone));
  const keep = new Set(kept);
  return { ids: keep, edges: edges.filter((edge) => keep.has(edge.from) && keep.has(edge.to)) };
}
