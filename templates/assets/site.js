// What every page can do with JavaScript; without it nothing is lost.

// "/" goes to the search box.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector("main input[type=search]") ?? document.querySelector("#find");
  if (box) {
    event.preventDefault();
    box.focus();
  }
});

// The choice of colours.
const theme = document.querySelector("#theme");
if (theme) {
  theme.closest("[hidden]").hidden = false;
  theme.value = document.documentElement.dataset.theme ?? "";
  theme.addEventListener("change", () => {
    document.documentElement.dataset.theme = theme.value;
    try {
      localStorage.setItem("theme", theme.value);
    } catch { /* the choice holds for this page */ }
  });
}

// A citation leads to the paragraph or statement that the reader has come to.
const addresses = [...document.querySelectorAll(".citation .address")].map((element) => [element, element.textContent]);
function lead() {
  const place = document.querySelector(":is(.block, .said, .figure):target") ? location.hash : "";
  for (const [element, address] of addresses) element.textContent = address + place;
}
for (const told of document.querySelectorAll(".cite .scripted")) told.hidden = false;
for (const moment of addresses.length ? ["load", "hashchange"] : []) addEventListener(moment, lead);

// Copying a citation.
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const words = document.getElementById(button.dataset.copy).textContent.trim().replace(/\s+/g, " ");
    await navigator.clipboard.writeText(words);
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = label), 2000);
  });
}

// Previews of links, on hover and on focus; Escape closes; the pointer may move onto them (WCAG 1.4.13).
const preview = document.createElement("div");
preview.className = "preview";
preview.id = "preview";
preview.setAttribute("role", "tooltip");
preview.hidden = true;
document.body.append(preview);
let shownFor = null;
let timer = 0;

function show(link) {
  clearTimeout(timer);
  if (shownFor === link) return;
  hide();
  const name = document.createElement("strong");
  name.textContent = link.textContent;
  preview.replaceChildren(name, link.dataset.preview);
  preview.hidden = false;
  const at = link.getBoundingClientRect();
  const box = preview.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.width - 8));
  const below = at.bottom + box.height + 12 < innerHeight || at.top < box.height + 12;
  preview.style.left = `${left + scrollX}px`;
  preview.style.top = `${(below ? at.bottom + 6 : at.top - box.height - 6) + scrollY}px`;
  link.setAttribute("aria-describedby", "preview");
  shownFor = link;
}

function hide() {
  clearTimeout(timer);
  shownFor?.removeAttribute("aria-describedby");
  shownFor = null;
  preview.hidden = true;
}

const linkOf = (event) => event.target.closest?.("a[data-preview]");
document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const link = linkOf(event);
  if (link?.dataset.preview) {
    clearTimeout(timer);
    timer = setTimeout(() => show(link), 250);
  } else if (event.target.closest?.("#preview")) {
    clearTimeout(timer);
  } else if (shownFor && document.activeElement !== shownFor) {
    clearTimeout(timer);
    timer = setTimeout(hide, 200);
  } else {
    clearTimeout(timer);
  }
});
document.addEventListener("focusin", (event) => {
  const link = linkOf(event);
  if (link?.dataset.preview && link.matches(":focus-visible")) show(link);
  else hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && shownFor) hide();
});
