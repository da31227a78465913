// The timeline: how many events each day has, and two handles that keep a range of days.

const timeline = document.getElementById("timeline");
const DAY = 86400000;
const MAX_BARS = 120;

const dayNumber = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / DAY);
const dayOf = (number) => new Date(number * DAY).toISOString().slice(0, 10);

function buildTimeline() {
  const dated = events.filter((event) => event.begin && event.begin.length === 10);
  const numbers = dated.map((event) => dayNumber(event.begin)).filter(Number.isFinite);
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  timeline.hidden = new Set(numbers).size < 2;
  if (timeline.hidden) return;
  const width = Math.max(1, Math.ceil((last - first + 1) / MAX_BARS)); // days a bar
  const bars = Math.ceil((last - first + 1) / width);
  const counts = new Array(bars).fill(0);
  for (const number of numbers) counts[Math.floor((number - first) / width)]++;
  const label = element("output", {});
  const strip = element("div", { className: "bars", "aria-hidden": "true" }, ...counts.map((count, bar) => barOf(count, Math.max(...counts), first + bar * width, width)));
  const handle = (name, value) => element("input", { type: "range", min: 0, max: bars - 1, value, "aria-label": name });
  const known = (day, otherwise) => (day === null ? otherwise : Math.min(bars - 1, Math.max(0, Math.floor((dayNumber(day) - first) / width))));
  const [from, to] = [handle("First day", known(state.from, 0)), handle("Last day", known(state.to, bars - 1))];
  const show = () => {
    const [a, b] = [Number(from.value), Number(to.value)].sort((x, y) => x - y);
    const whole = a === 0 && b === bars - 1;
    state.from = whole ? null : dayOf(first + a * width);
    state.to = whole ? null : dayOf(Math.min(last, first + (b + 1) * width - 1));
    label.textContent = whole ? dayRange(dayOf(first), dayOf(last)) : dayRange(state.from, state.to);
    [...strip.children].forEach((bar, number) => bar.classList.toggle("out", number < a || number > b));
    for (const input of [from, to]) input.setAttribute("aria-valuetext", dayText(dayOf(first + Number(input.value) * width)));
  };
  for (const input of [from, to]) input.addEventListener("input", () => { show(); update(); });
  timeline.replaceChildren(element("div", { className: "strip" }, strip, from, to), label);
  show();
}

function barOf(count, most, day, width) {
  const bar = element("span", { title: `${dayRange(dayOf(day), dayOf(day + width - 1))}: ${plural(count, "event")}` });
  bar.style.height = `${count ? Math.max(8, Math.round((100 * count) / most)) : 0}%`;
  return bar;
}
