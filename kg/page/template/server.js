// Where a server is behind the page, it loads what is around a node instead of having everything in it.

// The document of what is within some steps of a name, joined to what is known; without an answer the page goes on
// with what it has, and says so.
async function fetchAround(focus, steps) {
  const address = `${data.server}?${new URLSearchParams({ focus, steps })}`;
  try {
    const answer = await fetch(address, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error((await answer.text()).slice(0, 200) || answer.statusText);
    return receive(await answer.json());
  } catch (error) {
    notice(`The server did not answer: ${error.message}`);
    return null;
  }
}

function receive(doc) {
  if (doc.format !== data.format) throw new Error(`it speaks ${doc.format}`);
  const before = nodes.length;
  load(doc);
  if (nodes.length > before) { delete everywhere.events; delete everywhere.actors; buildLegend(); buildTimeline(); }
  return doc;
}

// A name that nothing loaded has.
async function askFor(name) {
  const doc = await fetchAround(name, 1);
  if (!doc) return;
  const found = doc.nodes.map((node) => nodeOf.get(idOf.get(node.iri))).filter((node) => [node.label, ...(node.aliases || [])].some((called) => plain(called) === plain(name)));
  const node = found.sort((a, b) => links.get(b.id).length - links.get(a.id).length)[0];
  searchBox.value = "";
  complete();
  if (node) focusOn(node.stands);
}

function notice(text) {
  const shownText = element("p", { className: "notice", role: "alert", textContent: text });
  document.getElementById("stage").append(shownText);
  setTimeout(() => shownText.remove(), 6000);
}
