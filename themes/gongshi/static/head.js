// Runs before the page is painted: the Shanghai day, the reader's modes, and whether this page's day has passed.
(function () {
  "use strict";
  var html = document.documentElement;
  html.classList.add("js");

  // China keeps UTC+8 all year, so the day is read from UTC and not from the reader's own zone.
  window.gongshi = {
    shanghaiDay: function () {
      return new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
    },
    daysSince: function (day) {
      return (Date.parse(window.gongshi.shanghaiDay()) - Date.parse(day)) / 86400000;
    },
    // A site is built every day; one of last week has missed more than a holiday of its keeper.
    isOld: function (asOf) {
      return window.gongshi.daysSince(asOf) > 7;
    },
    isOver: function (lastDay) {
      return Boolean(lastDay) && window.gongshi.shanghaiDay() > lastDay;
    }
  };

  // The modes that a reader chose here before; a browser that forbids storage still shows the page.
  window.gongshi.readModes = function () {
    ["large", "contrast"].forEach(function (mode) {
      try {
        html.classList.toggle(mode, localStorage.getItem("gongshi-" + mode) === "1");
      } catch (e) { /* the mode stays as it is on this page */ }
    });
  };
  window.gongshi.readModes();

  if (window.gongshi.isOver(html.dataset.lastDay)) html.classList.add("is-over");
})();
