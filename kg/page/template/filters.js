// What is to be seen: the state of the page, its filters, and the nodes and edges that pass them.

const state = {
  view: "events",
  off: new Set(), // filters switched off: "family:Violence", "told:claimed", "kind:person", "publisher:The Elin Post", ...
  only: {}, // of a long list ("publisher", "speaker", "article") the keys that alone are on, instead
  confidence: 0, // percent, at least
  lone: false, // show what nothing joins to anything
  from: null, // first and last day of the timeline's range, or null
  to: null,
  trail: [], // what is looked at, the last one now: {all}, {start}, or {id, steps}
  selected: null,
};

const MAX_SEPARATE = 60; // edges of the actors' view, before those between the same two are one

const scope = () => state.trail[state.trail.length - 1];
const firstScope = (view) => (data.views[view] && data.views[view].part ? { start: true } : { all: true });

// "2025-07" stands for all of July: as text, every day of it lies between "2025-07" and "2025-07-99".
const lastDay = (time) => (time.length < 10 ? `${time}-99-99`.slice(0, 10) : time);

const SELF = "the article itself";
const speakerOf = (report) => (report.by.length ? labelOf(report.by[0]) : report.claimed ? "nobody named" : SELF);
const publisherOf = (report) => (articles[report.article] && articles[report.article].publisher) || "no publisher";
const articleIri = (report) => (articles[report.article] ? articles[report.article].iri : "");
const LISTS = { publisher: publisherOf, speaker: speakerOf, article: articleIri };

function isOn(list, key) {
  return state.only[list] ? state.only[list].has(key) : !state.off.has(`${list}:${key}`);
}

function passes(report) {
  const off = state.off;
  if (off.has(`family:${report.family}`) || off.has(`class:${report.class}`) || off.has(`factuality:${report.factuality}`)) return false;
  if (off.has(report.claimed ? "told:claimed" : "told:reported")) return false;
  if (report.polarity === "Negative" && off.has("polarity:Negative")) return false;
  if (report.confidence !== null && Math.round(report.confidence * 100) < state.confidence) return false;
  for (const [list, keyOf] of Object.entries(LISTS)) if (!isOn(list, keyOf(report))) return false;
  if (state.from === null) return true;
  return report.begin !== null && report.begin <= state.to && lastDay(report.end) >= state.from;
}

// id -> the reports of it that pass; made anew with every change of the filters.
let passing = new Map();
function pass() {
  passing = new Map();
  for (const event of events) {
    const reports = event.reports.filter(passes);
    if (reports.length) passing.set(event.id, reports);
  }
}

function neighbourhood(id, steps, seen) {
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
      if (reports.has(report) || !seen.has(report)) continue;
      reports.add(report);
      waiting.push(...links.get(report).filter((l) => l.edge.kind === "content").map((l) => l.other));
    }
    const next = new Set(reports);
    for (const report of reports) for (const l of links.get(report)) if (l.edge.kind === "role" && l.out) next.add(l.other);
    for (const at of frontier) for (const l of links.get(at)) if (isFact(l.edge)) next.add(l.other);
    frontier = [...next].filter((at) => !kept.has(at));
    frontier.forEach((at) => kept.add(at));
  }
  return kept;
}

// Every node that the filters let through, whatever part is looked at.
function allowed() {
  pass();
  const seen = new Set(passing.keys());
  const reported = (id) => reportersOf(id).length === 0 || reportersOf(id).some((event) => passing.has(event.id));
  for (const node of nodes) {
    if (node.type === "quotation" && !state.off.has("other:quotation") && reported(node.id)) seen.add(node.id);
    if (node.type === "entity" && !state.off.has(`kind:${node.kind}`)) seen.add(node.id);
  }
  return seen;
}

// The ids and edges of the present view under the present filters and scope.
function visible() {
  const seen = allowed();
  const now = scope();
  let within = seen;
  if (now.start) within = new Set(data.views[state.view].nodes.map((node) => node.id));
  if (now.id !== undefined) within = neighbourhood(now.id, now.steps, seen);
  const inside = (id) => seen.has(id) && within.has(id);
  const kept = (state.view === "actors" ? actorsOnly() : edges).filter((edge) => inside(edge.from) && inside(edge.to) && edgePasses(edge));
  const joined = new Set();
  for (const edge of kept) if (!isFact(edge)) joined.add(edge.from).add(edge.to);
  for (const edge of kept) if (joined.has(edge.from) || joined.has(edge.to)) joined.add(edge.from).add(edge.to);
  const stays = (id) => joined.has(id) || id === now.id || (state.view === "events" && alone(id, now));
  const ids = new Set([...seen].filter((id) => within.has(id) && stays(id)));
  const drawn = kept.filter((edge) => ids.has(edge.from) && ids.has(edge.to));
  return { ids, edges: state.view === "actors" && drawn.length > MAX_SEPARATE ? bundled(drawn) : drawn };
}

// Where there are many, all that one actor does to one target is one edge: its most frequent verb, and how many others.
function bundled(many) {
  const bundles = new Map();
  for (const edge of many) {
    const key = edge.kind === "short" ? `${edge.from} ${edge.to}` : edge.id;
    if (!bundles.has(key)) bundles.set(key, []);
    bundles.get(key).push(edge);
  }
  return [...bundles.values()].map((own) => {
    if (own.length === 1) return own[0];
    const verbs = new Map();
    for (const edge of own) verbs.set(edge.label, (verbs.get(edge.label) || 0) + edge.events.length);
    const [[verb]] = [...verbs].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
    return { ...own[0], id: `b${own[0].id}`, label: verbs.size > 1 ? `${verb} +${verbs.size - 1}` : verb, events: own.flatMap((edge) => edge.events) };
  });
}

// What nothing joins to anything: events are shown, unless only a part is looked at; the rest when asked for.
function alone(id, now) {
  if (now.start) return false;
  return links.get(id).length ? nodeOf.get(id).type === "event" : state.lone;
}

function edgePasses(edge) {
  if (edge.kind === "short") return edge.events.some((id) => passing.has(id));
  if (edge.by.length) return edge.by.some(passes);
  return !state.off.has(`link:${edge.kind}`);
}

// The reports under the filters that an edge stands for.
const reportsOf = (edge) => (edge.kind === "short" ? edge.events.flatMap((id) => passing.get(id) || []) : edge.by.filter(passes));

function setFilter(key, on) {
  if (on) state.off.delete(key);
  else state.off.add(key);
  update();
}

function clearFilters() {
  state.off.clear();
  state.only = {};
  state.confidence = 0;
  [state.from, state.to] = [null, null];
  buildLegend();
  buildTimeline();
  update();
}
