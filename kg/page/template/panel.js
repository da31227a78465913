// The side panel: the whole network, an entity, an event or a quotation in words. Text is only ever text here.

const panel = document.getElementById("panel");

const FACTUALITY = {
  Actual: { label: "actual", hint: "told as something that happened or happens" },
  Possible: { label: "possible", hint: "told as a condition or a possibility" },
  Future: { label: "future", hint: "told as a plan or something to come" },
  Denied: { label: "denied", hint: "somebody denies it" },
};

function showPanel() {
  const node = state.selected === null ? null : nodeOf.get(state.selected);
  const draw = node === null ? overview : { entity: entityPanel, event: eventPanel, quotation: quotationPanel }[node.type];
  panel.replaceChildren(...draw(node).filter((part) => part !== null));
  panel.scrollTop = 0;
  document.body.classList.toggle("has-selection", node !== null);
}

function nodeButton(node, text) {
  const sign = node.type === "entity" ? icon(KINDS[node.kind].icon) : node.type === "event" ? eventSign(node) : icon("quote");
  const label = element("span", { className: "name", dir: "auto", textContent: text || titleOf(node) });
  return element("button", { className: `node ${node.type}`, onclick: () => select(node.id, true) }, sign, label);
}

const eventSign = (event) => icon(familyOf(event.family).icon, colourOf(event.family));
const personButton = (iri) => (idOf.has(iri) ? nodeButton(nodeOf.get(idOf.get(iri))) : element("span", { dir: "auto", textContent: labelOf(iri) }));
const plural = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many || `${one}s`}`;
const heading = (text) => element("h3", { textContent: text });

function list(...items) {
  return element("ul", { className: "plain" }, ...items.map((item) => element("li", {}, item)));
}

function overview() {
  const entities = nodes.filter((node) => node.type === "entity");
  const busiest = entities.filter((node) => eventsOf(node.id).length).sort((a, b) => eventsOf(b.id).length - eventsOf(a.id).length || a.id - b.id);
  const count = (node) => element("span", { className: "row" }, nodeButton(node), element("span", { className: "count", textContent: eventsOf(node.id).length }));
  const days = events.filter((event) => event.begin).sort(byTime);
  return [
    element("h2", { dir: "auto", textContent: data.title }),
    element("p", { className: "quiet", textContent: `${plural(events.length, "event")} and ${plural(entities.length, "participant")} from ${plural(articles.length, "article")}${days.length ? `, ${dayRange(days[0].begin, days[days.length - 1].end)}` : ""}.` }),
    ...partNote(),
    element("p", { className: "quiet" }, "Click a name or an event for its evidence; double-click it to look at its surroundings alone. ", element("button", { className: "link", textContent: "Keys", onclick: () => help.showModal() })),
    busiest.length ? heading("In most events") : null,
    busiest.length ? list(...busiest.slice(0, 8).map(count)) : null,
    events.length ? heading("Events in order") : null,
    eventList(events),
  ];
}

// Where the file holds a part of a graph, how large a part.
function partNote() {
  if (data.size <= nodes.length && !data.focus.length) return [];
  const rest = data.server ? "Focus on a node, or search for a name, to load what is around it." : "kg view --focus NAME draws what is near somebody else.";
  const text = data.focus.length ? `What is near ${data.focus.map(labelOf).join(", ")}.` : `The ${nodes.length.toLocaleString("en")} nodes in most events of ${data.size.toLocaleString("en")}. ${rest}`;
  return [element("p", { className: "note", dir: "auto", textContent: text })];
}

function eventList(found) {
  const inOrder = [...found].sort(byTime);
  let before = null;
  const rows = inOrder.slice(0, 200).map((event) => {
    const time = event.begin ? dayRange(event.begin, event.end) : "no date";
    const when = time === before ? null : element("time", { textContent: time });
    before = time;
    return element("span", { className: "dated" }, ...(when ? [when] : []), nodeButton(event), badges(event, true), event.reports.length > 1 ? element("span", { className: "count", textContent: plural(event.reports.length, "report") }) : null);
  });
  if (inOrder.length > 200) rows.push(element("span", { className: "quiet", textContent: `and ${inOrder.length - 200} more: search or focus to find them` }));
  return rows.length ? list(...rows) : null;
}

const badges = (event, isShort) => mannerBadges(passing.get(event.id) || event.reports, isShort);

// How reports tell of one happening, together.
function mannerBadges(reports, isShort) {
  const made = [];
  const add = (name, text, hint) => made.push(element("span", { className: `badge ${name}`, textContent: text, title: hint || "" }));
  const [, claimed, struck, disputed] = mannerOf(reports);
  const { label, hint } = FACTUALITY[surest(reports)];
  if (disputed) add("disputed", "disputed", "some articles deny what others say");
  if (struck && reports.every((report) => report.polarity === "Negative")) add("negative", "did not happen", "the text says that it did not happen");
  if (surest(reports) !== "Actual" || !isShort) add(surest(reports).toLowerCase(), label, hint);
  if (claimed) add("claimed", isShort ? "claim" : "claimed by a source", "the article does not say this itself");
  else if (!isShort) add("reported", "reported by the article", "the article says this itself");
  return made.length ? element("span", { className: "badges" }, ...made) : null;
}

const surest = (reports) => Object.keys(FACTUALITY).find((name) => reports.some((report) => report.factuality === name));

function titleRow(sign, kind, title) {
  const close = element("button", { className: "icon-button close", "aria-label": "Close", textContent: "×", onclick: () => select(null) });
  return element("div", { className: "title" }, element("p", { className: "kind" }, sign, kind), close, element("h2", { dir: "auto", textContent: title }));
}

function facts(rows) {
  const kept = rows.filter(([, parts]) => parts.length);
  if (!kept.length) return null;
  return element("dl", {}, ...kept.flatMap(([name, parts]) => [element("dt", { textContent: name }), element("dd", {}, ...parts)]));
}

const words = (values) => (values.length ? [element("span", { dir: "auto", textContent: values.join(" · ") })] : []);
const linked = (id, kind, out) => links.get(id).filter((l) => l.edge.kind === kind && l.out === out).slice(0, 40).map((l) => nodeButton(nodeOf.get(l.other)));

function entityPanel(node) {
  const own = eventsOf(node.id);
  return [
    titleRow(icon(KINDS[node.kind].icon), KINDS[node.kind].label, node.label),
    facts([
      ["Also called", words(node.aliases)],
      ["Title", words(node.titles)],
      ["How many", words(node.quantity ? [node.quantity] : [])],
      ["Belongs to", linked(node.id, "affiliation", true)],
      ["Members", linked(node.id, "affiliation", false)],
      ["Lies in", linked(node.id, "containment", true)],
      ["Contains", linked(node.id, "containment", false)],
      ["Elsewhere", node.links.map(outsideLink)],
      ["Mentions", words([plural(node.mentions, "mention") + (node.articles.length > 1 ? ` in ${plural(node.articles.length, "article")}` : "")])],
    ]),
    focusButton(node),
    heading(own.length ? plural(own.length, "event") : "In no event"),
    eventList([...new Set(own)]),
  ];
}

function eventPanel(node) {
  const roles = rolesOf(node.id);
  const named = once(roles.map((link) => link.edge.label)).sort((a, b) => ROLES.indexOf(a) - ROLES.indexOf(b));
  const many = node.reports.length > 1;
  const filler = ({ edge, other }) => element("span", {}, nodeButton(nodeOf.get(other)), many && edge.by.length < node.reports.length ? element("span", { className: "count", textContent: ` ${edge.by.length} of ${node.reports.length}` }) : null);
  const sentences = node.reports.flatMap((report) => report.evidence.map((evidence) => [evidence, report]));
  return [
    titleRow(eventSign(node), node.family === "Other" ? "event" : `${node.class} · ${node.familyLabel}`, titleOf(node)),
    badges(node, false),
    facts([
      ...named.map((role) => [role, roles.filter((link) => link.edge.label === role).map(filler)]),
      ["when", node.begin ? [element("time", { textContent: dayRange(node.begin, node.end) })] : []],
      ["according to", many ? [] : chainOf(node)],
      ["reported in", reportersOf(node.id).map((event) => nodeButton(event))],
      ["confidence", many ? [] : meterOf(node)],
    ]),
    focusButton(node),
    ...sourcesBlock(node),
    heading(sentences.length === 1 ? "Evidence" : `Evidence: ${plural(sentences.length, "sentence")}`),
    ...sentences.slice(0, 60).map(([evidence, report]) => evidenceBlock(evidence, report)),
  ];
}

// Who says so, and who says that they say so.
function chainOf(report) {
  return report.by.flatMap((iri, i) => (i ? [element("span", { className: "quiet", textContent: "as told by" }), personButton(iri)] : [personButton(iri)]));
}

function meterOf(report) {
  if (report.confidence === null) return [];
  const percent = Math.round(report.confidence * 100);
  return [element("meter", { min: 0, max: 100, value: percent, "aria-label": `${percent} percent` }), ` ${percent} %`];
}

function quotationPanel(node) {
  return [
    titleRow(icon("quote"), "quotation", node.label),
    facts([["said by", node.by.map(personButton)], ["in", reportersOf(node.id).map((event) => nodeButton(event))]]),
    focusButton(node),
    heading("Evidence"),
    ...node.evidence.map((evidence) => evidenceBlock(evidence, node)),
  ];
}

// What one does to another: an edge of the actors' view that stands for several events.
function showBetween(edge, ids) {
  const [actor, target] = [nodeOf.get(edge.from), nodeOf.get(edge.to)];
  state.selected = null;
  network.unselectAll();
  light(null);
  panel.replaceChildren(
    titleRow(icon("exchange"), `${plural(ids.length, "event")}, ${plural(independent(reportsOf(edge)), "independent source")}`, `${actor.label} → ${target.label}`),
    facts([["actor", [nodeButton(actor)]], ["target", [nodeButton(target)]]]),
    heading("Events in order"),
    eventList(ids.map((id) => nodeOf.get(id))));
  panel.scrollTop = 0;
}

const ROLES = ["actor", "target", "recipient", "content", "topic", "instrument", "place", "origin", "destination"];

function focusButton(node) {
  const now = scope();
  if (now.id === node.id) return null;
  return element("button", { className: "wide", textContent: "Look at its surroundings alone", onclick: () => focusOn(node.id) });
}

function evidenceBlock(evidence, node) {
  const parts = evidence.parts.map(([text, mark]) => {
    if (!mark) return text;
    const part = element("mark", { className: mark === "trigger" ? "trigger" : "role", textContent: text });
    if (mark !== "trigger") part.append(element("small", { textContent: mark }));
    else if (node.type === "event") part.style.setProperty("--family", colourOf(node.family));
    return part;
  });
  const article = articles[evidence.article];
  if (!article) return element("figure", {}, element("blockquote", { dir: "auto" }, ...parts));
  const where = [article.publisher, article.published && dayRange(article.published, article.published)].filter(Boolean).join(", ");
  const name = article.title || lastPart(article.iri);
  const title = article.url ? outsideLink(article.url, name) : element("span", { dir: "auto", textContent: name });
  return element("figure", {}, element("blockquote", { dir: "auto" }, ...parts), element("figcaption", {}, title, where ? element("span", { dir: "auto", textContent: ` · ${where}` }) : null));
}

function lastPart(iri) {
  const part = iri.slice(iri.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

// A link out of the page, followed only when the reader clicks it; anything but a web address stays text.
function outsideLink(address, text) {
  const shown = typeof text === "string" ? text : null;
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return element("span", { dir: "auto", textContent: shown || address });
  const host = new URL(address).hostname.replace(/^www\./, "");
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer", dir: "auto", textContent: shown || host });
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
function dayText(time) {
  const [year, month, day] = time.split("-");
  return [day && String(Number(day)), month && (MONTHS[Number(month) - 1] || month), year].filter(Boolean).join(" ");
}
function dayRange(begin, end) {
  if (begin === end || !end) return dayText(begin);
  if (begin.length < 10 || end.length < 10 || begin.slice(0, 4) !== end.slice(0, 4)) return `${dayText(begin)} – ${dayText(end)}`;
  const shared = begin.slice(0, 7) === end.slice(0, 7) ? 1 : 2;
  return `${dayText(begin).split(" ").slice(0, shared).join(" ")}–${dayText(end)}`;
}
