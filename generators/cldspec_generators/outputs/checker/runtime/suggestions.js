/** What an unreadable cell probably was, as `cldspec/validation/suggestions.py` says it. */

/**
 * What happened to a value and what to do, and the value itself if it can be worked out.
 * @typedef {[string, string | null]} Explanation
 */

const SENTENCES = SPECIFICATION.texts.sentences;
const GROUPED = /^-?[1-9][0-9]{0,2}([, '])[0-9]{3}(\1[0-9]{3})*(\.[0-9]+)?$/u;
const UNCERTAIN_TIME = /^(?:.*([Zz]|[+-][0-9]{2}:?[0-9]{2})|[T ]*2[23]:.*)$/u;
const CURRENCIES = ["£", "$", "€"];

/**
 * Return what to write instead of the text of an unreadable cell, or what happened to it; null where that is unknown.
 *
 * A value that is worked out from the text is personal data if the text is, so it is part of the suggestion only if values are shown.
 * @param {number} position of the item
 * @param {string} typed
 * @param {boolean} showValues
 * @returns {string | null}
 */
function suggestion(position, typed, showValues) {
  const item = ITEMS[position];
  const text = tidy(typed);
  if (item.type === "text" && item.maxLength !== null && isTooLong(item, text)) {
    return filledIn(SENTENCES["long"], lengthOf(text), item.maxLength);
  }
  if (text === "" || lengthOf(text) > SPECIFICATION.texts.longestSuggested) return null;
  const values = item.values ?? [];
  const odd = characterNames(text);
  if (odd.length) return filledIn(SENTENCES["odd"], joined(odd), write(likelyListValue(text.replace(INVISIBLE, ""), values)));
  if (!ONLY_ASCII.test(text)) {
    const right = readCell(position, plain(text)).value;
    if (right != null) return `${firstLookAlike(text)} ${write(item.values ? item.values[Number(right)] : null)}`;
  }
  if (text === SPECIFICATION.cells.withoutResult) return SPECIFICATION.cells.neverCalculated;
  if (FORMULA_ERROR.test(text) && !/^#+$/.test(text)) return filledIn(SENTENCES["error"], item.insteadOfBlankWord);
  if (/^##+$/.test(text)) return SENTENCES["narrow"];
  const likely = likelyListValue(text, values);
  if (likely !== null) return likely;
  if (BLANK_WORDS.has(text.toLowerCase())) return item.insteadOfBlankWord;
  if (item.values) return null;
  const isNumber = item.type === "integer" || item.type === "decimal";
  const explanation = item.type === "date" ? explainedDate(text) : isNumber ? explainedNumber(text, item) : explainedText(text, position);
  if (explanation === null) return null;
  const [sentence, value] = explanation;
  if (value === null || !showValues || !isValue(position, value)) return sentence;
  return filledIn(SENTENCES["probably"], sentence, value + proviso(item, text, value));
}

/**
 * Return under which condition a text stands for a value, if the text may also stand for another.
 * @param {Item} item
 * @param {string} text
 * @param {string} value
 * @returns {string}
 */
function proviso(item, text, value) {
  if (item.type === "date") {
    const [day, month] = value.split("/");
    if (day === month || Number(day) > SPECIFICATION.texts.months.length) return "";
    const isInParts = /^[0-9]{1,2}[/.\- ][0-9]{1,2}[/.\- ][0-9]{4}/.test(text);
    if (isInParts || new RegExp(`^${day}${month}[0-9]{4}$`).test(text)) return SENTENCES["day-first"];
    return /^[0-9]{4}[/.]/.test(text) ? SENTENCES["month-before-day"] : "";
  }
  return item.scale && /^\P{Nd}*[0-9]{1,3},[0-9]{3}\P{Nd}*$/u.test(text) ? SENTENCES["comma-between-thousands"] : "";
}

/**
 * Say whether an item can have a value, as typed in the template.
 * @param {number} position of the item
 * @param {string} text
 * @returns {boolean}
 */
function isValue(position, text) {
  const { type } = ITEMS[position];
  if (type === "date") return dateOf(text) !== undefined;
  return type === "text" ? hasFormat(position, text) : numberOf(position, text) !== undefined;
}

/**
 * @param {string | null} value
 * @returns {string}
 */
function write(value) {
  return value === null ? SENTENCES["type-again"] : filledIn(SENTENCES["write"], value);
}

/**
 * @param {string} text
 * @returns {Explanation | null}
 */
function explainedDate(text) {
  if (/^[0-9]{1,5}(\.[0-9]+)?$/.test(text)) return dateFromNumber(text);
  let match = /^([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})([T ].*)?$/u.exec(text);
  if (match && (dayOf(Number(match[1]), Number(match[3]), Number(match[4])) !== undefined || match[2])) {
    return certain(withDate(SENTENCES["year-first"], match[1], match[3], match[4]), match[5]);
  }
  match = /^([0-9]{2})([0-9]{2})([0-9]{4})$/.exec(text);
  if (match) return withDate(SENTENCES["no-slashes"], match[3], match[2], match[1]);
  match = /^([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4})([T ].*)?$/u.exec(text);
  if (match) return dateFromParts(match[1], match[2], match[3], match[4]);
  if (/^[0-9]{1,2}[/.\- ][0-9]{1,2}[/.\- ][0-9]{2}([T ].*)?$/u.test(text)) return [SENTENCES["two-digits"], null];
  return dateWithMonthName(text);
}

/**
 * Explain a date whose month is a word, before the day or after it.
 * @param {string} text
 * @returns {Explanation | null}
 */
function dateWithMonthName(text) {
  const day = "(?<day>[0-9]{1,2})(?:st|nd|rd|th)?";
  const month = "(?<month>[A-Za-z]{3})[A-Za-z]*";
  const year = "[ \\-/,]{0,2}(?<year>[0-9]{4}|[0-9]{2})( .*)?";
  const dayFirst = new RegExp(`^${day}[ \\-/]?${month}${year}$`, "u");
  const monthFirst = new RegExp(`^${month}[ \\-/.]{1,2}${day}(?=[ \\-/,])${year}$`, "u");
  const match = dayFirst.exec(text) ?? monthFirst.exec(text);
  const parts = match?.groups;
  const number = parts ? SPECIFICATION.texts.months.indexOf(parts.month.toLowerCase()) + 1 : 0;
  return parts && number ? withDate(SENTENCES["month-word"], parts.year, String(number), parts.day) : null;
}

/**
 * @param {string} text
 * @returns {Explanation}
 */
function dateFromNumber(text) {
  if (/^(19|20)[0-9]{2}$/.test(text)) return [SENTENCES["only-year"], null];
  const { excelDay0, firstExcelDay, lastExcelDay } = SPECIFICATION.texts;
  const days = Number(text.split(".")[0]);
  const day = new Date(Date.parse(excelDay0) + days * 86_400_000).toISOString().slice(0, 10);
  return [SENTENCES["day-number"], days >= firstExcelDay && days <= lastExcelDay ? typedDate(dateOfIso(day)) : null];
}

/**
 * @param {string} first
 * @param {string} second
 * @param {string} year
 * @param {string | undefined} time
 * @returns {Explanation}
 */
function dateFromParts(first, second, year, time) {
  if (dayOf(Number(year), Number(second), Number(first)) !== undefined) {
    return certain(withDate(SENTENCES[time ? "time" : "digits"], year, second, first), time);
  }
  if (dayOf(Number(year), Number(first), Number(second)) !== undefined) {
    return certain(withDate(SENTENCES["month-first"], year, first, second), time);
  }
  return [SENTENCES["no-such-date"], null];
}

/**
 * Return an explanation without the date if, with this time, it may be another day here.
 * @param {Explanation} explanation
 * @param {string | undefined} time
 * @returns {Explanation}
 */
function certain(explanation, time) {
  return time && UNCERTAIN_TIME.test(time) ? [explanation[0], null] : explanation;
}

/**
 * Return the sentence with the date; or that there is no such date.
 * @param {string} sentence
 * @param {string} year
 * @param {string} month
 * @param {string} day
 * @returns {Explanation}
 */
function withDate(sentence, year, month, day) {
  if (year.length < 4) return [sentence, null];
  const date = dayOf(Number(year), Number(month), Number(day));
  if (date === undefined) return [SENTENCES["no-such-date"], null];
  if (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return [SENTENCES["year-range"], null];
  return [sentence, typedDate(date)];
}

/**
 * @param {string} text
 * @param {Item} item
 * @returns {Explanation | null}
 */
function explainedNumber(text, item) {
  if (/^-?[0-9]+(\.[0-9]*)?[eE][+-]?[0-9]+$/.test(text)) return [SENTENCES["scientific-number"], null];
  let match = item.scale ? /^(-?[0-9]+),([0-9]{1,2})$/.exec(text) : null;
  if (match) return [SENTENCES["comma"], `${match[1]}.${match[2]}`];
  match = /^\(([^()]+)\)$/u.exec(text);
  if (match) return [SENTENCES["brackets"], `-${match[1]}`];
  let bare = text.replace(/^(-?) ?[£$€'] ?|()( ?[£$€])$/gu, "$1");
  if (GROUPED.test(bare)) bare = bare.replace(/[, ']/g, "");
  if (bare !== text && /^-?[0-9]+(\.[0-9]+)?$/.test(bare)) {
    const own = CURRENCIES.filter((sign) => item.title.includes(sign));
    const isAnother = own.length > 0 && CURRENCIES.some((sign) => text.includes(sign) && !own.includes(sign));
    return [SENTENCES["currency"], isAnother || mayBeThousands(bare) ? null : bare];
  }
  if (/^-?[0-9][0-9., ']*[0-9]$/.test(bare) && !/^[0-9]*\.?[0-9]*$/.test(bare)) return [SENTENCES["thousands"], null];
  match = mayBeThousands(text) ? null : /^(-?[0-9]+)\.0*$/.exec(text);
  if (match && match[1].replace(/^-+/, "").length <= SPECIFICATION.cells.wholeDigits) return [SENTENCES["zeros"], match[1]];
  if (/^-?[0-9]*\.[0-9]+$/.test(text)) return explainedDecimal(text, item);
  if (/^[£$€]?[0-9][0-9.,]* ?[^0-9]+$/u.test(text)) return [SENTENCES["unit"], null];
  return null;
}

/**
 * Say whether the point of a number may lie between thousands, as it does in many countries.
 * @param {string} text
 * @returns {boolean}
 */
function mayBeThousands(text) {
  return /^-?[1-9][0-9]{0,2}\.[0-9]{3}$/.test(text);
}

/**
 * Explain a number that has a point.
 * @param {string} text
 * @param {Item} item
 * @returns {Explanation}
 */
function explainedDecimal(text, item) {
  if (!item.scale) return [SENTENCES["whole"], null];
  if (text.replace(/^-+/, "").startsWith(".")) return [SENTENCES["zero"], text.replace(".", "0.")];
  const [whole, decimals] = text.split(".");
  if (decimals.length <= item.scale) return [SENTENCES["many-digits"], null];
  if (decimals.replace(/0+$/, "").length > item.scale) return [filledIn(SENTENCES["round"], item.scale), null];
  if (mayBeThousands(text)) return [filledIn(SENTENCES["decimals-thousands"], item.scale), null];
  return [filledIn(SENTENCES["decimals"], item.scale), `${whole}.${decimals.slice(0, item.scale)}`];
}

/**
 * @param {string} text
 * @param {number} position of the item
 * @returns {Explanation | null}
 */
function explainedText(text, position) {
  const { conforms, hasCheckDigit } = ITEMS[position];
  if (!conforms.length) return null;
  const has = (/** @type {string} */ guess) => hasFormat(position, guess);
  if (!conforms.every((example) => ONLY_DIGITS.test(example))) {
    const right = respaced(text, conforms).find(has);
    return right ? [SENTENCES["respaced"], right] : null;
  }
  const longest = Math.max(...conforms.map((example) => example.length));
  const match = /^([0-9])(?:\.([0-9]*))?[eE]\+?([0-9]{1,3})$/.exec(text);
  if (match) {
    const digits = match[1] + (match[2] ?? "");
    return [SENTENCES["scientific-digits"], digits.length === longest && longest === Number(match[3]) + 1 ? digits : null];
  }
  const bare = text.replace(/[\s'’,-]/gu, "").replace(/\.0+$/, "");
  if (bare !== text && has(bare)) return [SENTENCES["only-digits"], bare];
  if (!/^[0-9]+$/.test(bare)) return null;
  const padded = bare.padStart(longest, "0");
  if (bare.length < longest && has(padded)) return [SENTENCES["first-zeros"], padded];
  if (hasCheckDigit && PATTERNS[position]?.test(bare)) return [SENTENCES["check-digit"], null];
  if (bare.length !== longest && conforms.every((example) => example.length === longest)) {
    return [filledIn(SENTENCES["length"], bare.length, longest), null];
  }
  return null;
}

/**
 * Return the text in capitals, with a space where the examples of the format have one.
 * @param {string} text
 * @param {string[]} conforms
 * @returns {string[]}
 */
function respaced(text, conforms) {
  const together = text.replace(/[\s'’.-]/gu, "").toUpperCase();
  const withOneSpace = conforms.filter((example) => example.split(" ").length === 2);
  const after = [...new Set(withOneSpace.map((example) => example.length - example.indexOf(" ") - 1))].sort((one, two) => one - two);
  return [split(text.toUpperCase()).join(" "), together, ...after.map((count) => `${together.slice(0, -count)} ${together.slice(-count)}`)];
}
