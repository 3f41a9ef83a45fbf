/** Texts: white space, case and characters, to the character as Python and `cldspec validate` have them. */

/**
 * Return a class of a regular expression for some characters.
 * @param {Characters[]} ranges
 * @returns {string}
 */
function classOf(ranges) {
  return `[${ranges.map(([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`).join("")}]`;
}

const SPACE = new RegExp(classOf(SPECIFICATION.cells.spaces), "gu");
const ANY_SPACE = new RegExp(classOf(SPECIFICATION.cells.spaces), "u");
const INVISIBLE = new RegExp(classOf(SPECIFICATION.cells.invisible), "gu");
const ANY_INVISIBLE = new RegExp(classOf(SPECIFICATION.cells.invisible), "u");
const ANY_LOST = new RegExp(classOf(SPECIFICATION.cells.lost), "u");
const WHITE_SPACE = new RegExp(`${classOf(SPECIFICATION.texts.whiteSpace)}+`, "u");
const ONLY_DIGITS = new RegExp(`^${classOf(SPECIFICATION.texts.digits)}+$`, "u");
const ONLY_LETTERS = /^\p{L}+$/u;
const WORD = /[\p{L}\p{N}_]+/gu;
const ONLY_ASCII = /^[\x00-\x7f]*$/;

/**
 * Return the text of a cell without white space at either end, and with spaces in place of other white space.
 * @param {string} typed
 * @returns {string}
 */
function tidy(typed) {
  return stripped(typed.replace(SPACE, " "));
}

/**
 * Return a text without spaces at either end.
 * @param {string} text
 * @returns {string}
 */
function stripped(text) {
  let first = 0;
  let end = text.length;
  while (first < end && text.charCodeAt(first) === 0x20) first += 1;
  while (end > first && text.charCodeAt(end - 1) === 0x20) end -= 1;
  return text.slice(first, end);
}

/**
 * Return the words of a text that white space separates.
 * @param {string} text
 * @returns {string[]}
 */
function split(text) {
  return text.split(WHITE_SPACE).filter((word) => word !== "");
}

/**
 * Return a text in lower case with single spaces, so that texts can be compared without regard to case and spaces.
 * @param {string} text
 * @returns {string}
 */
function folded(text) {
  return split(text.toLowerCase()).join(" ");
}

/**
 * Return a text without case, as Python's casefold does.
 * @param {string} text
 * @returns {string}
 */
function caseFolded(text) {
  if (ONLY_ASCII.test(text)) return text.toLowerCase();
  let result = "";
  for (const character of text) {
    const { caseFolded: others } = SPECIFICATION.texts;
    result += Object.hasOwn(others, character) ? others[character] : character.toLowerCase();
  }
  return result;
}

/**
 * Return how many characters a text has.
 * @param {string} text
 * @returns {number}
 */
function lengthOf(text) {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/**
 * Return a number with commas between thousands.
 * @param {number} number
 * @returns {string}
 */
function withCommas(number) {
  return String(number).replace(/\B(?=([0-9]{3})+$)/g, ",");
}

/**
 * Return a number with its noun, such as "1 row" or "1,000 rows".
 * @param {number} count
 * @param {string} noun
 * @returns {string}
 */
function counted(count, noun) {
  return `${withCommas(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * Return words as a list in a sentence, such as "a, b and c"; `last` is the word before the last one.
 * @param {string[]} words
 * @param {string} [last]
 * @returns {string}
 */
function joined(words, last = "and") {
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} ${last} ${words[words.length - 1]}` : words.join("");
}

/**
 * Return a text with values in place of its {}, or of its {:,} with commas between thousands.
 * @param {string} text
 * @param {...(string | number)} values
 * @returns {string}
 */
function filledIn(text, ...values) {
  let next = 0;
  return text.replace(/\{(:,)?\}/g, (_, commas) => {
    const value = values[next++];
    return commas ? withCommas(Number(value)) : String(value);
  });
}

/**
 * Return the names of the invisible and unusual characters of a text, each once, such as "a zero width space (U+200B)".
 * @param {string} text
 * @returns {string[]}
 */
function characterNames(text) {
  const names = new Set();
  for (const character of text) {
    if (Object.hasOwn(SPECIFICATION.cells.characterNames, character)) names.add(SPECIFICATION.cells.characterNames[character]);
  }
  return [...names];
}

/**
 * Return a text without a remark in brackets at its end.
 * @param {string} text
 * @returns {string}
 */
function withoutBracket(text) {
  return text.replace(/\s*\([^()]*\)$/u, "");
}

/**
 * Return a copy of a text that does not keep alive the large text that it may be a part of.
 * @param {string} text
 * @returns {string}
 */
function copied(text) {
  return ` ${text}`.slice(1);
}
