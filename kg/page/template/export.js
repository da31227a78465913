// The picture as it stands as PNG or SVG, and what is selected, or in the picture, as Turtle.

const exportButton = document.getElementById("export");
const exportMenu = document.getElementById("export-menu");

function paint(ctx, width, height, density) {
  const [scale, middle] = [network.getScale(), network.getViewPosition()];
  ctx.fillStyle = theme.paper;
  ctx.fillRect(0, 0, width * density, height * density);
  ctx.save();
  ctx.translate((width * density) / 2, (height * density) / 2);
  ctx.scale(scale * density, scale * density);
  ctx.translate(-middle.x, -middle.y);
  drawPicture(ctx, scale);
  ctx.restore();
}

function drawPicture(ctx, scale) {
  pictureScale = scale;
  const order = (id) => (lit !== null && lit.has(id) ? 1 : 0);
  const drawn = shown.edges.map((edge) => network.body.edges[edge.id]).filter(Boolean);
  for (const edge of drawn) { ctx.save(); edge.drawArrows(ctx); edge.draw(ctx); ctx.restore(); }
  for (const id of [...shown.ids].sort((a, b) => order(a) - order(b) || a - b)) { ctx.save(); network.body.nodes[id].draw(ctx); ctx.restore(); }
  drawLabels(ctx, scale);
}

function exportPng() {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [stage.clientWidth * 2, stage.clientHeight * 2];
  paint(canvas.getContext("2d"), stage.clientWidth, stage.clientHeight, 2);
  canvas.toBlob((blob) => save(blob, "png"));
}

function exportSvg() {
  const [width, height] = [stage.clientWidth, stage.clientHeight];
  const svg = new SvgContext(width, height, document.createElement("canvas").getContext("2d"));
  paint(svg, width, height, 1);
  save(new Blob([svg.toString()], { type: "image/svg+xml" }), "svg");
}

function exportTurtle() {
  save(new Blob([turtleOf(chosenIds())], { type: "text/turtle" }), "ttl");
}

// The selected node with its own events and all in them; without a selection, what is in the picture.
function chosenIds() {
  if (state.selected === null) return new Set([...shown.ids, ...shown.edges.flatMap((edge) => edge.events || [])]);
  const own = nodeOf.get(state.selected).type === "entity" ? eventsOf(state.selected).filter((event) => passing.has(event.id)) : [nodeOf.get(state.selected)];
  return new Set([state.selected, ...own.flatMap((event) => [event.id, ...rolesOf(event.id).map((link) => link.other)])]);
}

function save(blob, ending) {
  const address = URL.createObjectURL(blob);
  const name = plain(state.selected === null ? data.title : nodeOf.get(state.selected).label).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "network";
  const link = element("a", { href: address, download: `${name}.${ending}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  say(`Saved ${name}.${ending}`);
}

function toggleMenu(open) {
  exportMenu.hidden = !open;
  exportButton.setAttribute("aria-expanded", open);
  if (open) exportMenu.querySelector("button").focus();
}

function wireExport() {
  exportButton.append(icon("save"));
  exportButton.onclick = () => toggleMenu(exportMenu.hidden);
  for (const [id, act] of [["export-png", exportPng], ["export-svg", exportSvg], ["export-turtle", exportTurtle]]) {
    document.getElementById(id).onclick = () => { toggleMenu(false); exportButton.focus(); act(); };
  }
  document.addEventListener("pointerdown", (event) => { if (!exportMenu.hidden && !event.target.closest(".menu")) toggleMenu(false); });
  exportMenu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.stopPropagation(); toggleMenu(false); exportButton.focus(); }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const items = [...exportMenu.querySelectorAll("button")];
    items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
  });
}
