// Filters at once, over the statements of this page; where the list has more pages, the links lead to the static lists.
const list = document.querySelector("#statements");
const shown = document.querySelector("#shown");
const choices = [...document.querySelectorAll("a[data-choice]")];

function chosen() {
  const found = {};
  for (const choice of choices) {
    if (choice.getAttribute("aria-pressed") === "true") (found[choice.dataset.choice] ??= []).push(choice.dataset.value);
  }
  return found;
}

function filter() {
  const wanted = Object.entries(chosen());
  let count = 0;
  for (const item of list.children) {
    const fits = wanted.every(([name, values]) => values.some((value) => item.dataset[name].split(" ").includes(value)));
    item.hidden = !fits;
    count += fits;
  }
  shown.hidden = wanted.length === 0;
  shown.textContent = shown.dataset.many.replace("{n}", count);
  const query = new URLSearchParams(wanted.flatMap(([name, values]) => values.map((value) => [name, value])));
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
}

if (list && !document.querySelector(".pager")) {
  document.querySelector("#leads-out")?.remove();
  const asked = new URLSearchParams(location.search);
  for (const choice of choices) {
    choice.setAttribute("role", "button");
    choice.setAttribute("aria-pressed", asked.getAll(choice.dataset.choice).includes(choice.dataset.value));
    if (choice.getAttribute("aria-pressed") === "true") choice.closest("details").open = true;
    choice.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      choice.setAttribute("aria-pressed", choice.getAttribute("aria-pressed") !== "true");
      filter();
    });
    choice.addEventListener("keydown", (event) => {
      if (event.key === " ") {
        event.preventDefault();
        choice.click();
      }
    });
  }
  if (asked.size) filter();
}
