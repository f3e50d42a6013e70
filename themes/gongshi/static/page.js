// What a page does once it is read: removes what has lapsed, says that the site is old, modes, menus, printing.
(function () {
  "use strict";
  const html = document.documentElement;
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const make = (tag, className, text) => {
    const node = document.createElement(tag);
    node.className = className;
    node.textContent = text;
    return node;
  };

  // A host that missed its rebuild must not show a lapsed decision: the page loses its record, lists lose its row.
  function removeLapsed() {
    if (window.gongshi.isOver(html.dataset.lastDay)) {
      html.classList.add("is-over");
      document.title = "公示期已满";
      all("main .record, head meta[property], head meta[name]:not([name=viewport]):not([name^=Site])").forEach((node) => node.remove());
      // Judged more than once: only the page's own crumb goes, not each time the last one.
      all(".crumbs [aria-current]").forEach((node) => node.parentNode.remove());
      all(".over-notice").forEach((notice) => {
        notice.setAttribute("role", "heading");
        notice.setAttribute("aria-level", "1");
      });
    }
    all("main [data-last-day]").forEach((row) => {
      if (!window.gongshi.isOver(row.dataset.lastDay)) return;
      const list = row.parentNode;
      const after = list.nextElementSibling;
      const note = after && after.matches(".over-count") ? after : make("p", "over-count", "");
      const count = Number(note.dataset.count || 0) + 1;
      note.dataset.count = String(count);
      note.textContent = "另有 " + count + " 件决定公示期已满，不再显示。";
      row.remove();
      list.parentNode.insertBefore(note, list.nextSibling);
    });
  }

  // A host that has missed its rebuilds for days says so on every page; a sample is of a day long past by design.
  function tellAge() {
    const day = document.querySelector(".site-foot-day time");
    if (document.querySelector(".sample") || !day || !window.gongshi.isOld(day.dateTime)) return;
    const notice = make("aside", "sample", "");
    notice.setAttribute("aria-label", "数据日期");
    const days = window.gongshi.daysSince(day.dateTime);
    notice.append(make("div", "wrap", "本站数据截至 " + day.textContent + "，按您的设备日期已有 " + days + " 天没有更新。此后可能有变化，请向发布机关核实。"));
    document.querySelector(".site-head").after(notice);
  }

  // 长者模式 and 高对比, kept in this browser; another page that is open follows, and so does one brought back.
  function modes() {
    const buttons = all("[data-mode]");
    const said = document.querySelector("[data-said]");
    const show = () => buttons.forEach((button) => {
      button.setAttribute("aria-pressed", String(html.classList.contains(button.dataset.mode)));
    });
    const read = () => {
      window.gongshi.readModes();
      show();
    };
    buttons.forEach((button) => button.addEventListener("click", () => {
      const { mode } = button.dataset;
      const on = html.classList.toggle(mode);
      try {
        localStorage.setItem("gongshi-" + mode, on ? "1" : "0");
      } catch (e) { /* kept for this page only */ }
      said.textContent = (on ? "已打开" : "已关闭") + button.textContent;
      show();
    }));
    show();
    window.addEventListener("storage", read);
    window.addEventListener("pageshow", (event) => { if (event.persisted) read(); });
  }

  // Menus are <details>, so they work without this; here only one is open at a time, and Escape closes it.
  function menus() {
    const open = () => all(".menu[open]");
    document.addEventListener("click", (event) => {
      open().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      open().forEach((menu) => {
        const inside = menu.contains(document.activeElement);
        menu.open = false;
        if (inside) menu.querySelector("summary").focus();
      });
    });
    document.addEventListener("focusin", (event) => {
      open().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    });
  }

  // Other orders of the rows that the page holds; the order that it came in is the first choice.
  function sorting() {
    const choice = document.querySelector("[data-sort]");
    const list = document.querySelector("main .rows");
    if (!choice || !list) return;
    const rows = Array.from(list.children);
    const keys = {
      published: (row) => row.querySelector("time").getAttribute("datetime"),
      amount: (row) => Number((row.querySelector(".num") || { textContent: "" }).textContent.replace(/[^\d.]/g, "")),
    };
    choice.addEventListener("change", () => {
      const key = keys[choice.value];
      // Sorting is stable: among equals the first order stays.
      const order = key ? rows.slice().sort((a, b) => (key(a) < key(b) ? 1 : key(a) > key(b) ? -1 : 0)) : rows;
      order.forEach((row) => { if (row.parentNode === list) list.appendChild(row); });
    });
  }

  // WeChat's own browser neither prints nor saves files: there the button says where it can be done.
  function paperAndFiles() {
    const inWeChat = navigator.userAgent.includes("MicroMessenger");
    all("[data-print], a[download]").forEach((place) => place.addEventListener("click", (event) => {
      if (!inWeChat) {
        if (place.matches("[data-print]")) window.print();
        return;
      }
      event.preventDefault();
      const what = place.matches("[data-print]") ? "打印" : "下载";
      all(".how").forEach((old) => old.remove());
      const how = make("span", "how", "微信里不能" + what + "。请点右上角的“…”，选“在浏览器打开”，再" + what + "。");
      how.setAttribute("role", "alert");
      place.after(how);
    }));
  }

  paperAndFiles();
  modes();
  menus();
  sorting();
  const judge = () => {
    removeLapsed();
    tellAge();
  };
  judge();
  // A page kept open over midnight, or brought back by the back button, is judged again.
  window.addEventListener("pageshow", judge);
  document.addEventListener("visibilitychange", judge);
})();
