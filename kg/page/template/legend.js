// The legend, which is the filter: every sign of the picture with its meaning, its count and a switch.

const legend = document.getElementById("legend");

function buildLegend() {
  const count = (test) => events.filter(test).length;
  const families = [...new Set(events.map((event) => event.family))].sort((a, b) => order(a) - order(b) || a.localeCompare(b));
  const kinds = Object.keys(KINDS).filter((kind) => data.nodes.some((node) => node.kind === kind));
  const quotations = data.nodes.filter((node) => node.type === "quotation").length;
  const told = (key, label, dashes, test, struck) => filterRow(key, lineSample(dashes, struck), label, count(test));
  legend.replaceChildren(
    group("Events", families.map((family) => {
      const label = events.find((event) => event.family === family).familyLabel;
      return filterRow(`family:${family}`, swatch(family), label, count((event) => event.family === family));
    })),
    group("How it is told", [
      told("told:reported", "reported", [], (event) => !event.claimed),
      told("told:claimed", "claimed", [6, 4], (event) => event.claimed),
      told("factuality:Actual", "actual", [], (event) => event.factuality === "Actual"),
      told("factuality:Possible", "possible", [1.5, 3.5], (event) => event.factuality === "Possible"),
      told("factuality:Future", "future", [1.5, 3.5], (event) => event.factuality === "Future"),
      told("factuality:Denied", "denied", [], (event) => event.factuality === "Denied", true),
      told("polarity:Negative", "did not happen", [], (event) => event.polarity === "Negative", true),
    ]),
    group("Who and what", [
      ...kinds.map((kind) => filterRow(`kind:${kind}`, disc(kind), KINDS[kind].label, data.nodes.filter((node) => node.kind === kind).length)),
      ...(quotations ? [filterRow("other:quotation", icon("quote"), "quotation", quotations)] : []),
      ...linkRow("affiliation", "belongs to"),
      ...linkRow("containment", "lies in"),
      ...loneRow(),
    ]),
    element("button", { className: "link", textContent: "Show everything", onclick: clearFilters }),
  );
}

const order = (family) => (family in FAMILIES && family !== "Other" ? Object.keys(FAMILIES).indexOf(family) : 99);

function group(title, rows) {
  return element("fieldset", {}, element("legend", { textContent: title }), ...rows.filter((row) => row !== null));
}

function filterRow(key, sign, label, count) {
  if (!count) return null;
  const box = element("input", { type: "checkbox", checked: !state.off.has(key), onchange: () => setFilter(key, box.checked) });
  box.dataset.key = key;
  return element("label", {}, box, element("span", { className: "sign" }, sign), element("span", { className: "name", dir: "auto", textContent: label }), element("span", { className: "count", textContent: count }));
}

function linkRow(kind, label) {
  const count = data.views.events.edges.filter((edge) => edge.kind === kind).length;
  return [filterRow(`link:${kind}`, lineSample([2, 4]), label, count)];
}

function loneRow() {
  const count = data.nodes.filter((node) => !links.get(node.id).length).length;
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

function lineSample(dashes, struck) {
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
  if (dashes[0] < 2) line.setAttribute("stroke-linecap", "round");
  svg.append(line);
  return svg;
}

function setFilter(key, on) {
  if (on) state.off.delete(key);
  else state.off.add(key);
  update();
}

function clearFilters() {
  state.off.clear();
  [state.from, state.to] = [null, null];
  buildLegend();
  buildTimeline();
  update();
}
