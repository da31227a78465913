// What the page knows: nodes, links and articles, from the document in the page and from those that a server sends
// later. Reports of one happening are folded into one node, the first of them. No drawing here.

const data = JSON.parse(document.getElementById("data").textContent);
const nodes = []; // every node at its id
const articles = [];
const nodeOf = new Map(); // id -> node
const idOf = new Map(); // IRI -> id
const articleOf = new Map(); // IRI -> number in articles
const foldOf = new Map(); // happening -> id of the node that stands for it
const links = new Map(); // id -> [{edge, other, out}]
const joins = new Map(); // "from to kind label" -> edge
let edges = [];
let events = []; // those that stand for themselves or for a happening
let actorEdges = null; // made when somebody looks at them

// A document joins what is known already: nodes and articles meet by their IRIs.
function load(doc) {
  Object.assign(data.names, doc.names);
  const article = doc.articles.map((each) => numberOf(articleOf, articles, each));
  const made = doc.nodes.map((node) => known(node, article));
  for (const edge of doc.edges) join(made[edge.from], made[edge.to], edge);
  edges = [...joins.values()];
  events = nodes.filter((node) => node.type === "event" && node.stands === node.id);
  actorEdges = null;
}

function numberOf(index, list, item) {
  if (!index.has(item.iri)) index.set(item.iri, list.push(item) - 1);
  return index.get(item.iri);
}

function known(node, article) {
  if (idOf.has(node.iri)) return nodeOf.get(idOf.get(node.iri));
  const id = nodes.push(node) - 1;
  idOf.set(node.iri, id);
  nodeOf.set(id, node);
  links.set(id, []);
  node.id = node.stands = id;
  if (node.articles) node.articles = node.articles.map((number) => article[number]);
  if (node.evidence) for (const evidence of node.evidence) evidence.article = article[evidence.article];
  if ("article" in node) node.article = article[node.article];
  if (node.type === "event") fold(node);
  return node;
}

function fold(node) {
  node.reports = [node];
  if (!node.happening) return;
  if (!foldOf.has(node.happening)) foldOf.set(node.happening, node.id);
  node.stands = foldOf.get(node.happening);
  if (node.stands === node.id) return;
  const first = nodeOf.get(node.stands);
  if (first.reports.length === 1) first.width += 24; // room for their number, as the layout keeps it
  first.reports.push(node);
  if (strikes(first) && !strikes(node)) first.title = first.title || node.label;
}

const strikes = (report) => report.polarity === "Negative" || report.factuality === "Denied";
const isOpen = (report) => report.factuality === "Possible" || report.factuality === "Future";
const titleOf = (node) => node.title || node.label;

// One edge between two nodes for all reports that say so.
function join(begin, end, { kind, label }) {
  const [from, to] = [begin.stands, end.stands];
  const key = `${from} ${to} ${kind} ${label}`;
  if (!joins.has(key)) {
    const edge = { id: joins.size, from, to, kind, label, by: [] };
    joins.set(key, edge);
    links.get(from).push({ edge, other: to, out: true });
    if (from !== to) links.get(to).push({ edge, other: from, out: false });
  }
  if (begin.type === "event" && !joins.get(key).by.includes(begin)) joins.get(key).by.push(begin);
}

const isFact = (edge) => edge.kind === "affiliation" || edge.kind === "containment";
const rolesOf = (id) => links.get(id).filter((link) => link.out && !isFact(link.edge));
const once = (items) => [...new Set(items)];
const eventsOf = (id) => once(links.get(id).filter((link) => !link.out && link.edge.kind === "role").map((link) => nodeOf.get(link.other)));
const reportersOf = (id) => once(links.get(id).filter((link) => !link.out && link.edge.kind === "content").map((link) => nodeOf.get(link.other)));

const byTime = (a, b) => (a.begin || "9999").localeCompare(b.begin || "9999") || a.id - b.id;
const labelOf = (iri) => (idOf.has(iri) ? nodeOf.get(idOf.get(iri)).label : data.names[iri] || iri);

// Those who say so, by whom the reader can tell sources apart: articles of one publisher are no two sources, and a
// sentence that another article has word for word is a copy.
function independent(reports) {
  const [voices, sentences] = [new Set(), new Set()];
  for (const report of reports) {
    const article = articles[report.article];
    const voice = article ? article.publisher || article.iri : report.iri;
    const sentence = report.evidence.map((evidence) => evidence.parts.map(([text]) => text).join("")).join(" ");
    if (sentence && sentences.has(sentence)) continue;
    sentences.add(sentence);
    voices.add(voice);
  }
  return voices.size;
}

// Entities only: each actor with each target, by the verb and by how it is told.
function actorsOnly() {
  if (actorEdges) return actorEdges;
  const made = new Map();
  for (const event of events) {
    const own = rolesOf(event.id).filter((link) => link.edge.kind === "role");
    for (const actor of own.filter((link) => link.edge.label === "actor")) {
      for (const target of own.filter((link) => link.edge.label === "target")) {
        const key = JSON.stringify([actor.other, target.other, event.verb, ...mannerOf(event.reports)]);
        if (!made.has(key)) made.set(key, { id: `a${made.size}`, from: actor.other, to: target.other, kind: "short", label: event.verb, events: [] });
        made.get(key).events.push(event.id);
      }
    }
  }
  actorEdges = [...made.values()];
  const inside = new Set(actorEdges.flatMap((edge) => [edge.from, edge.to]));
  actorEdges.push(...edges.filter((edge) => isFact(edge) && inside.has(edge.from) && inside.has(edge.to)));
  return actorEdges;
}

// How reports tell of something: the surest of them counts, and where some strike what others say it is disputed.
function mannerOf(reports) {
  const against = reports.filter(strikes).length;
  const rest = against === reports.length ? reports : reports.filter((report) => !strikes(report));
  const claimed = rest.every((report) => report.claimed);
  return [rest.every(isOpen), claimed, against === reports.length, against > 0 && against < reports.length];
}

load(data);
