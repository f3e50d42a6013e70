// The search page: what is typed, found, filtered and shown. Content goes into text nodes only.
const form = document.querySelector("[data-search]");
const field = form.querySelector("input");
const status = document.querySelector("[data-found]");
const results = document.querySelector("[data-results]");
const list = document.querySelector("[data-hits]");
const more = document.querySelector("[data-more]");
const offers = document.querySelector("[data-offers]");
const filters = document.querySelector("[data-filters]");
const absolute = (address) => new URL(address, location.href).href;
const FILTERS = [["kind", "类别"], ["organ", "执法主体"], ["year", "年份"], ["status", "状态"], ["item", "执法事项"]];
const PAGE = 10;

// Where the bureau runs a search service it is asked first; without its script the index files answer alone. A browser
// may remember that a script could not be had: the next attempt is at another address.
let engine = null, attempts = 0;

function started() {
  if (!engine) {
    const again = attempts++ ? "?again=" + attempts : "";
    const load = (address) => import(absolute(address) + again);
    engine = Promise.all([
      load(form.dataset.search),
      form.dataset.service ? load(form.dataset.asking).catch(() => null) : null,
    ]).then(([module, asking]) => {
      const own = module.searcher({ base: absolute(form.dataset.index), inflate: absolute(form.dataset.inflate) });
      return { module, marks: module.marks, searcher: asking ? asking.serviced({ address: form.dataset.service, module, own }) : own };
    });
    engine.catch(() => { engine = null; });
  }
  return engine;
}

const make = (tag, className, text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
};

// What is asked for now, as the address has it.
const asked = { q: "", sort: "relevance", filters: {} };

function readAddress() {
  const given = new URLSearchParams(location.search);
  asked.q = given.get("q") || "";
  asked.sort = given.get("sort") === "date" ? "date" : "relevance";
  asked.filters = {};
  FILTERS.forEach(([name]) => { if (given.get(name)) asked.filters[name] = given.get(name); });
}

// Each query that was meant (sent, offered, filtered) has its place in the history; letters on the way to it have none.
let meant = false;

function writeAddress(meaning) {
  const shown = new URLSearchParams(asked.filters);
  // As long as any host takes an address.
  shown.set("q", Array.from(asked.q).slice(0, 500).join(""));
  if (asked.sort === "date") shown.set("sort", "date");
  if ("?" + shown !== location.search && (asked.q || location.search)) {
    try {
      history[meant ? "pushState" : "replaceState"](null, "", "?" + shown);
    } catch (e) { /* the address stays; what is found is shown all the same */ }
    meant = false;
  }
  meant = meant || meaning;
}

// Part of a text about its first hit, its hits marked.
function marked(node, text, found, length) {
  let start = 0, end = text.length;
  if (length && text.length > length) {
    start = Math.max(0, (found.length ? found[0][0] : 0) - 24);
    end = Math.min(text.length, start + length);
    // Never half of a character.
    if (start && /[\udc00-\udfff]/.test(text[start])) start--;
    if (end < text.length && /[\udc00-\udfff]/.test(text[end])) end--;
  }
  let at = start;
  if (start) node.append("…");
  for (const [from, to] of found) {
    if (from < start || to > end) continue;
    node.append(text.slice(at, from));
    node.append(make("mark", "", text.slice(from, to)));
    at = to;
  }
  node.append(text.slice(at, end) + (end < text.length ? "…" : ""));
  return node;
}

function row(hit, words, marks) {
  const item = make("li", "row");
  if (hit.lastDay) item.dataset.lastDay = hit.lastDay;
  const [[, title], ...others] = hit.fields;
  const body = make("div");
  const link = marked(make("a", "row-title"), title, marks(title, words));
  link.href = form.dataset.root + hit.url;
  body.append(link);
  const facts = make("p", "row-facts");
  const number = others.find(([label]) => label === "文书号");
  const side = [hit.kind, hit.organ];
  if (number) facts.append(marked(make("span"), number[1], marks(number[1], words)));
  side.filter(Boolean).forEach((text) => facts.append(make("span", "", text)));
  body.append(facts);
  // The field in which most of the words stand.
  const scored = others.map(([label, text]) => ({ label, text, found: words.filter((word) => marks(text, [word]).length).length }));
  const best = scored.reduce((first, next) => (next.label !== "文书号" && next.found > (first ? first.found : 0) ? next : first), null);
  if (best) {
    const snippet = make("p", "snippet");
    snippet.append(make("span", "muted", best.label + "："));
    // A text in another language runs its own way.
    snippet.append(marked(make("bdi"), best.text, marks(best.text, words), 110));
    body.append(snippet);
  }
  item.append(body);
  const when = make("p", "row-side");
  if (hit.day) {
    const time = make("time", "", hit.day);
    time.dateTime = hit.day;
    when.append(time);
  }
  if (hit.statusWords) when.append(make("strong", "tag tag-" + hit.status, hit.statusWords));
  item.append(when);
  return item;
}

let turn = 0, shown = null;

async function ask(meaning) {
  const mine = ++turn;
  if (meaning !== undefined) writeAddress(meaning);
  document.title = document.title.replace(/^.*?(?=检索 - )/, asked.q ? asked.q.slice(0, 40) + " - " : "");
  offers.hidden = true;
  if (!asked.q.trim()) {
    results.hidden = true;
    status.textContent = "";
    return;
  }
  status.textContent = "正在检索…";
  try {
    const { searcher, marks } = await started();
    const found = await searcher.search(asked.q, { filters: asked.filters, sort: asked.sort, limit: PAGE });
    if (mine !== turn) return;
    list.textContent = "";
    append(found, marks);
    results.hidden = !found.total && !Object.keys(asked.filters).length;
    status.textContent = found.total ? "找到 " + found.total + " 条结果。" : found.words.length ? "没有找到。" : "请输入文字或者数字。";
    if (filters.firstChild && filters.firstChild.open) showFilters(found, mine).catch(() => {});
    if (!found.total && found.words.length) await offer(mine);
  } catch (error) {
    if (mine !== turn) return;
    results.hidden = true;
    fault(error, () => ask());
  }
}

function fault(error, again) {
  status.textContent = (/[\u4e00-\u9fff]/.test(error.message) ? error.message : "检索程序没有取到，请检查网络后重试，或者从下面的列表查找。") + " ";
  status.append(action("重试", again));
}

function action(words, work) {
  const button = make("button", "button", words);
  button.type = "button";
  button.addEventListener("click", work);
  return button;
}

function append(found, marks) {
  found.hits.forEach((hit) => list.append(row(hit, found.words, marks)));
  more.hidden = list.querySelectorAll(".row").length >= found.total;
  shown = found;
}

// What else may be meant: without the filters, else what stands somewhere of what was typed.
async function offer(mine) {
  const { searcher, module } = await started();
  const filtered = Object.keys(asked.filters).length > 0;
  let near = [];
  // Nobody waits for it any more once something else is asked.
  const search = async (text, asking) => {
    if (mine !== turn) throw new Error("over");
    return searcher.search(text, asking);
  };
  try {
    if (filtered) near = [{ query: asked.q, total: (await search(asked.q, { limit: 0 })).total }].filter((row) => row.total);
    if (!near.length) near = await (await import(absolute(form.dataset.nearest))).nearest(asked.q, search, module);
  } catch (error) { /* that nothing was found is said already */ }
  if (mine !== turn) return;
  offers.textContent = near.length ? "可以试试：" : "请检查有没有错字、繁体字，或者只输入其中几个字。";
  near.forEach(({ query, total }) => offers.append(action((query === asked.q ? "不加筛选条件" : query) + "（" + total + "）", () => {
    field.value = asked.q = query;
    asked.filters = {};
    buildFilters();
    ask(true);
    field.focus();
  })));
  offers.hidden = false;
  if (near.length) status.textContent = "没有找到。有 " + near.length + " 个相近的检索可以试试。";
}

more.addEventListener("click", async () => {
  const mine = turn, have = list.querySelectorAll(".row").length;
  try {
    const { searcher, marks } = await started();
    const found = await searcher.search(asked.q, { filters: asked.filters, sort: asked.sort, limit: PAGE, offset: have });
    if (mine !== turn) return;
    append(found, marks);
    const first = list.querySelectorAll(".row-title")[have];
    if (first) first.focus();
  } catch (error) {
    if (mine === turn) fault(error, () => more.click());
  }
});

function choice(name, label, options, value) {
  const box = make("label", "", label);
  const select = make("select");
  select.name = name;
  options.forEach(([key, words]) => {
    const option = make("option", "", words);
    option.value = key;
    option.selected = key === value;
    select.append(option);
  });
  select.addEventListener("change", () => {
    if (name === "sort") asked.sort = select.value;
    else if (select.value) asked.filters[name] = select.value;
    else delete asked.filters[name];
    ask(true);
  });
  box.append(select);
  return box;
}

// Counts load columns of every record: only for a reader who opens the filters.
async function showFilters(found, mine) {
  const counts = await found.facets();
  if (mine !== turn) return;
  const place = filters.querySelector("[data-choices]"), focused = document.activeElement && document.activeElement.name;
  place.textContent = "";
  FILTERS.forEach(([name, label]) => {
    const rows = counts[name].sort((a, b) => (name === "year" ? (a.value < b.value ? 1 : -1) : b.count - a.count));
    const chosen = asked.filters[name];
    if (chosen && !rows.some((each) => each.value === chosen)) rows.push({ value: chosen, count: 0 });
    place.append(choice(name, label, [["", "全部"], ...rows.map((each) => [each.value, each.value + "（" + each.count + "）"])], chosen || ""));
  });
  const again = focused && place.querySelector("select[name=" + focused + "]");
  if (again) again.focus();
}

function buildFilters() {
  filters.textContent = "";
  const details = make("details");
  details.append(make("summary", "", "筛选"));
  const place = make("div");
  place.dataset.choices = "";
  details.append(place);
  details.open = Object.keys(asked.filters).length > 0;
  details.addEventListener("toggle", () => { if (details.open && shown) showFilters(shown, turn).catch(() => {}); });
  filters.append(details, choice("sort", "排序", [["relevance", "相关度"], ["date", "日期"]], asked.sort));
}

let waiting = 0;
field.addEventListener("input", (event) => {
  clearTimeout(waiting);
  // While an input method composes, what stands in the box is not yet what is meant.
  if (event.isComposing) return;
  waiting = setTimeout(() => {
    asked.q = field.value;
    ask(false);
  }, 250);
});
field.addEventListener("compositionend", () => field.dispatchEvent(new Event("input")));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  asked.q = field.value;
  ask(true);
});
filters.addEventListener("submit", (event) => event.preventDefault());

function read() {
  readAddress();
  buildFilters();
  field.value = asked.q;
  meant = asked.q !== "";
  ask();
}

window.addEventListener("popstate", () => {
  clearTimeout(waiting);
  read();
});
read();
if (!asked.q) field.focus();
