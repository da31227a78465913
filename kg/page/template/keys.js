// Everything by keyboard: from node to node by the arrows, and a list of the keys.

const help = document.getElementById("help");
const announcer = document.getElementById("announcer");

const KEYS = [
  ["/", "search"],
  ["arrows", "go to the next node in that direction; with Shift, move the picture"],
  ["Enter", "look at the selected node's surroundings alone"],
  ["1 2 3", "so many steps around it"],
  ["Backspace", "back, one step of the trail"],
  ["Escape", "close what is open, then select nothing, then back"],
  ["+ −", "zoom"],
  ["f", "show all"],
  ["v", "events, or actors only"],
  ["?", "these keys"],
];
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// What changed, for those who listen.
function say(text) {
  announcer.textContent = text;
}

function nextNode([dx, dy]) {
  const at = network.getPositions([...shown.ids]);
  const here = state.selected !== null && at[state.selected] ? at[state.selected] : network.getViewPosition();
  let [best, least] = [null, Infinity];
  for (const id of shown.ids) {
    if (id === state.selected) continue;
    const [x, y] = [at[id].x - here.x, at[id].y - here.y];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (state.selected !== null && ahead <= 0) continue;
    const distance = state.selected === null ? Math.hypot(x, y) : ahead + 2.5 * aside;
    if (distance < least) [best, least] = [id, distance];
  }
  return best;
}

function onStageKey(event) {
  const arrow = ARROWS[event.key];
  if (arrow && event.shiftKey) {
    const { x, y } = network.getViewPosition();
    const step = 120 / network.getScale();
    network.moveTo({ position: { x: x + arrow[0] * step, y: y + arrow[1] * step }, animation: false });
  } else if (arrow) {
    const next = nextNode(arrow);
    if (next !== null) { select(next); bringIntoView(next); }
  } else if (event.key === "Enter" && state.selected !== null) focusOn(state.selected);
  else if (event.key === "Backspace" && state.trail.length > 1) go(state.trail.length - 2);
  else if ("123".includes(event.key) && scope().id !== undefined) focusOn(scope().id, Number(event.key));
  else return;
  event.preventDefault();
}

function bringIntoView(id) {
  const { x, y } = network.canvasToDOM(network.getPosition(id));
  const inside = x > 60 && y > 60 && x < stage.clientWidth - 60 && y < stage.clientHeight - 60;
  if (!inside) network.focus(id, { animation: motion() });
}

function onKey(event) {
  if (event.target.matches("input, textarea") || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const acts = { "/": () => searchBox.focus(), f: fit, v: () => setView(state.view === "events" ? "actors" : "events"), "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), "?": () => help.showModal(), Escape: escape };
  if (!acts[event.key]) return;
  event.preventDefault();
  acts[event.key]();
}

function escape() {
  if (state.selected !== null && scope().id !== state.selected) select(null);
  else if (state.trail.length > 1) go(state.trail.length - 2);
  else select(null);
}

function wireKeys() {
  const close = element("button", { className: "icon-button close", "aria-label": "Close", textContent: "×", onclick: () => help.close() });
  help.replaceChildren(element("div", { className: "title" }, close, element("h2", { textContent: "Keys" })), element("dl", {}, ...KEYS.flatMap(([key, does]) => [element("dt", {}, element("kbd", { textContent: key })), element("dd", { textContent: does })])));
  stage.addEventListener("keydown", onStageKey);
  document.addEventListener("keydown", onKey);
}
