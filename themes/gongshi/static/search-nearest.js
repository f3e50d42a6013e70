// What a query without a hit comes nearest to: loaded only then. Nothing is guessed, all that is offered is found.

// Of a long query only its beginning and its end are looked at; so many offers, of so many words.
const LONGEST = 60, MOST = 4, WORDS = 6;
const DIGITS = "零一二三四五六七八九", UNITS = ["", "十", "百", "千"];

function inWords(number) {
  let text = "", gap = false;
  Array.from(String(number)).forEach((digit, i, all) => {
    if (digit === "0") gap = text !== "";
    else {
      text += (gap ? "零" : "") + DIGITS[digit] + UNITS[all.length - 1 - i];
      gap = false;
    }
  });
  return text.replace(/^一十/, "十");
}

// The law writes 第七十九条 where people type 第79条 or 79条.
export const cited = (query) => query.replace(/第?([0-9\uff10-\uff19]{1,4})(?=[条款项])/g, (whole, digits) => {
  const number = Number(digits.normalize("NFKC"));
  return number ? "第" + inWords(number) : whole;
});

// `search` is a searcher's, `module` is search.js. Resolves to rows of `query` and the `total` of its hits.
export async function nearest(query, search, module) {
  const count = async (text) => (await search(text, { limit: 0 })).total;
  const found = async (texts) => {
    const rows = await Promise.all(texts.map(async (text) => ({ query: text, total: await count(text) })));
    return rows.filter((row) => row.total);
  };
  const written = cited(query);
  if (written !== query) {
    const rows = await found([written]);
    if (rows.length) return rows;
  }
  const asked = module.words(query);
  if (asked.length > 1) {
    const rows = await found(asked.slice(0, WORDS));
    if (rows.length > 1 && rows.length < asked.length) {
      rows.unshift(...await found([rows.map((row) => row.query).join(" ")]));
    }
    if (rows.length) return rows.slice(0, MOST);
  }
  return found(await parts(query, asked[0] || "", count, module));
}

// The longest beginning and the longest end of a word that stand somewhere, as they were typed; else its middle.
async function parts(query, word, count, module) {
  const { characters, offsets } = module.normaliseMapped(query);
  const all = Array.from(word);
  // Of several words the first is one whose places in the query we do not know.
  const typed = (from, to) => {
    const normal = all.slice(from, to).join("");
    if (characters.join("") !== word) return normal;
    const last = offsets[to - 1], text = query.slice(offsets[from], last + String.fromCodePoint(query.codePointAt(last)).length);
    return module.words(text).join(" ") === normal ? text : normal;
  };
  // Whatever a part is found in, all parts of it are found in: so the longest is found by halving.
  const longest = async (part) => {
    let low = 1, high = Math.min(all.length, LONGEST + 1);
    while (high - low > 1) {
      const size = (low + high) >> 1;
      if (await count(part(size))) low = size;
      else high = size;
    }
    return low > 1 ? part(low) : "";
  };
  const ends = await Promise.all([longest((size) => typed(0, size)), longest((size) => typed(all.length - size, all.length))]);
  const kept = ends.filter(Boolean).sort((a, b) => b.length - a.length);
  if (kept.length || all.length < 4) return Array.from(new Set(kept));
  const quarter = all.length >> 2;
  return [typed(quarter, all.length - quarter)];
}
