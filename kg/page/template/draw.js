// How nodes and edges look. vis-network calls `drawNode` for each node of shape "custom"; edges are its own, their words
// and the entities' names are in labels.js.

const theme = {};
const paths = Object.fromEntries(Object.entries(ICONS).map(([name, path]) => [name, Object.assign(new Path2D(path), { source: path })]));
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const SERIF = 'Georgia, "Times New Roman", serif';

const MAX_DASHED = 1200; // edges: where there are more they are seen from so far that dashes are dust, and slow to draw

// Ids at full strength while something is selected or hovered; null: all of them.
let lit = null;
let pictureScale = 1; // of what is being drawn: below some scale words on nodes are too small to read

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "ink", "muted", "faint", "line", "disc", "disc-ink", "accent"]) {
    theme[name] = style.getPropertyValue(`--${name}`).trim();
  }
  tints.clear();
}

const tints = new Map();
function mix(colour, share) {
  const key = `${colour} ${share}`;
  if (!tints.has(key)) {
    const parse = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    const [front, back] = [parse(colour), parse(theme.paper)];
    tints.set(key, `rgb(${front.map((value, i) => Math.round(value * share + back[i] * (1 - share))).join(" ")})`);
  }
  return tints.get(key);
}

// Claims are dashed; what may or will be is dotted; a claim of what may be is both. Denied and negative are struck.
// Where several reports tell of one happening, how they tell it together.
function lookOf(reports) {
  const [open, claimed, struck, disputed] = mannerOf(reports);
  const dashes = open && claimed ? [7, 3, 1.5, 3] : open ? [1.5, 3] : claimed ? [6, 4] : [];
  return { dashes, struck, disputed };
}
const currentLook = (event) => lookOf(passing.get(event.id) || event.reports);

function renderer({ ctx, id, x, y, state: { selected, hover } }) {
  const node = nodeOf.get(id);
  const draw = { entity: drawEntity, event: drawEvent, quotation: drawQuotation }[node.type];
  return {
    drawNode() {
      ctx.save();
      ctx.globalAlpha = lit === null || lit.has(id) ? 1 : 0.13;
      draw(ctx, node, x, y, selected, hover);
      ctx.restore();
    },
    nodeDimensions: { width: node.width, height: node.height },
  };
}

function drawIcon(ctx, name, x, y, size, colour) {
  ctx.save();
  ctx.translate(x - size / 2, y - size / 2);
  ctx.scale(size / 16, size / 16);
  ctx.fillStyle = colour;
  ctx.fill(paths[name], "evenodd");
  ctx.restore();
}

// Known by name: a full disc. Known by description only ("Israeli negotiators"): a ring.
function drawEntity(ctx, node, x, y, selected, hover) {
  const radius = node.width / 2;
  const named = !node.iri.includes("#entity=") && node.kind !== "thing";
  halo(ctx, selected, hover, () => ctx.arc(x, y, radius + 4, 0, 2 * Math.PI));
  ctx.beginPath();
  ctx.arc(x, y, radius - 1, 0, 2 * Math.PI);
  ctx.fillStyle = named ? theme.disc : theme.paper;
  ctx.fill();
  ctx.lineWidth = 2;
  ctx.strokeStyle = theme.disc;
  ctx.stroke();
  drawIcon(ctx, KINDS[node.kind].icon, x, y, radius * 1.05, named ? theme["disc-ink"] : theme.disc);
}

function outlined(ctx, text, x, y, width = 4) {
  ctx.lineWidth = width;
  ctx.lineJoin = "round";
  ctx.strokeStyle = theme.paper;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = theme.ink;
  ctx.fillText(text, x, y);
}

function halo(ctx, selected, hover, trace) {
  if (!selected && !hover) return;
  ctx.beginPath();
  trace();
  ctx.fillStyle = theme.accent;
  ctx.globalAlpha *= selected ? 0.5 : 0.25;
  ctx.fill();
  ctx.globalAlpha /= selected ? 0.5 : 0.25;
}

function drawEvent(ctx, node, x, y, selected, hover) {
  const [left, top] = [x - node.width / 2, y - node.height / 2];
  const colour = colourOf(node.family);
  halo(ctx, selected, hover, () => ctx.roundRect(left - 4, top - 4, node.width + 8, node.height + 8, node.height / 2 + 4));
  ctx.beginPath();
  ctx.roundRect(left + 0.75, top + 0.75, node.width - 1.5, node.height - 1.5, node.height / 2);
  ctx.fillStyle = mix(colour, 0.15);
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = colour;
  const { dashes, struck, disputed } = currentLook(node);
  ctx.setLineDash(dashes);
  ctx.lineCap = dashes[0] < 2 ? "round" : "butt";
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.arc(left + node.height / 2, y, node.height / 2 - 4, 0, 2 * Math.PI);
  ctx.fillStyle = colour;
  ctx.fill();
  drawIcon(ctx, familyOf(node.family).icon, left + node.height / 2, y, 12, theme.paper);
  if (pictureScale < 0.4) return;
  ctx.font = `500 13px ${FONT}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillStyle = theme.ink;
  const begin = left + node.height + 2;
  ctx.fillText(node.lines[0], begin, y + 0.5);
  if (struck) strike(ctx, begin - 2, y + 1, ctx.measureText(node.lines[0]).width + 4);
  if (node.reports.length > 1) drawCount(ctx, left + node.width - 17, y, (passing.get(node.id) || []).length, disputed, colour);
}

// How many reports tell of it; where some deny what others say, the number stands in a barred box.
function drawCount(ctx, x, y, count, disputed, colour) {
  ctx.beginPath();
  ctx.roundRect(x - 12, y - 9, 24, 18, disputed ? 3 : 9);
  ctx.fillStyle = disputed ? theme.paper : colour;
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = colour;
  ctx.stroke();
  ctx.font = `700 11px ${FONT}`;
  ctx.textAlign = "center";
  ctx.fillStyle = disputed ? theme.ink : theme.paper;
  ctx.fillText(disputed ? `${count}?` : `×${count}`, x, y + 0.5);
}

function strike(ctx, x, y, width) {
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + width, y);
  ctx.lineWidth = 1.75;
  ctx.strokeStyle = theme.ink;
  ctx.stroke();
}

function drawQuotation(ctx, node, x, y, selected, hover) {
  const [left, top] = [x - node.width / 2, y - node.height / 2];
  halo(ctx, selected, hover, () => ctx.roundRect(left - 4, top - 4, node.width + 8, node.height + 8, 8));
  ctx.beginPath();
  ctx.roundRect(left, top, node.width, node.height, 5);
  ctx.fillStyle = mix(theme.ink, 0.05);
  ctx.fill();
  ctx.fillStyle = colourOf("Communication");
  ctx.fillRect(left, top + 4, 3, node.height - 8);
  if (pictureScale < 0.4) return;
  ctx.font = `italic 13px ${SERIF}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillStyle = theme.ink;
  node.lines.forEach((line, number) => ctx.fillText(line, left + 13, top + 16 + 17 * number));
}

// An edge as vis-network wants it. An actor's arrow points into the event and all others out of it, so that a path
// reads as the sentence does: Witkoff -> accuses -> Hamas. It is as thick as the number of sources that say so.
function edgeLook(edge, curve) {
  const event = nodeOf.get(edge.kind === "short" ? edge.events[0] : edge.from);
  const isEvent = event.type === "event";
  const colour = isEvent ? colourOf(event.family) : theme.muted;
  const on = isLit(edge);
  const quiet = isFact(edge);
  const reports = reportsOf(edge);
  const { dashes } = isEvent ? lookOf(reports.length ? reports : event.reports) : { dashes: [] };
  const isActor = edge.label === "actor" && edge.kind === "role";
  const width = quiet ? 1 : (edge.kind === "short" ? 1.5 : 1.3) + Math.min(6, 1.5 * Math.log2(Math.max(1, independent(reports))));
  const arrow = { enabled: true, scaleFactor: quiet ? 0.4 : 0.75 / Math.sqrt(width), type: quiet ? "vee" : "arrow" };
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    arrows: isActor ? { from: arrow, to: { enabled: false } } : { to: arrow, from: { enabled: false } },
    color: { color: quiet ? theme.faint : colour, opacity: on ? (quiet ? 0.9 : 0.65) : 0.07 },
    dashes: shown.edges.length > MAX_DASHED ? false : quiet ? [2, 4] : dashes.length ? dashes : false,
    width,
    smooth: curve === 0 ? false : { enabled: true, type: curve > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(curve) },
  };
}

const isLit = (edge) => lit === null || (lit.has(edge.from) && lit.has(edge.to));

// Edges between the same two nodes bend away from each other.
function edgeLooks(edges) {
  const pairs = new Map();
  for (const edge of edges) {
    const key = [Math.min(edge.from, edge.to), Math.max(edge.from, edge.to)].join(" ");
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(edge);
  }
  const looks = [];
  for (const parallel of pairs.values()) {
    parallel.forEach((edge, number) => {
      const bend = (number - (parallel.length - 1) / 2) * Math.min(0.28, 1 / parallel.length);
      looks.push(edgeLook(edge, edge.from < edge.to ? bend : -bend));
    });
  }
  return looks;
}

// A disc's border is round; vis-network takes every custom shape for a box.
function shapeBorders() {
  for (const [id, made] of Object.entries(network.body.nodes)) {
    const node = nodeOf.get(Number(id));
    if (node === undefined || !made.shape || made.shape.isShaped) continue;
    made.shape.isShaped = true;
    made.shape.customSizeWidth = node.width;
    made.shape.customSizeHeight = node.height;
    made.shape.width = undefined;
    if (node.type === "entity") made.shape.distanceToBorder = () => node.width / 2 + 3;
  }
}
