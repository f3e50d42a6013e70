// Search in the reader's browser (and in Node): any fragment finds every record that contains it, over static files.
// The format of those files is in docs/search-index.md. No syntax beyond Chromium 80 and Safari 14.

// ---- The normaliser: the same as plugins/gongshi/search/normalise.py, on every code point. ----

function unpack(text) {
  const numbers = text.split(" ").map((number) => parseInt(number, 36));
  const ranges = [];
  for (let i = 0, end = 0; i < numbers.length; i += 2) {
    ranges.push(end + numbers[i], (end += numbers[i] + numbers[i + 1]));
  }
  return ranges;
}

// Where NFKC and lower case do anything to characters of Unicode 12.1: PACKED in folding.py.
const FOLDED = unpack(
  "1t mt 4 5 5 6 2 0 2 j 2 az 3 11 1d 0 6m 3 kg 7 3h 1 2 0 2c 0 3 0 z 2 3 0 72 1 k6 0 3k 0 15 1 1b 1j a s a w a s" +
  " 6f 11 2 0 6 0 1b 0 is 2d 1p7 16 3 2 31 43 1t 7j 9 5 b n 9 5 c 0 2 0 2 0 2 u b 13 9 9 7 b 5 3 2 i 9 6 2 2n h 1" +
  " 3 q 2 c c 0 2g 3t 4j 72 8m 1a4 84 1a 1e 42 3h 0 8g 2c d 5x 17 1m 2p 2s 1e 2l 4 d 2p u 2 db mkh 2l 3p 4c 4 4 1" +
  "e 1 o3 3 fc1 a5 3 2x 13 6 d 4 6 p 2 4 2 0 2 1 2 1 2 2z y a2 j 1r 3 1h 15 c k 9 n y 2 i 2 3 5 4 2 3q 5 59 4 5 3" +
  " 5 3 5 3 2 4 6 2 6 sy 13 3t z 1il 1e 2cu v gw1 v jjz 2q g0 2c 2 1y 2 1 3 0 3 1 3 3 2 b 2 0 2 6 2 1s 2 3 3 7 2 " +
  "6 2 r 2 3 2 4 2 0 4 6 2 9f 3 83 3 1d 3cx x yn 3 2 q 2 1 2 0 3 0 2 9 2 3 2 0 2 0 7 0 5 0 2 0 2 0 2 2 2 1 2 0 3 " +
  "0 2 0 2 0 2 0 2 0 2 1 2 0 3 3 2 6 2 3 2 3 2 0 2 9 2 g 6 2 2 4 2 g g5 a 6 2k 10 0 34 2 e 17 5 8 8 1 1fov f1"
);
// Spaces, brackets, punctuation, and what nobody sees: DROPPED in normalise.py.
const DROPPED = unpack(
  "0 y 5 2 3 1 2 0 b 2 2 1 s 2 2 1 r 12 a 0 2 0 a 0 4 0 4 0 i8 0 jh 0 f 1 2 1 24 2 2v 0 1m8 e 2 0 12 3 20 0 23 4 " +
  "az 1 10g 0 8k 1 23 e 1ki 1b 3 1p ih 3 v1 d 35 9 b8 l 1s 3 x 1 sj 1a 2 v c1 3 5 9 3 b h 0 d 0 2r 0 2j 0 2x 0 ww" +
  "s 1kv 5xd f 1i 1 55 0 4h 0 2h 2 i9dx 35r"
);

function within(ranges, code) {
  let low = 0;
  for (let high = ranges.length / 2; low < high;) {
    const middle = (low + high) >> 1;
    if (ranges[2 * middle + 1] < code) low = middle + 1;
    else high = middle;
  }
  return low < ranges.length / 2 && ranges[2 * low] <= code;
}

const forms = new Map();

function form(character) {
  const code = character.codePointAt(0);
  // Most of any text: Chinese characters, which stay as they are.
  if (code >= 0x4e00 && code <= 0x9fef) return character;
  let found = forms.get(character);
  if (found === undefined) {
    const folded = within(FOLDED, code)
      ? Array.from(character.normalize("NFKC"), (c) => (c === "\u0130" ? "i" : c.toLowerCase())).join("")
      : character;
    found = Array.from(folded).filter((c) => !within(DROPPED, c.codePointAt(0))).join("");
    forms.set(character, found);
  }
  return found;
}

const isDigit = (character) => character !== undefined && character.length === 1 && character >= "0" && character <= "9";

// The normalised characters of a text, and where in the text (UTF-16) each of them came from.
export function normaliseMapped(text) {
  const all = [], from = [];
  let index = 0;
  for (const character of text) {
    for (const c of form(character)) {
      all.push(c);
      from.push(index);
    }
    index += character.length;
  }
  const characters = [], offsets = [];
  all.forEach((c, i) => {
    if (c === "." && !(isDigit(all[i - 1]) && isDigit(all[i + 1]))) return;
    characters.push(c);
    offsets.push(from[i]);
  });
  return { characters, offsets };
}

export const normalise = (text) => normaliseMapped(text).characters.join("");

const SPACE = "\t\n\v\f\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";
const OPENING = '"\u201c\u300c\u300e\uff02', CLOSING = '"\u201d\u300d\u300f\uff02';
const WORD = new RegExp(`[${OPENING}]([^${OPENING}${CLOSING}]*)[${CLOSING}](?![^${SPACE}])|([^${SPACE}]+)`, "g");

// What a query asks for, each word normalised and once, none empty: all of them must occur in a record.
export function words(query) {
  const found = [];
  WORD.lastIndex = 0;
  for (let match; (match = WORD.exec(query));) found.push(normalise(match[1] === undefined ? match[2] : match[1]));
  return Array.from(new Set(found)).filter(Boolean);
}

// ---- The index: files in folders, each the length of its content, what tells it from others, a zlib stream. ----

// A reader is told in these words; nothing is shown that is not proved.
export class SearchError extends Error {}

const LONGEST = 6, FEW = 10, HEAD = 8, FOLDER = 16;
const decoder = new TextDecoder("utf-8", { fatal: true }), encoder = new TextEncoder();

function hashed(characters) {
  let value = 0x811c9dc5;
  for (const character of characters) value = Math.imul(value ^ character.codePointAt(0), 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
}

async function inflated(bytes, size, options) {
  if (typeof DecompressionStream === "undefined") return (await import(options.inflate)).inflate(bytes, size);
  // Written and read by hand: a Blob or a Response would go through another process of the browser.
  const stream = new DecompressionStream("deflate"), writer = stream.writable.getWriter(), reader = stream.readable.getReader();
  const written = () => { /* what is wrong with the bytes, reading says */ };
  writer.write(bytes).catch(written);
  writer.close().catch(written);
  const data = new Uint8Array(size);
  let at = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return at === size ? data : [];
    if (at + value.length > size) return [];
    data.set(value, at);
    at += value.length;
  }
}

// Numbers of seven bits a byte, and what stands between them. Running over the end is a fault of the file.
class Bytes {
  constructor(data, at, end) {
    this.data = data;
    this.at = at || 0;
    this.end = end === undefined ? data.length : end;
  }

  number() {
    for (let value = 0, factor = 1; ; factor *= 128) {
      if (this.at >= this.end) throw new SearchError("条目不完整");
      const byte = this.data[this.at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  take(size) {
    if (this.at + size > this.end) throw new SearchError("条目不完整");
    this.at += size;
    return new Bytes(this.data, this.at - size, this.at);
  }

  equals(other) {
    if (this.end - this.at !== other.length) return false;
    for (let i = 0; i < other.length; i++) if (this.data[this.at + i] !== other[i]) return false;
    return true;
  }
}

class Generation {
  // `again`: something of it was amiss a moment ago, and may lie in the browser's cache like that.
  constructor(entry, options, again) {
    this.entry = entry;
    this.options = options;
    this.again = again;
    this.files = new Map();
    this.columns = new Map();
    this.sheets = new Map();
    this.normal = [];
  }

  // The folder of a file: so many of a kind are in each, and the entry has their names one after the other.
  folder(name) {
    const [kind, number] = name.split("-"), [per, folders] = this.entry.folders[kind] || [1, ""];
    const at = Math.floor((Number(number) || 0) / per) * FOLDER;
    if (at + FOLDER > folders.length) throw new SearchError("index.json 不完整");
    return folders.slice(at, at + FOLDER);
  }

  // A file as it lies on the host.
  async raw(name) {
    const folder = this.folder(name), file = await this.options.load(folder + "/" + name + ".bin", this.again);
    if (file.length < HEAD + 6) throw new SearchError(name + " 不完整");
    // What lies at its address may be another file, or that of another day.
    const tag = new DataView(file.buffer, file.byteOffset, HEAD).getUint32(4, true);
    if (tag !== hashed(folder + "/" + name)) throw new SearchError(name + " 不是这一代的");
    return file;
  }

  // What is in a file that goes on where `prefix` stops.
  async unpacked(name, file, prefix) {
    const size = new DataView(file.buffer, file.byteOffset, HEAD).getUint32(0, true);
    const stream = new Uint8Array(prefix.length + file.length - HEAD);
    stream.set(prefix);
    stream.set(file.subarray(HEAD), prefix.length);
    const data = await inflated(stream, size, this.options).catch(() => []);
    if (data.length !== size) throw new SearchError(name + " 不完整");
    return data;
  }

  // What is in a file, fetched and unpacked once.
  open(name) {
    if (!this.files.has(name)) this.files.set(name, this.raw(name).then((file) => this.unpacked(name, file, [])));
    return this.files.get(name);
  }

  // What every query needs: how many files there are, and which grams are frequent.
  ready() {
    if (!this.started) this.started = this.start();
    return this.started;
  }

  async start() {
    const file = await this.raw("t"), table = await this.unpacked("t", file, []);
    // Without its end, the table's stream goes on in each file of texts.
    this.prefix = file.subarray(HEAD, file.length - 6);
    this.skip = table.length;
    const lines = decoder.decode(table).split("\n");
    const frequent = new Set();
    for (const line of lines.slice(1)) {
      const characters = Array.from(line);
      for (let size = 1; size <= LONGEST; size++) {
        for (let i = 0; i + size <= characters.length; i++) frequent.add(characters.slice(i, i + size).join(""));
      }
    }
    this.frequent = frequent;
    this.head = JSON.parse(lines[0]);
  }

  // What is written down for a gram or a key in the files of a kind; null: nothing.
  async posting(kind, gram) {
    const name = kind + "-" + (hashed(gram) % this.head.shards[kind]);
    const bytes = new Bytes(await this.open(name)), wanted = encoder.encode(gram);
    let found = null;
    while (bytes.at < bytes.end) {
      const text = bytes.take(bytes.number()), documents = bytes.number(), body = bytes.take(bytes.number());
      if (text.equals(wanted)) found = { documents, body };
    }
    return found;
  }

  // Documents and, where they are written down, places of a gram that is not frequent; null: it stands nowhere.
  async rare(gram, size) {
    const posting = await this.posting("g", gram);
    if (!posting) return null;
    const documents = ascending(posting.body, posting.documents);
    return { documents, places: size > 1 && posting.documents > FEW ? places(posting.body, documents) : null };
  }

  async frequentList(gram) {
    const posting = await this.posting("d", gram);
    if (!posting) throw new SearchError("缺少条目");
    return ascending(posting.body, posting.documents);
  }

  async frequentPlaces(gram) {
    const posting = await this.posting("p", gram);
    if (!posting) throw new SearchError("缺少条目");
    return places(posting.body, ascending(posting.body, posting.documents));
  }

  // Documents whose number or party is exactly this.
  async exactly(key) {
    const posting = await this.posting("k", key);
    return posting ? ascending(posting.body, posting.documents) : [];
  }

  async page(number) {
    const per = this.head.per_text, file = Math.floor(number / per);
    if (!this.sheets.has(file)) this.sheets.set(file, this.sheet("x-" + file));
    const page = (await this.sheets.get(file))[number % per];
    if (!page) throw new SearchError("x-" + file + " 不完整");
    return page;
  }

  async sheet(name) {
    const data = await this.unpacked(name, await this.raw(name), this.prefix);
    return JSON.parse(decoder.decode(data.subarray(this.skip))).map((row) => {
      const [url, kind, organ, day, lastDay, status, statusWords, fields] = row;
      return { url, kind, organ, day, lastDay, status, statusWords, fields };
    });
  }

  async texts(number) {
    if (!this.normal[number]) this.normal[number] = (await this.page(number)).fields.map((field) => normalise(field[1]));
    return this.normal[number];
  }

  // A value for each document, read once.
  column(name) {
    if (!this.columns.has(name)) this.columns.set(name, this.values(name));
    return this.columns.get(name);
  }

  async values(name) {
    const found = JSON.parse(decoder.decode(await this.open("c-" + name))), values = this.head.columns[name];
    return values ? found.map((number) => values[number]) : found;
  }
}

function ascending(bytes, count) {
  const numbers = [];
  for (let i = 0, last = 0; i < count; i++) numbers.push((last += bytes.number()));
  return numbers;
}

// One number a place, in order: document, field of the document, character of the field.
const FIELDS = 4096, CHARACTERS = 2097152;

function places(bytes, documents) {
  const counts = documents.map(() => bytes.number() + 1);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const fields = [], found = [];
  for (let i = 0; i < total; i++) fields.push(bytes.number());
  let next = 0;
  documents.forEach((document, i) => {
    for (let n = 0; n < counts[i]; n++, next++) {
      found.push((document * FIELDS + fields[next]) * CHARACTERS + bytes.number());
    }
  });
  return found;
}

const documentOf = (place) => Math.floor(place / (FIELDS * CHARACTERS));

function both(left, right) {
  const found = [];
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    if (left[i] === right[j]) {
      found.push(left[i++]);
      j++;
    } else if (left[i] < right[j]) i++;
    else j++;
  }
  return found;
}

// ---- Where words stand in a text, for showing them. ----

// Stretches [start, end) of the text (UTF-16), in order and not overlapping, that are one of the words.
export function marks(text, asked) {
  const { characters, offsets } = normaliseMapped(text);
  const from = [];
  characters.forEach((character, i) => {
    for (let unit = 0; unit < character.length; unit++) from.push(offsets[i]);
  });
  const joined = characters.join("");
  const found = [];
  for (const word of asked) {
    for (let at = joined.indexOf(word); at >= 0; at = joined.indexOf(word, at + word.length)) {
      const last = from[at + word.length - 1];
      found.push([from[at], last + String.fromCodePoint(text.codePointAt(last)).length]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return found.reduce((kept, [start, end]) => {
    const before = kept[kept.length - 1];
    if (before && start < before[1]) before[1] = Math.max(before[1], end);
    else kept.push([start, end]);
    return kept;
  }, []);
}

// ---- Which documents contain a word. ----

// The longest runs of the word that the index may know, none within another: every pair, and what is longer by one
// character, up to six, where one of its two parts is frequent.
function runs(characters, frequent) {
  const gram = (at, size) => characters.slice(at, at + size).join("");
  const rows = [];
  for (let size = 2; size <= Math.min(LONGEST, characters.length); size++) {
    const before = rows[size - 3], row = [];
    for (let at = 0; at + size <= characters.length; at++) {
      const may = !before || (before[at] && before[at + 1] && (before[at].frequent || before[at + 1].frequent));
      row.push(may ? { at, size, gram: gram(at, size), frequent: frequent.has(gram(at, size)) } : null);
    }
    rows.push(row);
  }
  const longer = (run) => rows[run.size - 1] && (rows[run.size - 1][run.at] || rows[run.size - 1][run.at - 1]);
  return [].concat(...rows).filter((run) => run && !longer(run));
}

// The documents of a run that is not frequent, with its places, or those few (`few`) of a part of it; null: it stands
// nowhere. What the index lacks either does, or a part of it stands in so few documents that it was not followed further.
async function listed(index, run) {
  const characters = Array.from(run.gram), { frequent } = index;
  for (let from = 0, to = characters.length; ;) {
    const gram = characters.slice(from, to).join(""), whole = to - from === characters.length;
    const found = await index.rare(gram, to - from);
    if (found && whole) return found;
    if (found) return found.documents.length > FEW ? null : { documents: found.documents, few: true };
    if (to - from <= 2) return null;
    // Of its parts only one can be other than frequent; were both, it would be in the index.
    if (!frequent.has(characters.slice(from + 1, to).join(""))) from++;
    else if (!frequent.has(characters.slice(from, to - 1).join(""))) to--;
    else return null;
  }
}

async function containing(index, word, within) {
  const characters = Array.from(word);
  const inside = (documents) => (within ? both(documents, within) : documents);
  const look = async (documents) => {
    const texts = await Promise.all(documents.map((document) => index.texts(document)));
    return documents.filter((_, i) => texts[i].some((text) => text.includes(word)));
  };
  if (index.frequent.has(word)) return inside(await index.frequentList(word));
  const known = characters.length === 1 ? [{ at: 0, size: 1, gram: word }] : runs(characters, index.frequent);
  const covered = characters.map(() => false);
  const fresh = (run) => covered.slice(run.at, run.at + run.size).filter((done) => !done).length;
  let starts = null;
  const narrowed = (run, at) => {
    const moved = at.map((place) => place - run.at);
    starts = starts ? both(starts, moved) : moved;
    covered.fill(true, run.at, run.at + run.size);
    return inside(Array.from(new Set(starts.map(documentOf))));
  };
  for (const each of [false, true]) {
    const left = known.filter((run) => Boolean(run.frequent) === each);
    for (;;) {
      const run = left.reduce((best, next) => (fresh(next) > (best ? fresh(best) : 0) ? next : best), null);
      if (!run) break;
      const found = each ? { places: await index.frequentPlaces(run.gram) } : await listed(index, run);
      if (!found) return [];
      if (run.size === characters.length && !found.few) return inside(found.documents);
      const documents = found.places ? narrowed(run, found.places) : inside(found.documents);
      if (!found.places || documents.length <= FEW) return look(documents);
    }
  }
  return inside(Array.from(new Set(starts.map(documentOf))));
}

// ---- A query. ----

const MESSAGE = "检索文件没有完整取到，请检查网络后重试，或者从下面的列表查找。";

// A page put in its place by a portal or a proxy is no entry.
function entryOf(bytes) {
  let entry = null;
  try {
    entry = JSON.parse(decoder.decode(bytes));
  } catch (error) { /* said below */ }
  const folders = (kind) => Array.isArray(kind) && kind[0] > 0 && /^([0-9a-f]{16})*$/.test(kind[1]);
  if (!entry || entry.format !== 4 || !entry.folders || !Object.values(entry.folders).every(folders)) throw new SearchError("index.json 不是检索的入口");
  return entry;
}

// Shanghai's day (UTC+8 all year), whatever zone the reader is in.
export const today = () => new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);

// `base` is the address of the folder search/; `inflate` that of the module for browsers that cannot decompress;
// `load` (path → Promise of bytes) takes the place of fetching, as in Node; `day` is the reader's day.
export function searcher(given) {
  const options = Object.assign({ day: today }, given);
  if (!options.load) {
    options.load = async (path, again) => {
      const asking = { cache: path === "index.json" ? "no-cache" : again ? "reload" : "default", credentials: "omit" };
      const answer = await fetch(new URL(path, options.base), asking).catch(() => null);
      if (!answer || !answer.ok) throw new SearchError("取不到 " + path);
      return new Uint8Array(await answer.arrayBuffer());
    };
  }
  let current = null;

  async function entered(again) {
    if (!current || again) {
      const entry = entryOf(await options.load("index.json"));
      current = new Generation(entry, options, again);
    }
    return current;
  }

  async function index(again) {
    const at = await entered(again);
    await at.ready();
    return at;
  }

  // A generation may have been replaced while the page was open: its entry is asked for once more, then it is a fault.
  async function trying(work) {
    try {
      return await work(await index(false));
    } catch (first) {
      current = null;
      try {
        return await work(await index(true));
      } catch (second) {
        current = null;
        throw new SearchError(MESSAGE + "（" + second.message + "）");
      }
    }
  }

  async function found(at, asked) {
    let documents = null;
    for (const word of asked) {
      documents = await containing(at, word, documents);
      if (!documents.length) break;
    }
    documents = documents || [];
    // A host that missed its rebuild still has what lapsed since.
    if (documents.length && at.entry.until && options.day() > at.entry.until) {
      const last = await at.column("last");
      documents = documents.filter((document) => !last[document] || options.day() <= last[document]);
    }
    return documents;
  }

  async function filtered(at, documents, filters, without) {
    let left = documents;
    for (const [name, value] of Object.entries(filters || {})) {
      if (!value || name === without || !at.head.columns[name]) continue;
      const column = await at.column(name);
      left = left.filter((document) => column[document] === value);
    }
    return left;
  }

  // Exact number or party first, then the joined form of several words, newer first within each.
  async function ordered(at, documents, asked, sort) {
    // The newer has the higher number.
    const newer = documents.slice().reverse();
    if (sort === "date" || documents.length < 2) return newer;
    const joined = asked.join("");
    const first = new Set(both(await at.exactly(joined), documents));
    let second = first;
    if (asked.length > 1) second = new Set(await containing(at, joined, documents));
    const rank = (document) => (first.has(document) ? 0 : second.has(document) ? 1 : 2);
    return asked.length === 1 && !first.size ? newer : newer.sort((a, b) => rank(a) - rank(b) || b - a);
  }

  async function search(query, asking) {
    const { filters, sort, limit, offset } = Object.assign({ filters: {}, sort: "relevance", limit: 10, offset: 0 }, asking);
    const asked = words(String(query === undefined || query === null ? "" : query));
    return trying(async (at) => {
      const all = await found(at, asked);
      const documents = await filtered(at, all, filters);
      const order = await ordered(at, documents, asked, sort);
      const hits = await Promise.all(order.slice(offset, offset + limit).map((document) => at.page(document)));
      return {
        total: order.length,
        // Always: what is not proved is an error, not an answer.
        exact: true,
        words: asked,
        hits,
        ids: () => trying(async () => {
          const urls = await at.column("id");
          return order.map((document) => urls[document]);
        }),
        facets: () => trying(async () => {
          const counts = {};
          for (const name of Object.keys(at.head.columns)) {
            const column = await at.column(name);
            const rows = await filtered(at, all, filters, name);
            const by = new Map();
            rows.forEach((row) => by.set(column[row], (by.get(column[row]) || 0) + 1));
            by.delete("");
            counts[name] = Array.from(by, ([value, count]) => ({ value, count })).sort((a, b) => (a.value < b.value ? -1 : 1));
          }
          return counts;
        }),
      };
    });
  }

  // Tells whether another search is over the same documents as this one.
  const content = async () => (await entered(false)).entry.content;

  return { search, content };
}
