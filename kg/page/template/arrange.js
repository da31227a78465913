// New places for a small part of the network, so that it can be read on its own: the layout of kg/page/layout.py (stress
// majorisation, then boxes push each other away), which starts from where the nodes stand, so that the eye can follow.

const GAP = 16;
const MAX_ARRANGED = 220;

function boxOf(id) {
  const node = nodeOf.get(id);
  if (node.type !== "entity") return { width: node.width, height: node.height, below: 0 };
  const label = Math.max(...node.lines.map((line) => line.length * 7.3));
  return { width: Math.max(node.width, label), height: node.height, below: 6 + 16 * node.lines.length };
}

function arrange(ids, edges, positions) {
  if (ids.length < 2 || ids.length > MAX_ARRANGED) return positions;
  const order = [...ids].sort((a, b) => a - b);
  const index = new Map(order.map((id, number) => [id, number]));
  const places = order.map((id, i) => {
    const { x, y } = positions.get(id);
    return { x: x * 0.4 + Math.cos(i) , y: y * 0.4 + Math.sin(i) };
  });
  const boxes = order.map(boxOf);
  majorise(places, wantedDistances(order, index, edges, boxes));
  separate(places, boxes);
  return new Map(order.map((id, i) => [id, { x: Math.round(places[i].x), y: Math.round(places[i].y) }]));
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
