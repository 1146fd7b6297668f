// The words of a query: folded as the build folds them (archive/folding.py; the page hands over its tables), cut as
// Pagefind keys them, measured against each other.

const data = JSON.parse(document.getElementById("search-data").textContent); // a data block: never run
export const { say, mark } = data;

const UNSPACED = new RegExp(`[${data.unspaced}]+`, "gu");
const LETTER = new RegExp(`[${Object.keys(data.letters).join("")}]`, "g");
const QUOTED = /["“”«»„]([^"“”«»„]+)["“”«»„]/g;

export const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(LETTER, (letter) => data.letters[letter]);
export const bare = (text) => fold(text).replace(/[^\p{L}\p{N}]/gu, "");

// Scripts without spaces between words are indexed as overlapping pairs of signs, and must be asked for as pairs.
const pairs = (run) => ([...run].length < 2 ? [run] : [...run].slice(1).map((sign, at) => [...run][at] + sign));
export const runs = (text) => text.match(UNSPACED) ?? [];
export const words = (text) => text.replace(UNSPACED, (run) => ` ${pairs(run).join(" ")} `).split(/[\s"“”«»„–—―…/<>]+/).filter(bare);

// The words of a question that say something; all of them where none does.
export const telling = (list) => {
  const some = list.filter((word) => !data.unasked.includes(bare(word)));
  return some.length ? some : list;
};

// The query without the legal form of a company at its end.
export const shorn = (query) => query.replace(new RegExp(data.forms, "i"), "");

export const phrases = (query) => [...query.matchAll(QUOTED)].map((found) => found[1].trim()).filter(bare);

// Three characters can be the beginning of a word, two are one; one sign of an unspaced script is a word.
export const longEnough = (query) => bare(query).length > 1 || runs(query).length;

// How many changes make one word of the other (Damerau and Levenshtein: two neighbours swapped count once); gives up above `most`.
export const distance = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [], row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[other.length];
};
