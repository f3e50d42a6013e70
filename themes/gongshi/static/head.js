// Runs before the page is painted: the Shanghai day, the reader's text size, and whether this page's day has passed.
(function () {
  "use strict";
  var html = document.documentElement;
  html.classList.add("js");

  // China keeps UTC+8 all year, so the day is read from UTC and not from the reader's own zone.
  window.gongshi = {
    shanghaiDay: function () {
      return new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
    },
    isOver: function (lastDay) {
      return Boolean(lastDay) && window.gongshi.shanghaiDay() > lastDay;
    }
  };

  // A browser that forbids storage still shows the page.
  try {
    if (localStorage.getItem("gongshi-large") === "1") html.classList.add("large");
  } catch (e) { /* the normal size then */ }

  if (window.gongshi.isOver(html.dataset.lastDay)) html.classList.add("is-over");
})();
