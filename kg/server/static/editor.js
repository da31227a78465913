"use strict";
// The textarea of the query editor: keys that a writer of queries expects. The page works without.
(() => {
  const box = document.getElementById("query");
  if (!box) return;
  let leaves = false; // after Escape, Tab goes on to the next control

  // What is typed goes through the browser's own editing, so that it can be undone.
  function put(text, start, end) {
    box.setSelectionRange(start, end);
    if (!document.execCommand("insertText", false, text)) box.setRangeText(text, start, end, "end");
  }

  function lines() {
    const start = box.value.lastIndexOf("\n", box.selectionStart - 1) + 1;
    const next = box.value.indexOf("\n", Math.max(box.selectionStart, box.selectionEnd - 1));
    return [start, next < 0 ? box.value.length : next];
  }

  function change(turn) {
    const [start, end] = lines();
    const text = box.value.slice(start, end).split("\n").map(turn).join("\n");
    put(text, start, end);
    box.setSelectionRange(start, start + text.length);
  }

  function indent(event) {
    if (event.shiftKey) change((line) => line.replace(/^ {1,2}/, ""));
    else if (box.selectionStart !== box.selectionEnd) change((line) => `  ${line}`);
    else put("  ", box.selectionStart, box.selectionEnd);
  }

  function comment() {
    const [start, end] = lines();
    const isOne = box.value.slice(start, end).split("\n").every((line) => /^\s*(#|$)/.test(line));
    change((line) => (isOne ? line.replace(/^(\s*)# ?/, "$1") : `# ${line}`));
  }

  function breakLine() {
    const before = box.value.slice(box.value.lastIndexOf("\n", box.selectionStart - 1) + 1, box.selectionStart);
    const margin = /^ */.exec(before)[0] + (/\{\s*$/.test(before) ? "  " : "");
    put(`\n${margin}`, box.selectionStart, box.selectionEnd);
  }

  box.addEventListener("keydown", (event) => {
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.key === "Escape") leaves = true;
    else if (event.key === "Tab" && !leaves && !isCommand) { event.preventDefault(); indent(event); }
    else if (event.key === "Enter" && isCommand) { event.preventDefault(); box.form.requestSubmit(); }
    else if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); breakLine(); }
    else if (event.key === "/" && isCommand) { event.preventDefault(); comment(); }
    if (event.key !== "Escape" && event.key !== "Tab" && event.key !== "Shift") leaves = false;
  });

  // A mistake that the server found is where the cursor goes.
  if (box.dataset.line) {
    const before = box.value.split("\n").slice(0, Number(box.dataset.line) - 1);
    const at = before.reduce((sum, line) => sum + line.length + 1, 0) + Number(box.dataset.column) - 1;
    box.focus();
    box.setSelectionRange(at, Math.min(at + 1, box.value.length));
  }
})();
