// Lists of publishers, speakers and articles that filter: all but those switched off, or only those chosen.

const MAX_ROWS = 40;

function sourceList(list, title, reports, open) {
  const counts = new Map();
  for (const report of reports) counts.set(LISTS[list](report), (counts.get(LISTS[list](report)) || 0) + 1);
  if (counts.size < 2) return null;
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || nameOf(list, a).localeCompare(nameOf(list, b)));
  const rows = element("div", { className: "rows" });
  const fill = (wanted) => rows.replaceChildren(...sourceRows(list, ranked, wanted));
  const box = element("input", { type: "search", placeholder: `Find in ${counts.size.toLocaleString("en")}`, "aria-label": `Find in ${title.toLowerCase()}`, oninput: () => fill(box.value) });
  fill("");
  const buttons = element("p", { className: "row" },
    element("button", { className: "link", textContent: "all", "aria-label": `All ${title.toLowerCase()}`, onclick: () => { everySource(list); fill(box.value); update(); } }),
    element("button", { className: "link", textContent: "none", "aria-label": `No ${title.toLowerCase()}`, onclick: () => { everySource(list); state.only[list] = new Set(); fill(box.value); update(); } }));
  const some = state.only[list] || [...state.off].some((key) => key.startsWith(`${list}:`));
  const details = element("details", { className: "list" }, element("summary", {}, element("span", { className: "name", textContent: title }), element("span", { className: "count", textContent: counts.size.toLocaleString("en") })), counts.size > 12 ? box : null, buttons, rows);
  details.dataset.list = list;
  details.open = open.has(list) || Boolean(some);
  return details;
}

function nameOf(list, key) {
  if (list !== "article") return key;
  const article = articles[articleOf.get(key)];
  return article ? article.title || lastPart(article.iri) : "an article";
}

function sourceRows(list, ranked, wanted) {
  const found = ranked.filter(([key]) => plain(nameOf(list, key)).includes(plain(wanted.trim())));
  const rows = found.slice(0, MAX_ROWS).map(([key, count]) => sourceRow(list, key, count));
  if (found.length > MAX_ROWS) rows.push(element("p", { className: "quiet", textContent: `and ${(found.length - MAX_ROWS).toLocaleString("en")} more` }));
  return rows;
}

function sourceRow(list, key, count) {
  const name = nameOf(list, key);
  const box = element("input", { type: "checkbox", checked: isOn(list, key), onchange: () => switchSource(list, key, box.checked) });
  box.dataset.key = `${list}:${key}`;
  const only = element("button", { className: "only link", textContent: "only", "aria-label": `Only ${name}`, onclick: () => { onlySource(list, key); } });
  return element("div", { className: "source" }, element("label", {}, box, element("span", { className: "name", dir: "auto", textContent: name, title: name }), element("span", { className: "count", textContent: count })), only);
}

function switchSource(list, key, on) {
  if (!state.only[list]) return setFilter(`${list}:${key}`, on);
  if (on) state.only[list].add(key);
  else state.only[list].delete(key);
  return update();
}

function onlySource(list, key) {
  everySource(list);
  state.only[list] = new Set([key]);
  buildLegend();
  update();
}

function everySource(list) {
  delete state.only[list];
  for (const key of [...state.off]) if (key.startsWith(`${list}:`)) state.off.delete(key);
}
