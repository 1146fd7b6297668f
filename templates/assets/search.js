// The search page. It holds all that can be known at build time: the form, its choices with their counts, a <template>
// for a result, the ways on. The address is the state: every change writes it, and every run reads it. Text goes in as
// textContent and never as markup, so nothing in a record or a query can become an element.

import { open } from "./search-engine.js";
import { bare, fold, longEnough, say } from "./search-words.js";

const $ = (id) => document.getElementById(id);
const form = $("search"), box = form.elements.q, list = $("search-results"), notes = $("search-notes"), status = $("search-status"), ways = $("search-ways");
const more = $("search-more"), panel = $("search-facets"), narrow = $("search-narrow");
const number = new Intl.NumberFormat(document.documentElement.lang + "-u-nu-latn"), plural = new Intl.PluralRules(say.count.language); // the texts may be in another language
const boxes = [...panel.querySelectorAll("input[type=checkbox]")], facets = [...new Set(boxes.map(({ name }) => name))];
const PAGE = 10, WINDOW = 32, PAUSE = 180;

const engine = open({ bundle: form.dataset.bundle, base: form.dataset.base, facets });

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const element = (name, content, attributes = {}) => {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...[content].flat());
  return made;
};
const button = (text, onclick, ariaLabel = null) => element("button", text, { type: "button", onclick, ariaLabel });
const labelOf = (choice) => choice.closest("label").querySelector(".label").textContent;

// ---- a result

// What was asked for, as words that a text may have.
const termsOf = (asked) => new Set([...asked.texts, ...asked.quoted].flatMap((one) => one.split(" ")).map(bare));

// The paragraph that holds most of what was asked: a phrase before all; of words that are just so, the letters of each
// count once; of those that only begin so or are a form of it, their number.
const passage = (record, result, asked) => {
  const text = record.content.split(/\s+/), places = new Set(result.locations), terms = termsOf(asked);
  const exact = (at) => terms.has(bare(text[at])) || asked.runs.some((run) => text[at].includes(run));
  const hit = (at) => places.has(at) || exact(at);
  const starts = record.anchors.filter(({ element }) => element === "p").sort((a, b) => a.location - b.location);
  let best = { worth: 0, from: starts[0]?.location ?? 0, to: starts[1]?.location ?? text.length, hits: [] };
  for (const [i, { id, location: from }] of starts.entries()) {
    const to = starts[i + 1]?.location ?? text.length;
    const hits = Array.from({ length: to - from }, (_, at) => from + at).filter(hit);
    const worth = [...new Set(hits.filter(exact).map((at) => bare(text[at])))].join("").length + Math.min(hits.length, 9) / 5 + 99 * asked.quoted.some((phrase) => fold(text.slice(from, to).join(" ")).includes(fold(phrase)));
    if (hits.length && worth > best.worth) best = { id, worth, from, to, hits };
  }
  return { id: best.id?.startsWith("_") ? "" : best.id, parts: excerpt(text, best, hit, asked) };
};

// The stretch of the paragraph with the most matches, as nodes, with <mark> around them.
const excerpt = (text, { from, to, hits }, hit, asked) => {
  let start = from, most = 0;
  for (const first of hits) {
    const inside = hits.filter((at) => at >= first && at < first + WINDOW - 6).length;
    if (inside > most) [most, start] = [inside, Math.max(from, Math.min(first - 6, to - WINDOW))];
  }
  const end = Math.min(to, start + WINDOW), parts = start > from ? ["… "] : [];
  for (let at = start; at < end; at++) {
    const run = asked.runs.find((one) => text[at].includes(one));
    if (run) {
      // a whole sentence may stand without a space: only what was asked for is marked, and its neighbourhood shown
      const [before, ...after] = text[at].split(run);
      parts.push(before.slice(-24), element("mark", run), after.join(run).slice(0, 48));
    } else if (hit(at)) {
      const [, before, core, after] = text[at].match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u);
      parts.push(before, element("mark", core), after);
    } else parts.push(text[at].length > 200 ? `${text[at].slice(0, 80)}…` : text[at]);
    parts.push(" ");
  }
  return end < to ? [...parts, "…"] : parts;
};

const item = (record, result, asked) => {
  const made = $("search-result").content.firstElementChild.cloneNode(true), { meta, filters } = record;
  const { id, parts } = passage(record, result, asked), link = made.querySelector("a"), [kind] = filters.kind;
  link.href = record.url + (id ? `#${id}` : "");
  link.textContent = meta.title;
  if (filters.lang) for (const part of [link, made.querySelector(".excerpt")]) part.lang = filters.lang[0];
  const shown = parts.some((part) => part.nodeName === "MARK") || meta.title.split(/\s+/).some((word) => termsOf(asked).has(bare(word)));
  made.querySelector(".about").append([kind !== "article" && say.kinds[kind], meta.source, meta.date, !shown && say.other].filter(Boolean).join(" · "));
  made.querySelector(".excerpt").append(...parts);
  if (result.below) made.prepend(element("p", say.below[result.tier], { className: "below" }));
  return made;
};

const items = (found, from, to) => Promise.all(found.slice(from, to).map(async (result) => item(await result.data(), result, found)));

// ---- what stands around the results

const note = (text, ...offers) => notes.append(element("p", [text, ...offers.flatMap((offer) => [" ", offer])]));

const chips = () =>
  $("search-chips").replaceChildren(
    ...boxes.filter(({ checked }) => checked).map((choice) => {
      const name = labelOf(choice);
      return element("li", button(`${name} ×`, () => ((choice.checked = false), go(), box.focus()), fill(say.remove, { name })));
    }),
  );

// The counts as built stand in data-n; a search overwrites what is shown, an empty box brings them back.
const count = (counts) => {
  for (const choice of boxes) {
    const n = counts ? (counts[choice.name]?.[choice.value] ?? 0) : +choice.dataset.n;
    choice.closest("label").querySelector(".n").textContent = number.format(n);
    choice.closest("li").hidden = !n && !choice.checked;
  }
  for (const group of panel.querySelectorAll("fieldset")) group.hidden = !group.querySelector("li:not([hidden])");
};

const idle = (state) => {
  notes.replaceChildren();
  list.replaceChildren();
  more.hidden = true;
  ways.hidden = false;
  answer = undefined;
  recount();
  status.textContent = state.q ? say.short : "";
  // choices without a word would make Pagefind load its whole index; the pages that list them answer better
  const chosen = boxes.filter(({ checked, dataset }) => checked && dataset.url);
  if (chosen.length) note(say.word_first, ...chosen.map((choice) => element("a", fill(say.browse, { name: labelOf(choice) }), { href: choice.dataset.url })));
};

const told = (found, state) => {
  const { total, missing } = found;
  const q = found.quoted.find((phrase) => phrase.length > state.q.length - 3) ?? state.q; // a query that is a phrase brings its own marks
  status.textContent = fill(total ? say.count[plural.select(total)] ?? say.count.other : say.none, { n: number.format(total), q });
  notes.replaceChildren();
  for (const { word, instead, at } of missing) {
    const offer = instead ? [button(instead, () => go({ q: fold(state.q).replace(fold(word), instead) }))] : [];
    note(fill(at !== undefined ? say.instead : instead ? say.absent_near : say.absent, { word }), ...offer);
  }
  const narrowed = boxes.some(({ checked }) => checked);
  if (found.partly) {
    if (total) note(narrowed ? say.partly_narrowed : say.partly);
    if (narrowed) note(say.narrowed, button(say.widen, () => go({ wide: true })));
  }
  ways.hidden = total > 0;
};

// The choices are counted after the results are there, and only where they are seen: on a small screen when they are opened.
let answer;
const recount = async () => {
  const mine = answer, seen = panel.getClientRects().length;
  panel.ariaBusy = mine && seen ? "true" : null;
  const counts = seen && (await mine?.counts().catch(() => {}));
  if (mine !== answer) return;
  count(counts);
  panel.ariaBusy = null;
};

// "More" adds a page of results and goes to the first of them; how many are shown stays with the entry of the history.
const further = (found, shown) => {
  const label = () => {
    more.hidden = found.total <= shown;
    more.textContent = fill(say.more, { n: number.format(Math.min(PAGE, found.total - shown)) });
  };
  more.onclick = async () => {
    const next = await items(found, shown, shown + PAGE);
    shown += PAGE;
    history.replaceState({ shown }, "");
    list.append(...next);
    label();
    next[0]?.querySelector("a").focus();
  };
  label();
};

// ---- the state: the address

const read = () => {
  const params = new URLSearchParams(location.search);
  return { q: params.get("q") ?? "", sort: params.get("sort") ?? "", ...Object.fromEntries(facets.map((name) => [name, params.getAll(name)])) };
};

const write = (method) => {
  const params = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  history[method](null, "", params.size ? `?${params}` : location.pathname);
};

const restore = (state) => {
  if (box.value !== state.q) box.value = state.q;
  form.elements.sort.value = state.sort;
  state.sort = form.elements.sort.value;
  for (const choice of boxes) choice.checked = state[choice.name].includes(choice.value);
  for (const name of facets) state[name] = boxes.filter((choice) => choice.name === name && choice.checked).map(({ value }) => value);
  chips();
};

let latest = 0;
const run = async () => {
  const mine = ++latest, state = read();
  restore(state);
  try {
    if (!longEnough(state.q)) return idle(state);
    form.ariaBusy = "true";
    const found = await engine.find(state), shown = history.state?.shown ?? PAGE;
    const results = await items(found, 0, shown);
    if (mine !== latest) return; // a newer search is under way
    if (found.short && !found.total) return idle(state);
    list.replaceChildren(...results);
    told(found, state);
    further(found, shown);
    answer = found;
    recount();
  } catch (problem) {
    if (mine !== latest) return;
    console.error(problem);
    idle(state);
    status.textContent = say.failed;
  } finally {
    if (mine === latest) form.ariaBusy = null;
  }
};

// A word typed is one step back, not one for each letter.
let typing = false, pause;
const go = ({ q, wide } = {}) => {
  clearTimeout(pause);
  if (q !== undefined) box.value = q;
  if (wide) for (const choice of boxes) choice.checked = false;
  write("pushState");
  typing = false;
  run();
};

// ---- events

box.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => {
    write(typing ? "replaceState" : "pushState");
    typing = true;
    run();
  }, PAUSE);
});
box.addEventListener("focus", () => engine.ready().catch(() => {}), { once: true }); // fetched while the reader types
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (read().q !== box.value) go();
});
addEventListener("change", ({ target }) => target.form === form && target !== box && go());
narrow.addEventListener("click", () => {
  narrow.ariaExpanded = panel.classList.toggle("open");
  recount();
});
addEventListener("popstate", () => ((typing = false), run()));
addEventListener("keydown", (event) => {
  const links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
  if ((event.target !== box && at < 0) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") {
    if (box.value) go({ q: "" });
    box.focus();
  } else if (event.key === "ArrowDown") links[at + 1]?.focus();
  else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? box).focus();
  else return;
  event.preventDefault();
});

run();
