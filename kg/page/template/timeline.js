// The timeline: how many events each day has, and a brush over the days: drag to choose a range, drag the range to move
// it, or set its two ends by the sliders.

const timeline = document.getElementById("timeline");
const DAY = 86400000;
const MAX_BARS = 120;

const dayNumber = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / DAY);
const dayOf = (number) => new Date(number * DAY).toISOString().slice(0, 10);

let span = null; // first and last day (numbers), days a bar, number of bars, and what the brush moves

function buildTimeline() {
  const dated = events.filter((event) => event.begin && event.begin.length === 10);
  const numbers = dated.map((event) => dayNumber(event.begin)).filter(Number.isFinite).sort((a, b) => a - b);
  timeline.hidden = new Set(numbers).size < 2;
  if (timeline.hidden) return;
  // A few events far from the others (a war of 1967) would press all days into one bar: they stand in the first or last.
  const [first, last] = [0.01, 0.99].map((share) => numbers[Math.round(share * (numbers.length - 1))]);
  const width = Math.max(1, Math.ceil((last - first + 1) / MAX_BARS));
  span = { first, last, width, bars: Math.ceil((last - first + 1) / width), all: [numbers[0], numbers[numbers.length - 1]] };
  const counts = new Array(span.bars).fill(0);
  for (const number of numbers) counts[barOfDay(number)]++;
  const most = Math.max(...counts);
  span.label = element("output", {});
  span.strip = element("div", { className: "bars", "aria-hidden": "true" }, ...counts.map((count, bar) => barOf(count, most, span.first + bar * width, width)));
  const handle = (name, value) => element("input", { type: "range", min: 0, max: span.bars - 1, value, "aria-label": name, oninput: () => { showRange(); update(); } });
  const known = (day, otherwise) => (day === null ? otherwise : barOfDay(dayNumber(day)));
  [span.from, span.to] = [handle("First day", known(state.from, 0)), handle("Last day", known(state.to, span.bars - 1))];
  span.brush = element("div", { className: "brush", "aria-hidden": "true" });
  span.strip.append(span.brush);
  const box = element("div", { className: "strip" }, span.strip, span.from, span.to);
  const whole = element("button", { className: "link", id: "whole-time", textContent: "All days", onclick: () => { setRange(0, span.bars - 1); update(); } });
  timeline.replaceChildren(box, element("div", { className: "range-text" }, span.label, whole));
  wireBrush();
  showRange();
}

const barOfDay = (number) => Math.min(span.bars - 1, Math.max(0, Math.floor((number - span.first) / span.width)));

function setRange(a, b) {
  [span.from.value, span.to.value] = [a, b];
  showRange();
}

function showRange() {
  const { first, last, width, bars, from, to, all } = span;
  const [a, b] = [Number(from.value), Number(to.value)].sort((x, y) => x - y);
  const whole = a === 0 && b === bars - 1;
  const ends = [a === 0 ? Math.min(first, all[0]) : first + a * width, b === bars - 1 ? Math.max(last, all[1]) : first + (b + 1) * width - 1];
  [state.from, state.to] = whole ? [null, null] : ends.map(dayOf);
  span.label.textContent = dayRange(...ends.map(dayOf));
  document.getElementById("whole-time")?.toggleAttribute("hidden", whole);
  [...span.strip.querySelectorAll(".bar")].forEach((bar, number) => bar.classList.toggle("out", number < a || number > b));
  span.brush.style.left = `${(100 * a) / bars}%`;
  span.brush.style.width = `${(100 * (b - a + 1)) / bars}%`;
  for (const input of [from, to]) input.setAttribute("aria-valuetext", dayText(dayOf(first + Number(input.value) * width)));
}

function barOf(count, most, day, width) {
  const bar = element("span", { className: "bar", title: `${dayRange(dayOf(day), dayOf(day + width - 1))}: ${plural(count, "event")}` });
  bar.style.height = `${count ? Math.max(8, Math.round((100 * count) / most)) : 0}%`;
  return bar;
}

// Outside the range, or where everything is in it, a drag chooses a new one; inside, it moves the range.
function wireBrush() {
  const { strip, bars } = span;
  const at = (event) => {
    const { left, width } = strip.getBoundingClientRect();
    return Math.min(bars - 1, Math.max(0, Math.floor((bars * (event.clientX - left)) / width)));
  };
  strip.onpointerdown = (down) => {
    const begin = at(down);
    const [a, b] = [Number(span.from.value), Number(span.to.value)].sort((x, y) => x - y);
    const moves = begin >= a && begin <= b && b - a < bars - 1;
    strip.setPointerCapture(down.pointerId);
    const drag = (event) => {
      const here = at(event);
      const shift = Math.min(bars - 1 - b, Math.max(-a, here - begin));
      if (moves) setRange(a + shift, b + shift);
      else setRange(Math.min(begin, here), Math.max(begin, here));
      update();
    };
    strip.onpointermove = drag;
    strip.onpointerup = strip.onpointercancel = () => { strip.onpointermove = null; };
    if (!moves) drag(down);
  };
}
