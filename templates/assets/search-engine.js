// What a query finds: the archive's vocabulary, the plan of what to ask for, and Pagefind (1.5), which is asked.
// Knows nothing of the page but where the bundle lies. In Pagefind every word must match, an absent word silently matches
// what it begins with or is ignored, and a phrase is one only where the whole query is quoted: so words are tested first.

import { bare, distance, mark, phrases, runs, shorn, telling, words } from "./search-words.js";

const MOST_ALTERNATIVES = 3, MOST_OFFERS = 4, MOST_WORDS = 12, FEW = 3;
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

  // Made when it is first needed, and again where that failed: whoever was offline can try again.
  const once = (make, made) => () =>
    (made ??= make().catch((problem) => {
      made = undefined;
      throw problem;
    }));

  const engine = once(async () => {
    const program = await import(new URL("pagefind.js", new URL(bundle, document.baseURI)));
    // It asks the page for its language, and in some it would cut our pairs of signs anew: for that instant there is none.
    const page = document.documentElement, { lang } = page;
    page.lang = "und";
    const made = program.createInstance({ baseUrl: base, ranking: RANKING });
    page.lang = lang;
    return made;
  });

  // Within one query the same is asked for several times.
  const answers = new Map();
  const search = (text) => {
    if (!answers.has(text)) answers.set(text, engine().then((made) => made.search(text)));
    return answers.get(text);
  };
  // A quoted word is stemmed but not stretched: so this, and only this, tells whether it is in the index. One sign of a
  // script without spaces is asked for as the beginning of its pairs.
  const just = (text) => search([...text].length === 1 && runs(text).length ? text : `"${text}"`);
  const indexed = async (text) => (await just(text)).unfilteredResultCount > 0;
  const ids = async (text) => new Set((await just(text)).results.map(({ id }) => id));
  // The records of exactly this name.
  const named = (name) => ids(mark + bare(name));
  const matches = async (units) => (await search(units.flat().join(" "))).unfilteredResultCount > 0;

  // ---- the plan: what to ask for

  // What each word of the query stands for: itself, its parts, the next word joined to it, or another spelling.
  const read = async (query) => {
    const list = telling(words(query)).slice(0, MOST_WORDS), joins = new Map(), splits = new Map(), absent = [], units = [];
    await Promise.all(list.map((word) => near(bare(word)))); // all at once, not one after the other
    for (const [at, word] of [...list.entries()].reverse()) {
      const pieces = word.split(/[^\p{L}\p{N}]+/u).filter((piece) => piece.length > 1);
      // a hyphen where the archive has a space
      if (pieces.length > 1 && !(await known(bare(word)))) list.splice(at, 1, ...pieces);
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
    for (let { word, at, offers } of asked.absent) {
      const instead = (await fitting(units, at, offers)) ?? offers[0];
      if (instead) units[at] = [instead];
      // of a script without spaces the whole is told, not the pairs of signs that it was asked for in
      word = runs(query).find((run) => run.includes(word)) ?? word;
      if (missing.every((one) => one.word !== word)) missing.push({ word, instead });
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

  // ---- facets: {ids: [record], facets: {facet: {value: places}}, orders: {order: places}}, fetched for a choice, counts or
  // an order; of places the first is told, and of the others how far they are from the one before

  const table = once(async () => {
    const told = await file(`${bundle}facets.json`);
    return { ...told, places: new Map(told.ids.map((id, place) => [id, place])) };
  });

  const each = (distances = [], use) => {
    let place = 0;
    distances.forEach((distance, at) => use((place += distance), at));
  };

  // Of some results those that have a chosen value of each facet in which one is chosen, but for one facet.
  const narrowed = async (results, chosen, but) => {
    for (const [name, values] of Object.entries(chosen)) {
      if (name === but) continue;
      const { facets, places } = await table(), held = new Set();
      for (const value of values) each(facets[name]?.[value], (place) => held.add(place));
      results = results.filter(({ id }) => held.has(places.get(id)));
    }
    return results;
  };

  // How many of the results have each value; in a facet with a choice, as if nothing were chosen in it.
  const counted = async (results, chosen) => {
    const { facets, places } = await table(), counts = {};
    for (const [name, values] of Object.entries(facets)) {
      const held = new Uint8Array(places.size), inside = (counts[name] = {});
      for (const { id } of await narrowed(results, chosen, name)) held[places.get(id)] = 1;
      for (const [value, distances] of Object.entries(values)) {
        inside[value] = 0;
        each(distances, (place) => (inside[value] += held[place]));
      }
    }
    return counts;
  };

  // The results' worth is their place in an order.
  const ordered = async (results, order) => {
    const { orders, places } = await table(), ranks = new Map();
    each(orders[order], (place, at) => ranks.set(place, order === "newest" ? at : -at));
    for (const result of results) result.worth = ranks.get(places.get(result.id)) ?? -Infinity;
  };

  // ---- the answer

  // Pagefind adds up fields in no fixed order: what differs by no more than that is the same.
  const fine = (score) => +score.toFixed(4);

  // Of the same worth are ordered by what they hold.
  const best = (a, b) => b.worth - a.worth || (a.id < b.id ? -1 : 1);

  // Alternatives are searches of their own, and their results are joined.
  const either = async (texts) => {
    const results = new Map();
    for (const text of texts) for (const result of (await search(text)).results) put(results, result, fine(result.score));
    return [...results.values()];
  };

  // Not all the words: those records come first that have the most of them, and the rarest.
  const most = async (units, chosen) => {
    const results = new Map();
    for (const unit of new Set(units)) {
      let found = await just(unit);
      if (!found.results.length) found = await search(unit);
      for (const result of found.results) put(results, result, 1 / Math.log2(2 + found.results.length) + fine(result.score) / 1e6, true);
    }
    const all = (await narrowed([...results.values()], chosen)).sort(best);
    return all.filter(({ worth }) => worth > all[0].worth / 2);
  };

  // Pagefind forgets what a result holds as soon as nobody holds the result: so it is kept whole.
  const put = (results, result, worth, sum) => {
    const { id } = result, same = results.get(id) ?? { worth: 0, locations: [] };
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

  // `state` is {q, sort, and a list of values for each facet}. The answer tells what was asked for, what is missing, how
  // many records there are (`partly`: none has all the words), gives the counts when it is asked for them, and the records
  // from one place to another. The query is the name of the first; then come those that have all the words, those that have
  // for some only what begins so, and those that lack some. `below` is where a lower `tier` begins.
  const find = async (state) => {
    answers.clear();
    engine().catch(() => {}); // while the vocabulary is read
    const asked = await plan(state.q), { texts, quoted, units } = asked;
    const chosen = Object.fromEntries(facets.filter((name) => state[name].length).map((name) => [name, state[name]]));
    let [every, complete, exact] = await Promise.all([either(texts), whole(texts), named(asked.name)]);
    for (const phrase of quoted) {
      const held = await ids(words(phrase).join(" "));
      every = every.filter(({ id }) => held.has(id));
    }
    const results = await narrowed(every, chosen);
    const few = results.length < FEW && units.length > 1 && !quoted.length ? await most(units, chosen) : [];
    const less = few.filter((one) => !results.some(({ id }) => id === one.id));
    if (state.sort) await ordered(results, state.sort);
    for (const result of results) result.tier = exact.has(result.id) && !state.sort ? NAMED : complete.has(result.id) ? WHOLE : BEGINS;
    const all = [...results.sort((a, b) => b.tier - a.tier || best(a, b)), ...less];
    return {
      ...asked,
      total: all.length,
      partly: !results.length,
      counts: () => counted([...every, ...less], chosen),
      slice: (from, to) => all.slice(from, to).map((result, i) => ({ ...result, below: result.tier < Math.min(all[from + i - 1]?.tier, WHOLE) })),
    };
  };

  return { find, ready: engine };
};
