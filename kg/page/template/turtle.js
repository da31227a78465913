// What the page knows of some nodes as Turtle, in the vocabulary of the graph it was made from.

const TURTLE_PREFIXES = {
  kg: "https://w3id.org/newskg#",
  sem: "http://semanticweb.cs.vu.nl/2009/11/sem/",
  gaf: "http://groundedannotationframework.org/gaf#",
  nif: "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
  prov: "http://www.w3.org/ns/prov#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  schema: "https://schema.org/",
  skos: "http://www.w3.org/2004/02/skos/core#",
  owl: "http://www.w3.org/2002/07/owl#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};
const KIND_CLASSES = { person: "schema:Person", org: "schema:Organization", country: "schema:Country", place: "schema:Place", group: "kg:Group", product: "schema:Product", thing: "kg:Thing" };

const iriText = (iri) => `<${iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, encodeURIComponent)}>`;
const literal = (text) => `"${text.replace(/[\\"\n\r\t\b\f]/g, (sign) => ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f" })[sign])}"`;
const timeText = (time) => `${literal(time)}^^xsd:${{ 10: "date", 7: "gYearMonth", 4: "gYear" }[time.length] || "string"}`;

function turtleOf(ids) {
  const subjects = new Map();
  const told = new Set();
  const tell = (iri, property, value) => { if (!subjects.has(iri)) subjects.set(iri, new Set()); subjects.get(iri).add(`${property} ${value}`); };
  for (const id of ids) {
    const node = nodeOf.get(id);
    if (node.type === "entity") tellEntity(node, tell, ids);
    for (const report of node.type === "event" ? passing.get(id) || node.reports : []) { tellEvent(report, tell, ids); told.add(report.article); }
    if (node.type === "quotation") { tellQuotation(node, tell); told.add(node.article); }
  }
  for (const number of told) if (articles[number]) tellArticle(articles[number], tell);
  const head = Object.entries(TURTLE_PREFIXES).map(([name, iri]) => `@prefix ${name}: <${iri}> .`);
  const body = [...subjects].sort(([a], [b]) => (a < b ? -1 : 1)).map(([iri, said]) => `${iriText(iri)} ${[...said].sort(aFirst).join(" ;\n    ")} .`);
  return `${head.join("\n")}\n\n${body.join("\n\n")}\n`;
}

const aFirst = (a, b) => Number(b.startsWith("a ")) - Number(a.startsWith("a ")) || (a < b ? -1 : 1);

function tellEntity(node, tell, ids) {
  tell(node.iri, "a", KIND_CLASSES[node.kind]);
  tell(node.iri, "rdfs:label", `${literal(node.label)}@en`);
  for (const alias of node.aliases) tell(node.iri, "skos:altLabel", `${literal(alias)}@en`);
  for (const title of node.titles) tell(node.iri, "schema:jobTitle", `${literal(title)}@en`);
  for (const link of node.links) tell(node.iri, "owl:sameAs", iriText(link));
  for (const { edge, other, out } of links.get(node.id)) {
    if (out && isFact(edge) && ids.has(other)) tell(node.iri, edge.kind === "affiliation" ? "kg:affiliation" : "schema:containedInPlace", iriText(nodeOf.get(other).iri));
  }
}

function tellEvent(report, tell, ids) {
  tell(report.iri, "a", iriText(report.classIri));
  tell(report.iri, "rdfs:label", `${literal(report.label)}@en`);
  tell(report.iri, "kg:polarity", `kg:${report.polarity}`);
  tell(report.iri, "kg:factuality", `kg:${report.factuality}`);
  if (report.confidence !== null) tell(report.iri, "kg:confidence", String(report.confidence));
  if (report.happening) tell(report.iri, "kg:happening", iriText(report.happening));
  if (report.by.length) tell(report.iri, "prov:wasAttributedTo", iriText(report.by[0]));
  if (report.begin && report.begin === report.end) tell(report.iri, "sem:hasTimeStamp", timeText(report.begin));
  else if (report.begin) { tell(report.iri, "sem:hasBeginTimeStamp", timeText(report.begin)); tell(report.iri, "sem:hasEndTimeStamp", timeText(report.end)); }
  for (const { edge, other } of rolesOf(report.stands)) if (ids.has(other) && edge.by.includes(report)) tell(report.iri, `kg:${edge.label}`, iriText(nodeOf.get(other).iri));
  tellMentions(report, tell);
}

function tellQuotation(node, tell) {
  tell(node.iri, "a", "kg:Quotation");
  tell(node.iri, "schema:text", literal(node.text));
  for (const by of node.by) tell(node.iri, "prov:wasAttributedTo", iriText(by));
  tellMentions(node, tell);
}

function tellMentions(node, tell) {
  for (const { article, at, parts } of node.evidence) {
    if (!articles[article]) continue;
    const mention = `${articles[article].iri}#char=${at[0]},${at[1]}`;
    tell(node.iri, "gaf:denotedBy", iriText(mention));
    tell(mention, "a", "nif:Phrase");
    tell(mention, "nif:beginIndex", at[0]);
    tell(mention, "nif:endIndex", at[1]);
    tell(mention, "nif:anchorOf", literal(parts.filter(([, mark]) => mark === "trigger").map(([text]) => text).join("")));
  }
}

function tellArticle(article, tell) {
  tell(article.iri, "a", "schema:NewsArticle");
  if (article.title) tell(article.iri, "schema:headline", literal(article.title));
  if (article.published) tell(article.iri, "schema:datePublished", timeText(article.published));
}
