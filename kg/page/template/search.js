// Search with completion: a combobox as the ARIA patterns have it, over every name, alias and event.

const searchBox = document.getElementById("search");
const found = document.getElementById("found");
let searchable = []; // made when somebody first searches, and when more is loaded
let offered = [];
let active = -1;

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function indexed() {
  if (searchable.length === nodes.length) return searchable;
  searchable = nodes.map((node) => ({
    node,
    names: [titleOf(node), node.label, ...(node.aliases || []), ...(node.type === "event" ? [node.class] : [])].map(plain),
    rank: node.type === "entity" ? -links.get(node.id).length : 1,
  }));
  return searchable;
}

function matches(text) {
  const wanted = plain(text.trim());
  if (!wanted) return [];
  const scored = [];
  for (const { node, names, rank } of indexed()) {
    if (node.stands !== node.id) continue;
    const begins = names.some((name) => name.startsWith(wanted) || name.includes(` ${wanted}`));
    if (begins || names.some((name) => name.includes(wanted))) scored.push({ node, score: (begins ? 0 : 1e6) + rank });
  }
  return scored.sort((a, b) => a.score - b.score || a.node.id - b.node.id).slice(0, 12).map(({ node }) => node);
}

function complete() {
  offered = matches(searchBox.value);
  active = offered.length ? 0 : -1;
  const nothing = element("li", { className: "quiet", textContent: data.server ? "Nothing loaded is called so: Enter asks the server." : "Nothing is called so." });
  found.replaceChildren(...offered.map((node, number) => {
    const sign = node.type === "entity" ? icon(KINDS[node.kind].icon) : node.type === "event" ? eventSign(node) : icon("quote");
    const item = element("li", { id: `found-${number}`, role: "option" }, sign, element("span", { dir: "auto", textContent: titleOf(node) }));
    item.onpointerdown = (event) => { event.preventDefault(); choose(number); };
    return item;
  }), ...(searchBox.value.trim() && !offered.length ? [nothing] : []));
  found.hidden = !searchBox.value.trim();
  markActive();
}

function markActive() {
  [...found.children].forEach((item, number) => item.setAttribute("aria-selected", number === active));
  searchBox.setAttribute("aria-expanded", !found.hidden);
  if (active >= 0) searchBox.setAttribute("aria-activedescendant", `found-${active}`);
  else searchBox.removeAttribute("aria-activedescendant");
}

function choose(number) {
  const node = offered[number];
  if (!node) return data.server && searchBox.value.trim() ? askFor(searchBox.value.trim()) : undefined;
  searchBox.value = "";
  found.hidden = true;
  markActive();
  panel.focus({ preventScroll: true });
  return select(node.id, true);
}

searchBox.addEventListener("input", complete);
searchBox.addEventListener("blur", () => { found.hidden = true; markActive(); });
searchBox.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && offered.length) {
    active = (active + step + offered.length) % offered.length;
    markActive();
  } else if (event.key === "Enter") choose(active);
  else if (event.key === "Escape") { searchBox.value = ""; complete(); searchBox.blur(); }
  else return;
  event.preventDefault();
});
