/** The nearest of several names, as Python's difflib finds it. */

/**
 * Return up to one of the known words that is most like a word, in any case.
 * @param {string} word
 * @param {string[]} known
 * @returns {string[]}
 */
function nearest(word, known) {
  /** @type {Map<string, string>} */
  const byFolded = new Map();
  for (const candidate of [...known].sort(compareTexts)) {
    const name = caseFolded(candidate);
    if (!byFolded.has(name)) byFolded.set(name, candidate);
  }
  const sought = [...caseFolded(word)];
  const places = placesOf(sought);
  let [best, score] = ["", 0.6];
  for (const name of byFolded.keys()) {
    const ratio = likeness([...name], sought, places);
    if (ratio > score || (ratio === score && (best === "" || compareTexts(name, best) > 0))) [best, score] = [name, ratio];
  }
  return best === "" ? [] : [byFolded.get(best) ?? ""];
}

/**
 * Return a number below 0 if a text comes before another by the numbers of its characters in Unicode, above 0 if after it, or else 0.
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
function compareTexts(one, other) {
  const [left, right] = [[...one], [...other]];
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const difference = (left[index].codePointAt(0) ?? 0) - (right[index].codePointAt(0) ?? 0);
    if (difference) return difference;
  }
  return left.length - right.length;
}

/**
 * Return the indexes of each character of a text. In a long text, characters that are everywhere do not count.
 * @param {string[]} text
 * @returns {Map<string, number[]>}
 */
function placesOf(text) {
  /** @type {Map<string, number[]>} */
  const places = new Map();
  text.forEach((character, index) => {
    const known = places.get(character);
    if (known) known.push(index);
    else places.set(character, [index]);
  });
  if (text.length >= 200) {
    const most = Math.floor(text.length / 100) + 1;
    for (const [character, known] of places) if (known.length > most) places.delete(character);
  }
  return places;
}

/**
 * Return the share of characters that two texts have in common, in the same order.
 * @param {string[]} one
 * @param {string[]} other
 * @param {Map<string, number[]>} places the indexes of each character of the other
 * @returns {number}
 */
function likeness(one, other, places) {
  const length = one.length + other.length;
  return length ? (2 * commonCharacters(one, other, places, 0, one.length, 0, other.length)) / length : 1;
}

/**
 * Return how many characters two parts of texts have in common: the longest run, and what is before and after it.
 * @param {string[]} one
 * @param {string[]} other
 * @param {Map<string, number[]>} places
 * @param {number} start
 * @param {number} end
 * @param {number} otherStart
 * @param {number} otherEnd
 * @returns {number}
 */
function commonCharacters(one, other, places, start, end, otherStart, otherEnd) {
  let [at, otherAt, size] = [start, otherStart, 0];
  /** @type {Map<number, number>} */
  let runs = new Map();
  for (let index = start; index < end; index++) {
    /** @type {Map<number, number>} */
    const longer = new Map();
    for (const place of places.get(one[index]) ?? []) {
      if (place < otherStart) continue;
      if (place >= otherEnd) break;
      const run = (runs.get(place - 1) ?? 0) + 1;
      longer.set(place, run);
      if (run > size) [at, otherAt, size] = [index - run + 1, place - run + 1, run];
    }
    runs = longer;
  }
  while (at > start && otherAt > otherStart && one[at - 1] === other[otherAt - 1]) [at, otherAt, size] = [at - 1, otherAt - 1, size + 1];
  while (at + size < end && otherAt + size < otherEnd && one[at + size] === other[otherAt + size]) size += 1;
  if (!size) return 0;
  return (
    size +
    commonCharacters(one, other, places, start, at, otherStart, otherAt) +
    commonCharacters(one, other, places, at + size, end, otherAt + size, otherEnd)
  );
}
