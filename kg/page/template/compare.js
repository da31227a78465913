// One happening, several articles: who asserts it, who attributes it to whom, who denies it, side by side.

const comparison = document.getElementById("comparison");

const STANCES = [
  { name: "assert", title: "Say so themselves", test: (report) => !strikes(report) && !isOpen(report) && !report.claimed },
  { name: "claim", title: "Have it from a source", test: (report) => !strikes(report) && !isOpen(report) && report.claimed },
  { name: "open", title: "Tell it as possible or to come", test: (report) => !strikes(report) && isOpen(report) },
  { name: "deny", title: "Deny it, or say it did not happen", test: strikes },
];

function stances(reports) {
  return STANCES.map(({ name, title, test }) => ({ name, title, reports: reports.filter(test).sort(byArticle) })).filter((stance) => stance.reports.length);
}

const dayOfReport = (report) => (articles[report.article] && articles[report.article].published) || "9999";
const byArticle = (a, b) => dayOfReport(a).localeCompare(dayOfReport(b)) || publisherOf(a).localeCompare(publisherOf(b)) || a.id - b.id;

// For the panel: each stance in a line, and the way to the whole.
function sourcesBlock(event) {
  const reports = passing.get(event.id) || event.reports;
  if (event.reports.length < 2) return [];
  const rows = stances(reports).map((stance) => element("li", { className: `stance ${stance.name}` },
    element("strong", { textContent: `${stance.reports.length} ` }), element("span", { textContent: stance.title.toLowerCase() }),
    element("span", { className: "quiet", dir: "auto", textContent: `: ${once(stance.reports.map(voice)).slice(0, 4).join(", ")}${once(stance.reports.map(voice)).length > 4 ? " …" : ""}` })));
  return [
    heading(`Told by ${plural(once(reports.map(articleIri)).length, "article")}`),
    element("p", { className: "quiet", textContent: `${plural(independent(reports), "independent source")}: a publisher counts once, a copied sentence not at all.` }),
    element("ul", { className: "plain" }, ...rows),
    element("button", { className: "wide", id: "compare", textContent: "Compare the sources side by side", onclick: () => compare(event) }),
  ];
}

const voice = (report) => (report.by.length ? `${labelOf(report.by[0])} (${placeOf(report)})` : placeOf(report));
function placeOf(report) {
  const article = articles[report.article];
  return article ? article.publisher || article.title || lastPart(article.iri) : "an article";
}

function compare(event) {
  const reports = passing.get(event.id) || event.reports;
  const close = element("button", { className: "icon-button close", "aria-label": "Close the comparison", textContent: "×", onclick: () => comparison.close() });
  const columns = stances(reports).map((stance) => element("section", { className: `column ${stance.name}`, "aria-label": stance.title },
    element("h3", {}, element("span", { textContent: stance.title }), element("span", { className: "count", textContent: ` ${stance.reports.length}` })),
    ...stance.reports.map(reportCard)));
  const when = event.begin ? `${dayRange(event.begin, event.end)} · ` : "";
  comparison.replaceChildren(
    element("div", { className: "title" }, element("p", { className: "kind" }, eventSign(event), `${when}${plural(once(reports.map(articleIri)).length, "article")}, ${plural(independent(reports), "independent source")}`), close,
      element("h2", { dir: "auto", textContent: titleOf(event) })),
    element("div", { className: "columns" }, ...columns));
  comparison.showModal();
}

function reportCard(report) {
  const who = report.by.length ? element("p", {}, "according to ", ...report.by.flatMap((iri, i) => [i ? ", as told by " : "", personButton(iri)])) : report.claimed ? element("p", { className: "quiet", textContent: "according to somebody it does not name" }) : null;
  return element("article", { className: "report" }, element("h4", { dir: "auto", textContent: placeOf(report) }), who, mannerBadges([report], true), ...report.evidence.map((evidence) => evidenceBlock(evidence, report)), confidenceOf(report));
}

function confidenceOf(report) {
  return report.confidence === null ? null : element("p", { className: "quiet", textContent: `confidence ${Math.round(report.confidence * 100)} %` });
}

comparison.addEventListener("click", (event) => { if (event.target === comparison || event.target.closest("button.node")) comparison.close(); });
