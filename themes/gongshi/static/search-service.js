// The search service, where site.yaml names one (检索服务): asked first, and believed only when its answer is in order and
// over the same content as this site's index. What it is late with, gets wrong or lacks, the index files answer instead.

const FORMAT = 1, LONGEST = 1000, MOST = 50, WINDOW = 10000;
const COLUMNS = ["kind", "organ", "year", "status", "item"];
const PLACE = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;

const isCount = (value) => Number.isInteger(value) && value >= 0;
const isText = (value) => typeof value === "string";
const same = (left, right) => Array.isArray(left) && left.length === right.length && left.every((each, i) => each === right[i]);

function demand(fine, what) {
  if (!fine) throw new Error("search service: " + what);
}

// `address` of the service; `module` is search.js and `own` its searcher; `wait` is how long an answer may take, `rest` how
// long the service is left alone after it failed, both in milliseconds.
export function serviced(given) {
  const { address, module, own, wait, rest, day } = Object.assign({ wait: 2000, rest: 60000, day: given.module.today }, given);
  let until = 0;

  async function answer(query, asking, extra) {
    const url = new URL(address);
    const { filters, sort, limit, offset } = asking;
    const values = Object.assign({ q: query, sort, limit, offset }, extra);
    for (const name of COLUMNS) if (filters[name]) values[name] = filters[name];
    Object.keys(values).forEach((name) => url.searchParams.set(name, values[name]));
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), wait);
    try {
      const [content, found] = await Promise.all([
        own.content(),
        fetch(url, { signal: stop.signal, credentials: "omit", cache: "no-store", redirect: "error", referrerPolicy: "no-referrer" })
          .then((response) => {
            demand(response.ok, response.status);
            return response.json();
          }),
      ]);
      demand(found !== null && found.format === FORMAT, "another format");
      demand(content && found.content === content, "over other content");
      demand(isCount(found.total) && found.exact === true && same(found.words, module.words(query)), "not what was asked");
      return found;
    } finally {
      clearTimeout(timer);
    }
  }

  function row(hit, asked) {
    const texts = ["kind", "organ", "day", "lastDay", "status", "statusWords"];
    demand(hit !== null && isText(hit.url) && PLACE.test(hit.url) && texts.every((name) => isText(hit[name])), "a row");
    demand(Array.isArray(hit.fields) && hit.fields.length > 0, "a row without fields");
    demand(hit.fields.every((field) => Array.isArray(field) && field.length === 2 && field.every(isText)), "a field");
    demand(!hit.lastDay || day() <= hit.lastDay, "a row past its day");
    const normal = hit.fields.map((field) => module.normalise(field[1]));
    demand(asked.every((word) => normal.some((text) => text.includes(word))), "a row without the words");
    return hit;
  }

  // What the service says, else what the files say.
  async function either(asked, files) {
    if (Date.now() < until) return files();
    try {
      return await asked();
    } catch (error) {
      until = Date.now() + rest;
      return files();
    }
  }

  async function search(query, given) {
    const asking = Object.assign({ filters: {}, sort: "relevance", limit: 10, offset: 0 }, given);
    asking.filters = asking.filters || {};
    const files = () => own.search(query, given);
    const { limit, offset } = asking, text = String(query === undefined || query === null ? "" : query);
    if (!module.words(text).length || text.length > LONGEST || limit > MOST || offset + limit > WINDOW) return files();
    return either(async () => {
      const found = await answer(text, asking, {});
      demand(Array.isArray(found.hits) && found.hits.length === Math.max(0, Math.min(limit, found.total - offset)), "rows");
      return {
        total: found.total, exact: true, words: found.words, hits: found.hits.map((hit) => row(hit, found.words)),
        ids: () => either(async () => {
          const { ids, total } = await answer(text, asking, { with: "ids", limit: 0 });
          demand(total === found.total && Array.isArray(ids) && ids.length === total && ids.every((id) => isText(id) && PLACE.test(id)), "ids");
          return ids;
        }, async () => (await files()).ids()),
        facets: () => either(async () => {
          const { facets } = await answer(text, asking, { with: "facets", limit: 0 });
          const fine = (rows) => Array.isArray(rows) && rows.every((each) => each !== null && isText(each.value) && isCount(each.count));
          demand(facets !== null && typeof facets === "object" && COLUMNS.every((name) => fine(facets[name])), "facets");
          return facets;
        }, async () => (await files()).facets()),
      };
    }, files);
  }

  return { search, content: own.content };
}
