// How nodes and edges look. vis-network calls `drawNode` for each node of shape "custom"; edges are its own.

const theme = {};
const paths = Object.fromEntries(Object.entries(ICONS).map(([name, path]) => [name, new Path2D(path)]));
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const SERIF = 'Georgia, "Times New Roman", serif';
const MAX_FLOATING = 48;
const READABLE_SCALE = 0.62; // below it words on nodes are too small: the largest labels float above the drawing instead

// Ids at full strength while something is selected or hovered; null: all of them.
let lit = null;

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
function dashesOf(event) {
  const open = event.factuality === "Possible" || event.factuality === "Future";
  if (open && event.claimed) return [7, 3, 1.5, 3];
  if (open) return [1.5, 3];
  return event.claimed ? [6, 4] : [];
}
const isStruck = (event) => event.polarity === "Negative" || event.factuality === "Denied";

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
  if (network.getScale() < READABLE_SCALE) return;
  ctx.font = `600 13px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  node.lines.forEach((line, number) => outlined(ctx, line, x, y + radius + 13 + 16 * number));
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
  const dashes = dashesOf(node);
  ctx.setLineDash(dashes);
  ctx.lineCap = dashes[0] < 2 ? "round" : "butt";
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.arc(left + node.height / 2, y, node.height / 2 - 4, 0, 2 * Math.PI);
  ctx.fillStyle = colour;
  ctx.fill();
  drawIcon(ctx, familyOf(node.family).icon, left + node.height / 2, y, 12, theme.paper);
  if (network.getScale() < 0.4) return;
  ctx.font = `500 13px ${FONT}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillStyle = theme.ink;
  const begin = left + node.height + 2;
  ctx.fillText(node.lines[0], begin, y + 0.5);
  if (isStruck(node)) strike(ctx, begin - 2, y + 1, ctx.measureText(node.lines[0]).width + 4);
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
  if (network.getScale() < 0.4) return;
  ctx.font = `italic 13px ${SERIF}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillStyle = theme.ink;
  node.lines.forEach((line, number) => ctx.fillText(line, left + 13, top + 16 + 17 * number));
}

// Far out, the names of those with most links stand beside their discs at a readable size, as many as find room: below,
// above or beside the disc, on no other disc or name, and on no event where that can be had.
function drawFloatingLabels(ctx, ids, positions) {
  const scale = network.getScale();
  if (scale >= READABLE_SCALE) return;
  const ranked = ids.filter((id) => nodeOf.get(id).type === "entity").sort((a, b) => links.get(b).length - links.get(a).length || a - b);
  const boxAt = (id) => ({ x: positions[id].x, y: positions[id].y, width: nodeOf.get(id).width, height: nodeOf.get(id).height });
  const fixed = ranked.map(boxAt);
  const soft = ids.filter((id) => nodeOf.get(id).type !== "entity").map(boxAt);
  ctx.save();
  const size = scale > 0.4 ? 10.5 : 12;
  ctx.font = `600 ${size / scale}px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const [topLeft, bottomRight] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: stage.clientWidth, y: stage.clientHeight })];
  const inside = ({ x, y, width, height }) => x - width / 2 > topLeft.x && x + width / 2 < bottomRight.x && y - height / 2 > topLeft.y && y + height / 2 < bottomRight.y;
  let left = MAX_FLOATING;
  for (const id of ranked) {
    if (left === 0) break;
    if (lit !== null && !lit.has(id)) continue;
    const text = nodeOf.get(id).lines[0];
    const room = roomFor(boxAt(id), ctx.measureText(text).width + 4 / scale, (size + 2) / scale, inside, fixed, soft);
    if (room === null) continue;
    left--;
    fixed.push(room);
    outlined(ctx, text, room.x, room.y, 3.5 / scale);
  }
  ctx.restore();
}

function roomFor(disc, width, height, inside, fixed, soft) {
  const [down, across] = [(disc.height + height) / 2, (disc.width + width) / 2];
  const places = [[0, down], [0, -down], [across, 0], [-across, 0]].map(([dx, dy]) => ({ x: disc.x + dx, y: disc.y + dy, width, height }));
  const free = places.filter((place) => inside(place) && !fixed.some((other) => meets(place, other)));
  return free.find((place) => !soft.some((other) => meets(place, other))) || free[0] || null;
}

const meets = (a, b) => Math.abs(a.x - b.x) * 2 < a.width + b.width - 2 && Math.abs(a.y - b.y) * 2 < a.height + b.height - 2;

// An edge as vis-network wants it. An actor's arrow points into the event and all others out of it, so that a path
// reads as the sentence does: Witkoff -> accuses -> Hamas.
function edgeLook(edge, curve) {
  const event = nodeOf.get(edge.kind === "short" ? edge.events[0] : edge.from);
  const isEvent = event.type === "event";
  const colour = isEvent ? colourOf(event.family) : theme.muted;
  const on = lit === null || (lit.has(edge.from) && lit.has(edge.to));
  const quiet = edge.kind === "affiliation" || edge.kind === "containment";
  const struck = edge.kind === "short" && isStruck(event);
  const isPlain = edge.kind === "role" && (edge.label === "actor" || edge.label === "target");
  const arrows = edge.label === "actor" && edge.kind === "role" ? { from: { enabled: true, scaleFactor: 0.5 }, to: { enabled: false } } : { to: { enabled: true, scaleFactor: 0.5 } };
  return {
    ...edge,
    arrows: quiet ? { to: { enabled: true, scaleFactor: 0.4, type: "vee" } } : arrows,
    color: { color: quiet ? theme.faint : colour, opacity: on ? (quiet ? 0.9 : 0.65) : 0.07 },
    dashes: quiet ? [2, 4] : isEvent && dashesOf(event).length ? dashesOf(event) : false,
    width: edge.kind === "short" ? 1.2 + Math.min(5, 1.3 * Math.log2(edge.events.length)) : quiet ? 1 : 1.4,
    label: !on || quiet ? " " : // vis-network keeps an old label where the new one is empty
      struck ? `not: ${edge.label}` : edge.label,
    font: {
      size: edge.kind === "short" ? 14 : 11.5, face: FONT, color: edge.kind === "short" ? theme.ink : theme.muted,
      strokeWidth: 4, strokeColor: theme.paper, align: edge.kind === "short" ? "horizontal" : "middle",
    },
    scaling: { label: { drawThreshold: isPlain || quiet ? 9 : 6.5 } }, // the arrow tells actor and target; other roles need their word sooner
    smooth: curve === 0 ? false : { enabled: true, type: curve > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(curve) },
  };
}

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
