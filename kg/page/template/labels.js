// Names of entities and words on edges, placed so that none lies on another, on a node or, where that can be had, on a
// line's end. The places hold for a scale: they are found anew when it changes, and not with every picture.

const NAME = 13;
const WORD = 11.5;
const READABLE_SCALE = 0.62; // below it names are drawn larger than the rest, as many as find room
const MAX_FAR = 150; // names that are tried from afar, those with most links first
const SPEAKING = { verb: 0.5, role: 0.75, plain: 0.95 }; // the scales from which edges have words: the arrow tells actor and target
let labels = { key: "", placed: [] };
let revision = 0; // of the picture: positions, filters, what is lit

class Boxes {
  constructor(size) { Object.assign(this, { size, cells: new Map() }); }
  *around({ x, y, width, height }) {
    const at = (value) => Math.floor(value / this.size);
    for (let i = at(x - width / 2); i <= at(x + width / 2); i++) for (let j = at(y - height / 2); j <= at(y + height / 2); j++) yield `${i} ${j}`;
  }
  add(box) {
    for (const key of this.around(box)) this.cells.set(key, [...(this.cells.get(key) || []), box]);
  }
  meets(box) {
    for (const key of this.around(box)) if ((this.cells.get(key) || []).some((other) => meet(box, other))) return true;
    return false;
  }
}
const meet = (a, b) => Math.abs(a.x - b.x) * 2 < a.width + b.width - 1 && Math.abs(a.y - b.y) * 2 < a.height + b.height - 1;

function drawLabels(ctx, scale) {
  const step = Math.round(Math.log2(scale) * 6);
  const key = `${revision} ${step}`;
  if (labels.key !== key) labels = { key, placed: placeLabels(ctx, scale) };
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const label of labels.placed) {
    ctx.font = label.font;
    ctx.globalAlpha = label.dim ? 0.13 : 1;
    label.lines.forEach((line, number) => outlined(ctx, line, label.x, label.y + (number - (label.lines.length - 1) / 2) * label.height, label.halo));
    if (label.struck) strike(ctx, label.x - label.width / 2, label.y + label.height * 0.08, label.width);
  }
  ctx.globalAlpha = 1;
}

function placeLabels(ctx, scale) {
  const taken = new Boxes(Math.max(140, 80 / scale));
  const at = network.getPositions([...shown.ids]);
  for (const id of shown.ids) taken.add({ ...at[id], width: nodeOf.get(id).width, height: nodeOf.get(id).height });
  ctx.save();
  const placed = [...names(ctx, scale, at, taken), ...edgeWords(ctx, scale, at, taken)];
  ctx.restore();
  return placed;
}

function names(ctx, scale, at, taken) {
  const far = scale < READABLE_SCALE;
  const here = [...shown.ids].filter((id) => nodeOf.get(id).type === "entity");
  const first = (id) => (id === state.selected ? 2 : lit && lit.has(id) ? 1 : 0);
  here.sort((a, b) => first(b) - first(a) || links.get(b).length - links.get(a).length || a - b);
  const placed = [];
  for (const id of far ? here.slice(0, MAX_FAR) : here) {
    if (far && lit && !lit.has(id)) continue;
    const label = far ? nameAt(ctx, id, (scale > 0.4 ? 11 : 12) / scale, at, taken, placed.length > 12) || (scale > 0.45 && nameAt(ctx, id, NAME, at, taken)) : nameAt(ctx, id, NAME, at, taken, false, true);
    if (label) placed.push({ ...label, dim: lit !== null && !lit.has(id) });
  }
  return placed;
}

function nameAt(ctx, id, size, at, taken, isShort = false, always = false) {
  const node = nodeOf.get(id);
  const lines = isShort && node.lines.length > 1 ? [`${node.lines[0]}…`] : node.lines;
  const height = size * 1.22;
  ctx.font = `600 ${size}px ${FONT}`;
  const box = { width: Math.max(...lines.map((line) => ctx.measureText(line).width)) + 4, height: height * lines.length };
  const room = roomFor({ ...at[id], width: node.width, height: node.height }, box, taken, always);
  if (room) taken.add(room);
  return room && { ...room, lines, font: ctx.font, height, halo: size * 0.3 };
}

// Below, above or beside the disc; near by, a name without room stands below it all the same.
function roomFor(disc, { width, height }, taken, always) {
  const [down, across] = [(disc.height + height) / 2 + 4, (disc.width + width) / 2 + 4];
  const places = [[0, down], [across, 0], [-across, 0], [0, -down]].map(([dx, dy]) => ({ x: disc.x + dx, y: disc.y + dy, width, height }));
  const free = places.filter((place) => !taken.meets(place));
  const here = inPicture(disc) ? free.filter(inPicture) : free;
  return here[0] || (always ? places[0] : null);
}

// Whether a box is whole in what is seen now.
function inPicture({ x, y, width, height }) {
  const { x: left, y: top } = network.DOMtoCanvas({ x: 0, y: 0 });
  const { x: right, y: bottom } = network.DOMtoCanvas({ x: stage.clientWidth, y: stage.clientHeight });
  return x - width / 2 >= left && x + width / 2 <= right && y - height / 2 >= top && y + height / 2 <= bottom;
}

// The word of an edge stands where there is room on it, nearest to its middle; without room it waits for a closer look.
function edgeWords(ctx, scale, at, taken) {
  const placed = [];
  const inOrder = shown.edges.filter((edge) => !isFact(edge) && isLit(edge) && scale >= SPEAKING[wordKind(edge)]).sort((a, b) => weightOf(b) - weightOf(a));
  for (const edge of inOrder) {
    const isVerb = edge.kind === "short";
    const size = isVerb ? NAME : WORD;
    const font = `${isVerb ? 500 : 400} ${size}px ${FONT}`;
    ctx.font = font;
    const box = { width: ctx.measureText(edge.label).width + 4, height: size * 1.2 };
    const room = roomOn(edge, box, at, taken);
    if (!room) continue;
    taken.add(room);
    placed.push({ ...room, lines: [edge.label], font, height: box.height, halo: 4, dim: false, struck: isVerb && lookOf(reportsOf(edge)).struck });
  }
  return placed;
}

const wordKind = (edge) => (edge.kind === "short" ? "verb" : edge.label === "actor" || edge.label === "target" ? "plain" : "role");
const weightOf = (edge) => ({ verb: 2, role: 1, plain: 0 })[wordKind(edge)] + (edge.events || []).length;

function roomOn(edge, box, at, taken) {
  const drawn = network.body.edges[edge.id];
  if (!drawn || edge.from === edge.to) return null;
  const via = drawn.edgeType.getViaNode();
  for (const share of [0.5, 0.43, 0.57, 0.36, 0.64, 0.29, 0.71]) {
    const place = { ...drawn.edgeType.getPoint(share, via), ...box };
    if (!taken.meets(place)) return place;
  }
  return null;
}
