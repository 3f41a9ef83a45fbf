/** Characters that look like others: letters, digits and signs of other scripts. */

/**
 * Return a text with the characters that its look-alikes stand for.
 * @param {string} text
 * @returns {string}
 */
function plain(text) {
  let result = "";
  for (const character of text) {
    result += Object.hasOwn(SPECIFICATION.cells.plain, character) ? SPECIFICATION.cells.plain[character] : character;
  }
  return result;
}

/**
 * Return a sentence that names the first look-alike of a text, and its place. The text has some.
 * @param {string} text
 * @returns {string}
 */
function firstLookAlike(text) {
  const signs = [...text].map((sign, index) => ({ sign, place: index + 1 }));
  const found = signs.filter((one) => Object.hasOwn(SPECIFICATION.cells.plain, one.sign));
  const { sign, place } = found[0];
  const more = found.length > 1 ? `. So is it with ${counted(found.length - 1, "more character")}` : "";
  return `Character ${place} is ${SPECIFICATION.cells.lookAlikeNames[sign]}, not ${SPECIFICATION.cells.plain[sign]}${more}.`;
}
