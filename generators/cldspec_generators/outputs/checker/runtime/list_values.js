/** The allowed value that an unreadable text most probably stands for, as `cldspec/validation/list_values.py` finds it. */

const SYNONYMS = SPECIFICATION.texts.synonyms.map((pair) => pair.map((pattern) => new RegExp(`^(?:${pattern})$`, "u")));

/**
 * An allowed value with its words, and with those before a remark in brackets, if it has one.
 * @typedef {{value: string, words: string, beforeBracket: string | null}} ListWords
 */

/** @type {WeakMap<string[], ListWords[]>} */
const WORDS_OF_LISTS = new WeakMap();

/**
 * Return the words of a text without case and punctuation.
 * @param {string} text
 * @returns {string}
 */
function wordsOf(text) {
  return (caseFolded(text).match(WORD) ?? []).join(" ");
}

/**
 * Return the values of a list that are not numbers, with their words, and with those before a remark in brackets.
 * @param {string[]} values
 */
function wordsOfList(values) {
  let words = WORDS_OF_LISTS.get(values);
  if (!words) {
    words = values.filter((value) => !ONLY_DIGITS.test(value)).map((value) => {
      const before = withoutBracket(value);
      return { value, words: wordsOf(value), beforeBracket: before === value ? null : wordsOf(before) };
    });
    WORDS_OF_LISTS.set(values, words);
  }
  return words;
}

/**
 * Return the allowed value that a text stands for with little doubt: a wrong suggestion is worse than none.
 * @param {string} text
 * @param {string[]} values
 * @returns {string | null}
 */
function likelyListValue(text, values) {
  const facts = SPECIFICATION.texts;
  const whole = text.replace(/\.0+$/u, "");
  if (ONLY_DIGITS.test(whole)) {
    const lengths = [...new Set(values.filter((value) => ONLY_DIGITS.test(value)).map(lengthOf))].sort((one, two) => one - two);
    const guesses = [whole, ...lengths.map((length) => "0".repeat(Math.max(length - lengthOf(whole), 0)) + whole)];
    return guesses.find((guess) => values.includes(guess)) ?? null;
  }
  const list = wordsOfList(values);
  const typed = wordsOf(text);
  const length = lengthOf(typed);
  const isWord = BLANK_WORDS.has(text.toLowerCase()) || list.some(({ words }) => words.split(" ").includes(typed) && words !== "");
  const isShort = length <= facts.mostInitials && values.length <= facts.mostValuesWithInitials;
  const mayBeInitial = isShort && ONLY_LETTERS.test(typed) && !isWord;
  const meant = Object.hasOwn(facts.booleans, typed) ? facts.booleans[typed] : null;
  /** @type {(is: (one: ListWords) => boolean, beginning?: string, isOneWord?: boolean) => string | null} */
  const onlyOne = (is, beginning = "", isOneWord = false) => {
    const found = list.filter(is);
    const isClear = found.length === 1 && found[0].words.startsWith(beginning) && !(isOneWord && found[0].words.includes(" "));
    return isClear ? found[0].value : null;
  };
  return (
    onlyOne(({ words }) => words === typed && typed !== "") ??
    onlyOne(({ words }) => mayBeInitial && words.startsWith(typed), "", true) ??
    synonym(typed, values) ??
    onlyOne(({ value }) => value.toLowerCase() === meant) ??
    onlyOne(({ beforeBracket }) => typed !== "" && beforeBracket === typed) ??
    onlyOne(({ words }) => isMisspelt(typed, words)) ??
    onlyOne(({ words }) => length >= facts.fewestOfBeginning && words.includes(typed), typed)
  );
}

/**
 * Return the allowed value that says in other words that something is not known or not applicable, as the text does.
 * @param {string} text
 * @param {string[]} values
 * @returns {string | null}
 */
function synonym(text, values) {
  for (const [texts, sameMeaning] of SYNONYMS) {
    if (texts.test(text)) {
      const found = values.filter((value) => sameMeaning.test(wordsOf(value)));
      return found.length === 1 ? found[0] : null;
    }
  }
  return null;
}

/**
 * Say whether a text has the words of a value, with some of them misspelt.
 * @param {string} typed
 * @param {string} value
 * @returns {boolean}
 */
function isMisspelt(typed, value) {
  const words = typed === "" ? [] : typed.split(" ");
  const right = value === "" ? [] : value.split(" ");
  if (words.length === right.length) return words.every((word, index) => isSimilar(word, right[index]));
  return typed.replaceAll(" ", "") === value.replaceAll(" ", "");
}

/**
 * Say whether two words have the same first letter, and differ by one letter, by two in long words, or by two swapped letters.
 * @param {string} word
 * @param {string} right
 * @returns {boolean}
 */
function isSimilar(word, right) {
  if (word === right) return true;
  const [letters, others] = [[...word], [...right]];
  const longest = Math.max(letters.length, others.length);
  if (letters[0] !== others[0] || longest < SPECIFICATION.texts.shortWord || !ONLY_LETTERS.test(word + right)) return false;
  const start = commonBeginning(letters, others);
  let [rest, restRight] = [letters.slice(start), others.slice(start)];
  const end = commonBeginning([...rest].reverse(), [...restRight].reverse());
  [rest, restRight] = [rest.slice(0, rest.length - end), restRight.slice(0, restRight.length - end)];
  const allowed = longest >= SPECIFICATION.texts.longWord ? 2 : 1;
  const areSwapped = rest.length === 2 && rest.join("") === [...restRight].reverse().join("");
  return Math.max(rest.length, restRight.length) <= allowed || areSwapped;
}

/**
 * Return how many letters two words have in common at their beginning.
 * @param {string[]} word
 * @param {string[]} right
 * @returns {number}
 */
function commonBeginning(word, right) {
  const shorter = Math.min(word.length, right.length);
  for (let index = 0; index < shorter; index += 1) if (word[index] !== right[index]) return index;
  return shorter;
}
