// New places for a small part of the network, so that it can be read on its own: the layout of kg/page/layout.py (stress
// majorisation, then boxes push each other away), which starts from where the nodes stand, so that the eye can follow.

const GAP = 16;
const MAX_ARRANGED = 220;
const MAX_PART = 120;

function boxOf(id) {
  const node = nodeOf.get(id);
  if (node.type !== "entity") return { width: node.width, height: node.height, below: 0 };
  const label = Math.max(...node.lines.map((line) => line.length * 8.2));
  return { width: Math.max(node.width, label), height: node.height, below: 6 + 16 * node.lines.length };
}

function arrange(ids, links, positions) {
  if (ids.length > MAX_ARRANGED) return arrangeParts(ids, links);
  if (ids.length < 2) return new Map(ids.map((id) => [id, positions.get(id) || { x: 0, y: 0 }]));
  const order = [...ids].sort((a, b) => a - b);
  const index = new Map(order.map((id, number) => [id, number]));
  const places = order.map((id, i) => {
    const { x, y } = positions.get(id) || spiral(i);
    return { x: x * 0.4 + Math.cos(i), y: y * 0.4 + Math.sin(i) };
  });
  const boxes = order.map(boxOf);
  majorise(places, wantedDistances(order, index, links, boxes));
  separate(places, boxes);
  return new Map(order.map((id, i) => [id, { x: Math.round(places[i].x), y: Math.round(places[i].y) }]));
}

const spiral = (i) => ({ x: 60 * Math.sqrt(i) * Math.cos(2.4 * i), y: 60 * Math.sqrt(i) * Math.sin(2.4 * i) });

// Many nodes: each community on its own, then beside each other in rows, the largest first.
function arrangeParts(ids, edges) {
  const around = new Map(ids.map((id) => [id, []]));
  for (const { from, to } of edges) if (from !== to) { around.get(from).push(to); around.get(to).push(from); }
  const parts = gathered(communities(ids, around), around);
  const home = new Map(parts.flatMap((part, number) => part.map((id) => [id, number])));
  const own = parts.map(() => []);
  for (const edge of edges) if (home.get(edge.from) === home.get(edge.to)) own[home.get(edge.from)].push(edge);
  return packed(parts.map((part, number) => (part.length > MAX_PART || !own[number].length ? rowsOf(part) : arrange(part, own[number], new Map()))));
}

// Nodes gather around those with most links, one step after the other, until a community is as large as can be read.
function communities(ids, around) {
  const free = new Set(ids);
  const parts = [];
  for (const hub of [...ids].sort((a, b) => around.get(b).length - around.get(a).length || a - b)) {
    if (!free.has(hub)) continue;
    const part = [hub];
    free.delete(hub);
    for (let at = 0; at < part.length && part.length < MAX_PART; at++) {
      for (const next of around.get(part[at])) if (free.has(next) && part.length < MAX_PART) { free.delete(next); part.push(next); }
    }
    parts.push(part.sort((a, b) => a - b));
  }
  return parts;
}

// What found no room in the community it belongs to stands in rows of its own, right after it.
function gathered(parts, around) {
  const [large, small] = [parts.filter((part) => part.length > 4), parts.filter((part) => part.length <= 4)];
  const home = new Map(large.flatMap((part, number) => part.map((id) => [id, number])));
  const rest = large.map(() => []);
  const alone = [];
  for (const part of small) {
    const beside = part.flatMap((id) => around.get(id)).map((id) => home.get(id)).find((number) => number !== undefined);
    if (beside === undefined) alone.push(part);
    else rest[beside].push(...part);
  }
  return [...large.flatMap((part, number) => (rest[number].length ? [part, rest[number]] : [part])), ...alone];
}

function packed(drawings) {
  const sizes = drawings.map(boundsOf);
  const limit = Math.sqrt(sizes.reduce((sum, { width, height }) => sum + width * height, 0) * 1.5);
  const places = new Map();
  let [x, y, tall] = [0, 0, 0];
  drawings.forEach((drawing, number) => {
    const { left, top, width, height } = sizes[number];
    if (x && x + width > limit) [x, y, tall] = [0, y + tall, 0];
    for (const [id, at] of drawing) places.set(id, { x: Math.round(at.x - left + x), y: Math.round(at.y - top + y) });
    x += width;
    tall = Math.max(tall, height);
  });
  return places;
}

function rowsOf(ids) {
  const widths = ids.map((id) => boxOf(id).width + 24);
  const limit = Math.max(...widths, Math.sqrt(widths.reduce((sum, width) => sum + width * 70, 0) * 1.3));
  const places = new Map();
  let [x, y] = [0, 0];
  ids.forEach((id, number) => {
    if (x && x + widths[number] > limit) [x, y] = [0, y + 70];
    places.set(id, { x: Math.round(x + widths[number] / 2), y });
    x += widths[number];
  });
  return places;
}

function boundsOf(drawing) {
  const ends = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [id, { x, y }] of drawing) {
    const { width, height, below } = boxOf(id);
    ends[0] = Math.min(ends[0], x - width / 2);
    ends[1] = Math.min(ends[1], y - height / 2);
    ends[2] = Math.max(ends[2], x + width / 2);
    ends[3] = Math.max(ends[3], y + height / 2 + below);
  }
  return { left: ends[0] - 40, top: ends[1] - 40, width: ends[2] - ends[0] + 80, height: ends[3] - ends[1] + 80 };
}

function wantedDistances(order, index, edges, boxes) {
  const size = order.length;
  const distances = order.map((_, i) => order.map((_, j) => (i === j ? 0 : Infinity)));
  const degree = new Array(size).fill(0);
  for (const edge of edges) {
    degree[index.get(edge.from)]++;
    degree[index.get(edge.to)]++;
  }
  for (const edge of edges) {
    const [u, v] = [index.get(edge.from), index.get(edge.to)];
    if (u === v) continue;
    const crowd = 1 + 0.12 * Math.sqrt(Math.max(degree[u], degree[v]) - 1);
    const length = ((state.view === "actors" ? 90 : 70) + (boxes[u].width + boxes[u].height + boxes[v].width + boxes[v].height) / 4) * crowd;
    distances[u][v] = distances[v][u] = length;
  }
  for (let k = 0; k < size; k++)
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) distances[i][j] = Math.min(distances[i][j], distances[i][k] + distances[k][j]);
  const far = 1.3 * Math.max(...distances.flat().filter(Number.isFinite), 200);
  return distances.map((row) => row.map((distance) => (Number.isFinite(distance) ? distance : far)));
}

function majorise(places, distances) {
  for (let round = 0; round < 60; round++) {
    for (let i = 0; i < places.length; i++) {
      let [x, y, total] = [0, 0, 0];
      for (let j = 0; j < places.length; j++) {
        if (i === j) continue;
        const weight = 1 / distances[i][j] ** 2;
        const [dx, dy] = [places[i].x - places[j].x, places[i].y - places[j].y];
        const ratio = distances[i][j] / Math.max(Math.hypot(dx, dy), 1e-6);
        x += weight * (places[j].x + dx * ratio);
        y += weight * (places[j].y + dy * ratio);
        total += weight;
      }
      places[i] = { x: x / total, y: y / total };
    }
  }
}

function separate(places, boxes) {
  for (let round = 0; round < 300; round++) {
    let touching = false;
    for (let i = 0; i < places.length; i++) {
      for (let j = 0; j < i; j++) {
        const [dx, dy] = [places[i].x - places[j].x, places[i].y + boxes[i].below / 2 - places[j].y - boxes[j].below / 2];
        const outX = (boxes[i].width + boxes[j].width) / 2 + GAP - Math.abs(dx);
        const outY = (boxes[i].height + boxes[i].below + boxes[j].height + boxes[j].below) / 2 + GAP - Math.abs(dy);
        if (outX <= 0.5 || outY <= 0.5) continue;
        touching = true;
        const [axis, push] = outX < outY ? ["x", (outX / 2) * (Math.sign(dx) || 1)] : ["y", (outY / 2) * (Math.sign(dy) || 1)];
        places[i][axis] += push;
        places[j][axis] -= push;
      }
    }
    if (!touching) return;
  }
}
