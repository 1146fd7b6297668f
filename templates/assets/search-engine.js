// What a query finds: the archive's vocabulary, the plan of what to ask for, and Pagefind (1.5), which is asked.
// Knows nothing of the page but where the bundle lies. In Pagefind every word must match, an absent word silently matches
// what it begins with or is ignored, and a phrase is one only where the whole query is quoted: so words are tested first.

import { bare, distance, mark, phrases, runs, shorn, telling, words } from "./search-words.js";

const MOST_ALTERNATIVES = 3, MOST_OFFERS = 4, MOST_COUNTED = 200, MOST_WORDS = 12, FEW = 3;
const SOME = 0, BEGINS = 1, WHOLE = 2, NAMED = 3;
// Names that only this record bears weigh like its title; words that it can merely be found by weigh little.
const WEIGHTS = { title: 6, names: 6, whole: 6, exact: 0, when: 4, source: 2, others: 0.5, spellings: 0.5, date: 0.5 };
const RANKING = { metaWeights: WEIGHTS, termSimilarity: 4, pageLength: 0.5 };

// `bundle` is the address of the folder that holds the index.
export const open = ({ bundle, base, facets }) => {
  // ---- the vocabulary: {words: {word: records}} while it is small, else {parts: [first letters]} with a file for each

  const files = new Map();
  const file = (address) => {
    const load = () => fetch(address).then((answer) => (answer.ok ? answer.json() : {}));
    if (!files.has(address)) files.set(address, load().catch(() => files.delete(address) && {}));
    return files.get(address);
  };
  const near = async (word) => {
    const folder = `${bundle}vocabulary/`, { parts, words: all = {} } = await file(`${folder}index.json`);
    if (!parts) return all;
    const start = parts.findLast((letters) => letters <= word) ?? parts[0];
    return (await file(`${folder}${[...start].map((letter) => letter.codePointAt(0).toString(16)).join("-")}.json`)).words ?? {};
  };
  const known = async (word) => Object.hasOwn(await near(word), word);
  const begins = async (word) => Object.keys(await near(word)).some((other) => other.startsWith(word));

  // The words nearest to one: the fewest changes first, then those of the most records. A slip in the first two letters
  // leads to another file: so the word is also looked for as it would begin without it.
  const nearest = async (word) => {
    if (runs(word).length) return [];
    const most = word.length < 3 ? 0 : word.length < 7 ? 1 : 2, sorted = (text) => [...text].sort().join("");
    const found = new Map();
    for (const door of new Set([word, word[1] + word[0] + word.slice(2), word.slice(1)]))
      for (const [other, records] of Object.entries(await near(door))) {
        if (!records || other === word || (word.length < 4 && sorted(word) !== sorted(other))) continue; // of three letters none is changed
        const far = distance(word, other, most);
        // the first letter is seldom the wrong one
        if (far <= most) found.set(other, { far: far + (word[0] !== other[0] && 0.5), records });
      }
    return [...found].sort(([, a], [, b]) => a.far - b.far || b.records - a.records).slice(0, MOST_OFFERS).map(([other]) => other);
  };

  // ---- Pagefind

  let pagefind;
  const engine = () =>
    (pagefind ??= (async () => {
      const program = await import(new URL("pagefind.js", new URL(bundle, document.baseURI)));
      // It asks the page for its language, and in some it would cut our pairs of signs anew: for that instant there is none.
      const page = document.documentElement, { lang } = page;
      page.lang = "und";
      const made = program.createInstance({ baseUrl: base, ranking: RANKING });
      page.lang = lang;
      await made.filters(); // a few small files, so that every search counts every facet
      return made;
    })().catch((problem) => {
      pagefind = undefined; // whoever was offline can try again
      throw problem;
    }));

  const search = async (text, options = {}) => (await engine()).search(text, options);
  // A quoted word is stemmed but not stretched: so this, and only this, tells whether it is in the index. One sign of a
  // script without spaces is asked for as the beginning of its pairs.
  const just = (text, options) => search([...text].length === 1 && runs(text).length ? text : `"${text}"`, options);
  const indexed = async (text) => (await just(text)).unfilteredResultCount > 0;
  const ids = async (text) => new Set((await just(text)).results.map(({ id }) => id));
  // The records of exactly this name.
  const named = (name) => ids(mark + bare(name));
  const matches = async (units) => (await search(units.flat().join(" "))).unfilteredResultCount > 0;

  // ---- the plan: what to ask for

  // What each word of the query stands for: itself, its parts, the next word joined to it, or another spelling.
  const read = async (query) => {
    const list = telling(words(query)).slice(0, MOST_WORDS), joins = new Map(), splits = new Map(), absent = [], units = [];
    for (const [at, word] of [...list.entries()].reverse()) {
      const pieces = word.split(/[^\p{L}\p{N}]+/u).filter((piece) => piece.length > 1);
      if (pieces.length > 1 && !(await known(bare(word)))) list.splice(at, 1, ...pieces); // "cyber-attack" where only "cyber attack" is written
    }
    for (let at = 0; at + 1 < list.length; at++) {
      const joined = bare(list[at]) + bare(list[at + 1]);
      if (joined.length > 5 && (await known(joined))) joins.set(at, joined);
    }
    for (const [at, word] of list.entries()) {
      const key = bare(word);
      const signs = runs(word).length > 0, present = (!signs && (await begins(key))) || (await indexed(word));
      for (let cut = 3; cut <= key.length - 3 && !signs; cut++) {
        const halves = [key.slice(0, cut), key.slice(cut)];
        if ((await known(halves[0])) && (await known(halves[1])) && (!present || (await indexed(halves.join(" "))))) splits.set(at, halves);
      }
      if (present) units.push([word]);
      else if (splits.has(at)) units.push(splits.get(at));
      else if (joins.has(at) || joins.has(at - 1)) units.push([]); // the joined word stands for it
      else {
        units.push([]);
        absent.push({ word, at, offers: await nearest(key) });
      }
    }
    return { list, units, joins, splits, absent };
  };

  // The nearest word that goes with the others.
  const fitting = async (units, at, offers) => {
    for (const offer of offers) if (await matches(units.with(at, [offer]))) return offer;
  };

  // Words that are all there and yet stand nowhere together: one of them may be meant as another.
  const doubt = async ({ list, units }) => {
    for (const [at, word] of list.entries()) {
      const instead = await fitting(units, at, await nearest(bare(word)));
      if (instead) return { word, at, instead };
    }
  };

  const plan = async (query) => {
    const name = shorn(query);
    if (name !== query && (await named(name)).size) query = name; // a company, with or without its legal form
    const short = bare(query).length < 3 && !runs(query).length; // two letters are a word, and begin none
    const quoted = short ? [query] : phrases(query);
    const asked = await read(query), { list, units, joins, splits } = asked;
    const missing = [];
    for (const { word, at, offers } of asked.absent) {
      const instead = (await fitting(units, at, offers)) ?? offers[0];
      if (instead) units[at] = [instead];
      missing.push({ word, instead });
    }
    const alternatives = new Set();
    const add = (some) => some.flat().length && alternatives.add(some.flat().join(" "));
    const gaps = units.some((unit, at) => !unit.length && (joins.has(at) || joins.has(at - 1)));
    if (!gaps) add(units);
    if (!quoted.length) for (const [at, joined] of joins) add(units.with(at, [joined]).with(at + 1, []));
    for (const [at, halves] of splits) add(units.with(at, halves));
    let texts = [...alternatives].slice(0, MOST_ALTERNATIVES);
    const found = await Promise.all(texts.map((text) => matches([text])));
    if (!found.includes(true) && units.length > 1) {
      const other = !missing.length && (await doubt(asked));
      if (other) {
        missing.push(other);
        texts = [units.with(other.at, [other.instead]).flat().join(" ")];
      }
    }
    return { short, quoted, missing, texts, name: query, runs: runs(query), units: units.flat() };
  };

  // ---- the answer

  // Pagefind adds up fields in no fixed order: what differs by no more than that is the same.
  const fine = (score) => +score.toFixed(4);

  // In the order of time a score is a place in that order. Of the same worth are ordered by what they hold.
  const best = (a, b) => b.worth - a.worth || (a.id < b.id ? -1 : 1);

  // Alternatives are searches of their own. Their results are joined, their counts by inclusion and exclusion: two asked
  // for together give exactly the records that hold both.
  const either = async (texts, options) => {
    const results = new Map(), counts = {};
    for (let mask = 1; mask < 1 << texts.length; mask++) {
      const chosen = texts.filter((_, i) => mask & (1 << i)), found = await search(chosen.join(" "), options);
      for (const [facet, values] of Object.entries(found.filters))
        for (const [value, n] of Object.entries(values)) (counts[facet] ??= {})[value] = (counts[facet][value] ?? 0) + (chosen.length % 2 ? n : -n);
      if (chosen.length === 1) for (const result of found.results) put(results, result, fine(result.score));
    }
    return { results: [...results.values()], counts };
  };

  // Not all the words: those records come first that have the most of them, and the rarest.
  const most = async (units, options) => {
    const results = new Map();
    for (const unit of new Set(units)) {
      let found = await just(unit, options);
      if (!found.results.length) found = await search(unit, options);
      for (const result of found.results) put(results, result, 1 / Math.log2(2 + found.results.length) + fine(result.score) / 1e6, true);
    }
    const all = [...results.values()].sort(best);
    return all.filter(({ worth }) => worth > all[0].worth / 2);
  };

  // Pagefind forgets what a result holds as soon as nobody holds the result: so it is kept whole.
  const put = (results, result, worth, sum) => {
    const { id } = result, same = results.get(id) ?? { worth: sum ? 0 : worth, locations: [] };
    results.set(id, { id, data: () => result.data(), locations: [...same.locations, ...result.words], worth: sum ? same.worth + worth : Math.max(same.worth, worth), tier: SOME });
  };

  // The records that have every word of one of the texts itself, or a form of it, and not only what begins so.
  const whole = async (texts) => {
    const all = texts.map(async (text) => {
      const [some, ...others] = await Promise.all(text.split(" ").map(ids));
      return [...some].filter((id) => others.every((set) => set.has(id)));
    });
    return new Set((await Promise.all(all)).flat());
  };

  const count = async (results) => {
    if (results.length > MOST_COUNTED) return null;
    const counts = {};
    for (const { filters } of await Promise.all(results.map((result) => result.data())))
      for (const [facet, values] of Object.entries(filters)) for (const value of values) (counts[facet] ??= {})[value] = (counts[facet][value] ?? 0) + 1;
    return counts;
  };

  // A facet's own choice must not hide its other values: they are counted as if nothing were chosen in it.
  const widened = async (texts, filters, counts) => {
    for (const name of Object.keys(filters)) {
      const { [name]: _, ...others } = filters;
      counts[name] = (await either(texts, { filters: others })).counts[name];
    }
    return counts;
  };

  // `state` is {q, sort, and a list of values for each facet}. The answer tells what was asked for, what is missing, how
  // many records there are (`partly`: none has all the words), the counts (null where they are too many to tell), and gives
  // the records from one place to another. The query is the name of the first; then come those that have all the words,
  // those that have for some only what begins so, and those that lack some. `below` is where a lower `tier` begins.
  const find = async (state) => {
    const asked = await plan(state.q), { texts, quoted, units } = asked;
    const filters = Object.fromEntries(facets.filter((name) => state[name].length).map((name) => [name, { any: state[name] }]));
    const sort = { newest: { newest: "desc" }, oldest: { oldest: "asc" } }[state.sort], options = { filters, ...(sort && { sort }) };
    let { results, counts } = await either(texts, options);
    for (const phrase of quoted) {
      const held = await ids(words(phrase).join(" "));
      results = results.filter(({ id }) => held.has(id));
    }
    const few = results.length < FEW && units.length > 1 && !quoted.length ? await most(units, options) : [];
    const less = few.filter((one) => !results.some(({ id }) => id === one.id));
    const having = await whole(texts), exact = await named(asked.name);
    for (const result of results) result.tier = exact.has(result.id) && !sort ? NAMED : having.has(result.id) ? WHOLE : BEGINS;
    const all = [...results.sort((a, b) => b.tier - a.tier || best(a, b)), ...less];
    return {
      ...asked,
      total: all.length,
      partly: !results.length,
      counts: less.length || quoted.length ? await count(all) : await widened(texts, filters, counts),
      slice: (from, to) => all.slice(from, to).map((result, i) => ({ ...result, below: result.tier < Math.min(all[from + i - 1]?.tier, WHOLE) })),
    };
  };

  return { find, ready: engine };
};
