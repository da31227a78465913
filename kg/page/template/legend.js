// The legend, which is the filter: every sign of the picture with its meaning, its count and a switch.

const legend = document.getElementById("legend");

function buildLegend() {
  const open = new Set([...legend.querySelectorAll("details[open]")].map((part) => part.dataset.list));
  const reports = events.flatMap((event) => event.reports);
  const count = (test) => events.filter((event) => event.reports.some(test)).length;
  const families = once(events.map((event) => event.family)).sort((a, b) => order(a) - order(b) || a.localeCompare(b));
  const kinds = Object.keys(KINDS).filter((kind) => nodes.some((node) => node.kind === kind));
  const quotations = nodes.filter((node) => node.type === "quotation").length;
  const told = (key, label, dashes, test, struck) => filterRow(key, lineSample(dashes, struck), label, count(test));
  legend.replaceChildren(
    group("Events", families.flatMap((family) => familyRows(family, open))),
    group("How it is told", [
      told("told:reported", "reported", [], (report) => !report.claimed),
      told("told:claimed", "claimed", [6, 4], (report) => report.claimed),
      told("factuality:Actual", "actual", [], (report) => report.factuality === "Actual"),
      told("factuality:Possible", "possible", [1.5, 3.5], (report) => report.factuality === "Possible"),
      told("factuality:Future", "future", [1.5, 3.5], (report) => report.factuality === "Future"),
      told("factuality:Denied", "denied", [], (report) => report.factuality === "Denied", true),
      told("polarity:Negative", "did not happen", [], (report) => report.polarity === "Negative", true),
      ...manyRows(),
      confidenceRow(reports),
    ]),
    group("Who tells it", [
      sourceList("publisher", "Publishers", reports, open),
      sourceList("speaker", "Speakers", reports, open),
      sourceList("article", "Articles", reports, open),
    ]),
    group("Who and what", [
      ...kinds.map((kind) => filterRow(`kind:${kind}`, disc(kind), KINDS[kind].label, nodes.filter((node) => node.kind === kind).length)),
      ...(quotations ? [filterRow("other:quotation", icon("quote"), "quotation", quotations)] : []),
      ...linkRow("affiliation", "belongs to"),
      ...linkRow("containment", "lies in"),
      ...loneRow(),
    ]),
    element("button", { className: "link", textContent: "Show everything", onclick: clearFilters }),
  );
}

// A family, and its classes where it has more than one.
function familyRows(family, open) {
  const own = events.filter((event) => event.family === family);
  const row = filterRow(`family:${family}`, swatch(family), own[0].familyLabel, own.length);
  const classes = once(own.map((event) => event.class)).sort();
  if (classes.length < 2) return [row];
  const rows = classes.map((name) => filterRow(`class:${name}`, null, name, own.filter((event) => event.class === name).length));
  const list = element("details", { className: "classes" }, element("summary", { "aria-label": `Classes of ${own[0].familyLabel}` }), ...rows);
  list.dataset.list = `family:${family}`;
  list.open = open.has(list.dataset.list);
  return [element("div", { className: "family" }, row, list)];
}

// What several reports of one happening look like.
function manyRows() {
  if (!events.some((event) => event.reports.length > 1)) return [];
  const row = (sign, text) => element("p", { className: "key" }, element("span", { className: "sign" }, sign), element("span", { textContent: text }));
  return [
    row(lineSample([], false, 4.5), "thicker: more sources"),
    row(element("span", { className: "number", textContent: "×3" }), "told by 3 articles"),
    row(element("span", { className: "number disputed", textContent: "3?" }), "by 3, some deny it"),
  ];
}

function confidenceRow(reports) {
  const known = reports.filter((report) => report.confidence !== null);
  if (!known.length) return null;
  const output = element("output", { textContent: `${state.confidence} %` });
  const range = element("input", { type: "range", min: 0, max: 100, step: 1, value: state.confidence, id: "confidence", oninput: () => {
    state.confidence = Number(range.value);
    output.textContent = `${range.value} %`;
    update();
  } });
  return element("label", { className: "range", htmlFor: "confidence" }, element("span", { className: "name", textContent: "Confidence at least" }), output, range);
}

const order = (family) => (family in FAMILIES && family !== "Other" ? Object.keys(FAMILIES).indexOf(family) : 99);

function group(title, rows) {
  return element("fieldset", {}, element("legend", { textContent: title }), ...rows.filter((row) => row !== null));
}

function filterRow(key, sign, label, count) {
  if (!count) return null;
  const box = element("input", { type: "checkbox", checked: !state.off.has(key), onchange: () => setFilter(key, box.checked) });
  box.dataset.key = key;
  return element("label", {}, box, element("span", { className: "sign" }, sign), element("span", { className: "name", dir: "auto", textContent: label, title: label }), element("span", { className: "count", textContent: count }));
}

function linkRow(kind, label) {
  const count = edges.filter((edge) => edge.kind === kind).length;
  return [filterRow(`link:${kind}`, lineSample([2, 4]), label, count)];
}

function loneRow() {
  const count = nodes.filter((node) => node.type !== "event" && !links.get(node.id).length).length;
  if (!count) return [];
  const box = element("input", { type: "checkbox", checked: state.lone, onchange: () => { state.lone = box.checked; update(); } });
  box.dataset.lone = "";
  return [element("label", {}, box, element("span", { className: "sign" }), element("span", { className: "name", textContent: "without links" }), element("span", { className: "count", textContent: count }))];
}

function swatch(family) {
  const round = element("span", { className: "swatch" }, icon(familyOf(family).icon));
  round.style.backgroundColor = colourOf(family);
  return round;
}

const disc = (kind) => element("span", { className: kind === "thing" ? "disc ring" : "disc" }, icon(KINDS[kind].icon));

function lineSample(dashes, struck, width) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 26 12");
  svg.setAttribute("class", "sample");
  svg.setAttribute("aria-hidden", "true");
  if (struck) {
    const text = document.createElementNS(space, "text");
    text.setAttribute("x", "3");
    text.setAttribute("y", "10");
    text.textContent = "abc";
    svg.append(text);
  }
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", struck ? "M1 7h22" : "M1 6h24");
  line.setAttribute("stroke-dasharray", dashes.join(" "));
  if (width) line.setAttribute("stroke-width", width);
  if (dashes[0] < 2) line.setAttribute("stroke-linecap", "round");
  svg.append(line);
  return svg;
}
