// Looks for words in search-index.js, in this browser alone: nothing is sent anywhere.
(function () {
  "use strict";
  var list = document.getElementById("results");
  var said = document.getElementById("said");
  var field = document.getElementById("words");
  if (!list || !said || !field) {
    return;
  }

  var small = "a an and are be can do does for from had has have how i if in is it my of on or our the to was we what when where which who with you".split(" ");

  function all(text) {
    return text.toLowerCase().split(/[^\p{L}\p{N}_.-]+/u).filter(Boolean);
  }

  function words(text) {
    var said = all(text);
    var telling = said.filter(function (word) { return small.indexOf(word) < 0; });
    return telling.length > 0 ? telling : said;
  }

  // The beginning that a word shares with its other forms: costs and cost, died and dies, temporarily and temporary.
  function stem(word) {
    return word.length < 6 ? word.replace(/(?:ed|s)$/, "") : word.replace(/(?:ations?|ssions?|tted|ily|ing|ies|ied|ed|es|s|y|ly)$/, "");
  }

  function score(entry, asked) {
    var title = " " + all(entry.t).join(" ");
    var text = title + " " + all(entry.p + " " + entry.x + " " + (entry.a || "")).join(" ");
    var sum = 0;
    var found = 0;
    for (var i = 0; i < asked.length; i += 1) {
      var beginning = asked[i].length < 4 ? asked[i] : stem(asked[i]);
      var whole = asked[i].length < 4 ? " " : "";
      if ((text + " ").indexOf(" " + beginning + whole) >= 0) {
        found += 1;
        sum += (title + " ").indexOf(" " + beginning + whole) < 0 ? 1 : 10;
      }
    }
    if (found * 3 < asked.length * 2) {
      return 0;
    }
    return (title === " " + asked.join(" ") ? sum + 50 : sum) + 100 * found - 5 * entry.r;
  }

  function look() {
    var asked = words(field.value);
    var found = asked.length === 0 ? [] : window.guideIndex
      .map(function (entry, place) { return { entry: entry, place: place, score: score(entry, asked) }; })
      .filter(function (one) { return one.score > 0; })
      .sort(function (a, b) { return b.score - a.score || a.place - b.place; });
    list.textContent = "";
    found.slice(0, 50).forEach(function (one) {
      var line = document.createElement("li");
      var link = document.createElement("a");
      link.href = one.entry.u;
      link.textContent = one.entry.t;
      var where = document.createElement("p");
      where.className = "nhsuk-body-s";
      where.textContent = (one.entry.t === one.entry.p ? "" : one.entry.p + ". ") + one.entry.x;
      line.appendChild(link);
      line.appendChild(where);
      list.appendChild(line);
    });
    said.textContent = asked.length === 0 ? "Type one or more words." :
      found.length === 0 ? "Nothing has these words. Try others, or see the index of data items." :
      found.length + (found.length === 1 ? " part" : " parts") + " of the guide found" + (found.length > 50 ? "; the first 50 are shown." : ".");
  }

  field.value = new URLSearchParams(window.location.search).get("q") || "";
  field.addEventListener("input", look);
  look();
}());
