"use strict";
// The search box offers names as one types; without this script, Enter searches all the same.
(() => {
  const wait = 150; // ms after the last key

  function wire(form) {
    const input = form.querySelector("input[name=q]");
    const list = form.querySelector(".found");
    let timer = 0;
    let asked = 0;
    let chosen = -1;
    list.id = `found-${Math.random().toString(36).slice(2)}`;
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) input.setAttribute(name, value);

    function show(results) {
      chosen = -1;
      list.replaceChildren(...results.slice(0, 10).map((found, number) => {
        const row = document.createElement("li");
        row.id = `${list.id}-${number}`;
        row.setAttribute("role", "option");
        row.dataset.page = found.page;
        const name = document.createElement("span");
        name.className = "name";
        name.dir = "auto";
        name.textContent = found.label;
        const note = document.createElement("span");
        note.className = "count";
        note.textContent = [found.kind, found.note].filter(Boolean).join(" · ");
        row.append(name, note);
        row.addEventListener("pointerdown", (event) => { event.preventDefault(); location.assign(found.page); });
        return row;
      }));
      list.hidden = results.length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
      input.removeAttribute("aria-activedescendant");
    }

    async function ask() {
      const words = input.value.trim();
      const number = ++asked;
      if (words.length < 2) return show([]);
      const answer = await fetch(`/search?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
      const found = answer.ok ? await answer.json() : { results: [] };
      if (number === asked) show(found.results);
    }

    function choose(step) {
      const rows = [...list.children];
      if (!rows.length) return;
      chosen = (chosen + step + rows.length) % rows.length;
      rows.forEach((row, number) => row.setAttribute("aria-selected", String(number === chosen)));
      input.setAttribute("aria-activedescendant", rows[chosen].id);
      rows[chosen].scrollIntoView({ block: "nearest" });
    }

    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => ask().catch(() => show([])), wait); });
    input.addEventListener("blur", () => show([]));
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") { event.preventDefault(); choose(1); }
      else if (event.key === "ArrowUp") { event.preventDefault(); choose(-1); }
      else if (event.key === "Escape") show([]);
      else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); location.assign(list.children[chosen].dataset.page); }
    });
  }

  document.querySelectorAll("form.search").forEach(wire);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.matches("input, textarea, select")) return;
    event.preventDefault();
    document.querySelector("form.search input").focus();
  });
})();
