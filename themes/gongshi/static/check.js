// Is this certificate good today? Asks one small file of the site, and judges by the reader's own day.
(function () {
  "use strict";
  const form = document.querySelector("[data-check]");
  if (!form) return;
  const answer = document.querySelector("[data-answer]");
  const field = form.querySelector("input");
  const { phone, asOf } = form.dataset;
  const files = Number(form.dataset.check);
  // Counts the questions, so that a slow answer to an old one is not shown.
  let asked = 0;

  const make = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.textContent = text;
    return node;
  };
  // Full-width digits and letters are what Chinese input methods type by default.
  const normal = (text) => text.normalize("NFKC").replace(/\s/g, "").toUpperCase();

  // The file that a number is in; certificates.py reckons the same.
  function shard(number) {
    let total = 0;
    for (const letter of number) total = (total * 31 + letter.codePointAt(0)) % 65521;
    return total % files;
  }

  function judge(said, day) {
    if (said.status === "暂扣") return ["证件已被暂扣，暂扣期间不能执法。", false];
    if (said.status !== "有效") return ["证件已" + said.status + "，不能持此证执法。", false];
    if (day < said.from) return ["证件还没有生效，自 " + said.from + " 起有效，现在不能持此证执法。", false];
    if (day > said.to) return ["证件已过期，有效期到 " + said.to + "，不能持此证执法。", false];
    return ["证件有效（按今天 " + day + " 判断）。", true];
  }

  // What makes the answer doubtful: an old site, or a device whose day is wrong.
  function doubt(day) {
    if (window.gongshi.daysSince(asOf) < 0) return "您的设备日期是 " + day + "，早于本站数据的日期，请先看看设备日期对不对。";
    if (window.gongshi.isOld(asOf)) return "本站数据截至 " + asOf + "，此后可能有变化，请拨打 " + phone + " 核实。";
    return "";
  }

  function facts(number, said) {
    const list = make("dl", "fields", "");
    const rows = [
      ["姓名", said.name], ["执法证号", number], ["执法主体", said.entity], ["所属单位", said.unit],
      ["执法类别", said.field], ["有效期", said.from + " 至 " + said.to],
    ];
    rows.forEach(([label, value]) => {
      const row = make("div", "", "");
      row.append(make("dt", "", label), make("dd", "", value));
      list.appendChild(row);
    });
    const more = make("p", "", "");
    const link = make("a", "", "看这个证件的公示页");
    link.href = new URL("../" + said.page, document.baseURI).href;
    more.appendChild(link);
    return [list, more];
  }

  function show(words, good, ...more) {
    const box = make("div", good ? "answer answer-good" : "answer answer-bad", "");
    box.append(make("p", "answer-words", words), ...more);
    answer.textContent = "";
    answer.appendChild(box);
  }

  async function ask(typed) {
    const number = normal(typed);
    const mine = ++asked;
    answer.textContent = "";
    if (!number) {
      field.focus();
      return;
    }
    let file;
    try {
      const response = await fetch(new URL(files + "-" + shard(number) + ".json", document.baseURI), { cache: "no-cache" });
      if (!response.ok) throw new Error(String(response.status));
      file = await response.json();
    } catch (e) {
      if (mine === asked) show("没有取到证件数据。请刷新本页再试，或者拨打 " + phone + " 核实。", false);
      return;
    }
    if (mine !== asked) return;
    const day = window.gongshi.shanghaiDay();
    if (!Object.prototype.hasOwnProperty.call(file, number)) {
      show("查无此证。", false, make("p", "", "公示的名单里没有“" + number + "”。请核对号码，或者拨打 " + phone + " 核实。"));
      return;
    }
    const [words, good] = judge(file[number], day);
    const note = doubt(day);
    show(words, good, ...(note ? [make("p", "", note)] : []), ...facts(number, file[number]));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(field.value);
  });
  const scanned = () => {
    const number = new URLSearchParams(location.search).get("no");
    if (number === null) return;
    field.value = number.slice(0, 40);
    ask(field.value);
  };
  scanned();
  // Brought back by the back button on another day, the answer would be yesterday's.
  window.addEventListener("pageshow", (event) => { if (event.persisted && answer.firstChild) ask(field.value); });
})();
