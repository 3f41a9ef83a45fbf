// Searches search-index.js in this browser. Nothing is sent anywhere.
(function () {
  "use strict";
  var list = document.getElementById("results");
  var message = document.getElementById("message");
  var field = document.getElementById("words");
  if (!list || !message || !field) {
    return;
  }

  var commonWords = "a an and are be can do does for from had has have how i if in is it my of on or our the to was we what when where which who with you".split(" ");

  function wordsOf(text) {
    return text.toLowerCase().split(/[^\p{L}\p{N}_.-]+/u).filter(Boolean);
  }

  function searchWords(text) {
    var words = wordsOf(text);
    var important = words.filter(function (word) { return commonWords.indexOf(word) < 0; });
    return important.length > 0 ? important : words;
  }

  // Returns the beginning that a word shares with its other forms: costs and cost, died and dies, temporarily and temporary.
  function stem(word) {
    return word.length < 6 ? word.replace(/(?:ed|s)$/, "") : word.replace(/(?:ations?|ssions?|tted|ily|ing|ies|ied|ed|es|s|y|ly)$/, "");
  }

  function score(entry, query) {
    var title = " " + wordsOf(entry.t).join(" ");
    var text = title + " " + wordsOf(entry.p + " " + entry.x + " " + (entry.a || "")).join(" ");
    var points = 0;
    var matches = 0;
    for (var i = 0; i < query.length; i += 1) {
      var beginning = query[i].length < 4 ? query[i] : stem(query[i]);
      var whole = query[i].length < 4 ? " " : "";
      if ((text + " ").indexOf(" " + beginning + whole) >= 0) {
        matches += 1;
        points += (title + " ").indexOf(" " + beginning + whole) < 0 ? 1 : 10;
      }
    }
    if (matches * 3 < query.length * 2) {
      return 0;
    }
    return (title === " " + query.join(" ") ? points + 50 : points) + 100 * matches - 5 * entry.r;
  }

  function search() {
    var query = searchWords(field.value);
    var found = query.length === 0 ? [] : window.guideIndex
      .map(function (entry, position) { return { entry: entry, position: position, score: score(entry, query) }; })
      .filter(function (one) { return one.score > 0; })
      .sort(function (a, b) { return b.score - a.score || a.position - b.position; });
    list.textContent = "";
    found.slice(0, 50).forEach(function (one) {
      var line = document.createElement("li");
      var link = document.createElement("a");
      link.href = one.entry.u;
      link.textContent = one.entry.t;
      var excerpt = document.createElement("p");
      excerpt.className = "nhsuk-body-s";
      excerpt.textContent = (one.entry.t === one.entry.p ? "" : one.entry.p + ". ") + one.entry.x;
      line.appendChild(link);
      line.appendChild(excerpt);
      list.appendChild(line);
    });
    message.textContent = query.length === 0 ? "Type one or more words." :
      found.length === 0 ? "No results. Try other words, or see the index of data items." :
      found.length + (found.length === 1 ? " result" : " results") + (found.length > 50 ? ". The first 50 are shown." : ".");
  }

  field.value = new URLSearchParams(window.location.search).get("q") || "";
  field.addEventListener("input", search);
  search();
}());
