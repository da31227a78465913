// The address: a view can be kept as a bookmark and sent to somebody who has the same file.

function writeHash() {
  const said = new URLSearchParams();
  if (state.view !== "events") said.set("view", state.view);
  if (state.off.size) said.set("off", JSON.stringify([...state.off].sort()));
  const only = Object.entries(state.only).map(([list, keys]) => [list, [...keys].sort()]);
  if (only.length) said.set("only", JSON.stringify(Object.fromEntries(only.sort())));
  if (state.confidence) said.set("confidence", state.confidence);
  if (state.lone) said.set("lone", "1");
  if (state.from !== null) said.set("days", `${state.from}..${state.to}`);
  const steps = state.trail.filter((step) => !step.start && !(step.all && firstScope(state.view).all));
  if (steps.length) said.set("focus", JSON.stringify(steps.map((step) => (step.all ? "all" : [nodeOf.get(step.id).iri, step.steps]))));
  if (state.selected !== null) said.set("select", nodeOf.get(state.selected).iri);
  const hash = `#${said}`;
  if (hash !== (location.hash || "#") && location.protocol !== "about:") history.replaceState(null, "", hash === "#" ? location.pathname + location.search : hash);
}

function readHash() {
  const said = new URLSearchParams(location.hash.slice(1));
  if (said.get("view") === "actors") state.view = "actors";
  for (const key of listed(said.get("off"))) if (typeof key === "string") state.off.add(key);
  const only = parsed(said.get("only"));
  for (const list of Object.keys(LISTS)) if (only && Array.isArray(only[list])) state.only[list] = new Set(only[list].map(String));
  state.confidence = Math.min(100, Math.max(0, Math.round(Number(said.get("confidence")) || 0)));
  state.lone = said.has("lone");
  const days = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(said.get("days") || "");
  if (days && days.slice(1).every((day) => !Number.isNaN(Date.parse(day)))) [state.from, state.to] = [days[1], days[2]];
  if (idOf.has(said.get("select"))) state.selected = nodeOf.get(idOf.get(said.get("select"))).stands;
  const steps = listed(said.get("focus")).map((step) => {
    if (step === "all") return { all: true };
    if (!Array.isArray(step) || !idOf.has(step[0])) return null;
    return { id: nodeOf.get(idOf.get(step[0])).stands, steps: Math.min(3, Math.max(1, Math.round(Number(step[1])) || 1)) };
  });
  state.trail = [firstScope(state.view), ...steps.filter((step) => step !== null)];
}

function parsed(text) {
  try {
    return JSON.parse(text || "null");
  } catch {
    return null;
  }
}

function listed(text) {
  const value = parsed(text);
  return Array.isArray(value) ? value : [];
}
