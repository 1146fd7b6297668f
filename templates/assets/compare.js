// The next and the previous match by key, where there are keys.
const matches = [...document.querySelectorAll(".match")];
for (const hint of document.querySelectorAll(".keys")) hint.hidden = !matches.length || matchMedia("(hover: none)").matches;
document.addEventListener("keydown", (event) => {
  if (event.target.closest?.("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { n: 1, p: -1 }[event.key];
  if (!step || !matches.length) return;
  event.preventDefault();
  const here = matches.indexOf(document.activeElement.closest?.(".match"));
  const next = matches[(here + step + matches.length) % matches.length] ?? matches[0];
  next.focus();
  next.scrollIntoView({ block: "center" });
});
