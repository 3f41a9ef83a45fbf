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

  var index = window.guideIndex;
  var allStems = new Set(index.entries.map(function (entry) { return entry.stems; }).join(" ").split(" "));

  function wordsOf(text) {
    var words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
    var important = words.filter(function (word) { return commonWords.indexOf(word) < 0; });
    return important.length > 0 ? important : words;
  }

  // Returns the stem of a word. A word that the guide does not have gets the longest stem of the guide that it begins with.
  function stemOf(word) {
    if (Object.prototype.hasOwnProperty.call(index.stems, word)) {
      return index.stems[word];
    }
    for (var length = word.length; length >= 4; length -= 1) {
      if (allStems.has(word.slice(0, length))) {
        return word.slice(0, length);
      }
    }
    return word;
  }

  // Returns the query, and the query in the guide's own words where people say something else.
  function queriesOf(text) {
    var query = wordsOf(text).map(stemOf);
    var typed = " " + (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) || []).map(stemOf).join(" ") + " ";
    var others = index.terms
      .filter(function (term) { return typed.indexOf(" " + term.from.join(" ") + " ") >= 0; })
      .map(function (term) { return query.filter(function (stem) { return term.from.indexOf(stem) < 0; }).concat(term.to); });
    return query.length > 0 ? [query].concat(others) : [];
  }

  function has(stems, stem) {
    return (" " + stems + " ").indexOf(" " + stem + (stem.length < 4 ? " " : "")) >= 0;
  }

  // Returns the points of a part; none if it has less than the given share of the words.
  function scoreOf(entry, query, share) {
    var points = 0;
    var matches = 0;
    query.forEach(function (stem) {
      if (has(entry.stems, stem)) {
        matches += 1;
        points += has(entry.titleStems, stem) ? 40 : 1;
      }
    });
    if (matches === 0 || matches < query.length * share) {
      return 0;
    }
    return (entry.titleStems === query.join(" ") ? points + 50 : points) + 100 * matches / query.length - 15 * entry.rank;
  }

  function foundFor(queries, share) {
    return queries.length === 0 ? [] : index.entries
      .map(function (entry, position) {
        var scores = queries.map(function (query) { return scoreOf(entry, query, share); });
        return { entry: entry, position: position, score: Math.max.apply(null, scores) };
      })
      .filter(function (one) { return one.score > 0; })
      .sort(function (a, b) { return b.score - a.score || a.position - b.position; });
  }

  // Returns some words of a text, from shortly before the first that was looked for.
  function excerptOf(text, queries) {
    var stems = [].concat.apply([], queries);
    var words = text.split(" ");
    var first = words.findIndex(function (word) {
      return (word.toLowerCase().match(/[\p{L}\p{N}]+/gu) || []).some(function (part) { return stems.indexOf(stemOf(part)) >= 0; });
    });
    var start = Math.max(0, first - 8);
    return (start > 0 ? "… " : "") + words.slice(start, start + 40).join(" ") + (words.length > start + 40 ? " …" : "");
  }

  function search() {
    var queries = queriesOf(field.value);
    var found = foundFor(queries, 2 / 3);
    found = found.length > 0 ? found : foundFor(queries, 0.5);
    list.textContent = "";
    found.slice(0, 50).forEach(function (one) {
      var line = document.createElement("li");
      var link = document.createElement("a");
      link.href = one.entry.address;
      link.textContent = one.entry.title === one.entry.page ? one.entry.title : one.entry.page + ": " + one.entry.title;
      var excerpt = document.createElement("p");
      excerpt.className = "nhsuk-body-s";
      excerpt.textContent = excerptOf(one.entry.text, queries);
      line.appendChild(link);
      line.appendChild(excerpt);
      list.appendChild(line);
    });
    message.textContent = queries.length === 0 ? "Type one or more words." :
      found.length === 0 ? "No results. Try other words, or see the index of data items." :
      found.length + (found.length === 1 ? " result" : " results") + (found.length > 50 ? ". The first 50 are shown." : ".");
  }

  field.value = new URLSearchParams(window.location.search).get("q") || "";
  field.addEventListener("input", search);
  search();
}());
