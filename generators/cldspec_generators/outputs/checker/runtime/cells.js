/**
 * Cells: which value of its data item a cell as typed stands for, and what is wrong with it. What is said here of a text is what
 * `cldspec/rules/cells.py` says of it; tests compare the two.
 */

const ITEMS = SPECIFICATION.items;
const FORMULA_ERROR = new RegExp(SPECIFICATION.cells.formulaError, "iu");
const ROUNDED_NUMBER = new RegExp(SPECIFICATION.cells.roundedNumber, "u");
const NO_VALUE_WORDS = new Set(SPECIFICATION.cells.noValueWords);
const BLANK_WORDS = new Set([...SPECIFICATION.cells.noValueWords, ...SPECIFICATION.cells.unknownWords]);
const LONGEST_WORD = Math.max(...[...BLANK_WORDS].map((word) => word.length));
/** By the number of a character: whether it may begin a word for nothing, or the error of a formula. */
const MAY_BEGIN_WORD = Uint8Array.from({ length: 0x80 }, (_, code) => {
  const sign = String.fromCharCode(code).toLowerCase();
  return sign === "#" || sign === "e" || [...BLANK_WORDS].some((word) => word.startsWith(sign)) ? 1 : 0;
});
const PLAIN_TEXT = /^[!-~](?:[ -~]*[!-~])?$/;
const UNUSUAL = classOf([...SPECIFICATION.cells.spaces, ...SPECIFICATION.cells.invisible, ...SPECIFICATION.cells.lost]);
const AWKWARD = new RegExp(`${UNUSUAL}|^ | $`, "u");
const UNUSUAL_SPACE = classOf(SPECIFICATION.cells.spaces);
const EDGE = new RegExp(`^ | $|^${UNUSUAL_SPACE}|${UNUSUAL_SPACE}$`, "u");
const LOOK_ALIKE_IN_TEXT = new RegExp(SPECIFICATION.cells.lookAlikeInText, "u");
const LOOK_ALIKE_IN_IDENTIFIER = new RegExp(SPECIFICATION.cells.lookAlikeInIdentifier, "u");
const PATTERNS = ITEMS.map((item) => (item.pattern === null ? null : new RegExp(item.pattern, "u")));
const POSITION_OF_VALUE = ITEMS.map((item) => new Map((item.values ?? []).map((value, position) => [value, position])));

/** Whether a cell of any text was read that is not of plain ASCII, and so may have damaged letters. Whoever looks for them resets it. */
let hasUnusualText = false;

/** What is wrong with a cell whatever else it says, in the words of `Remark` in Python. */
const WHOLE_CELL = new Set(["error", "encoding", "digits", "no-value"]);

/**
 * What a cell stands for. `fault` is what is wrong with it, and `rule` the position of the rule that it breaks, or -1.
 * @typedef {{typed: string, value: Value, fault: string | null, rule: number}} CellReading
 */

/**
 * Return a function that gives the value of a cell that is exactly a value and about which there is no remark; undefined for others.
 * Most cells are such, and this is quick.
 * @param {number} position of the item
 * @returns {(typed: string) => Value}
 */
function quickReader(position) {
  const item = ITEMS[position];
  if (item.values) {
    const values = POSITION_OF_VALUE[position];
    return (typed) => values.get(typed);
  }
  if (item.type === "date") {
    const fillers = item.fillers.map(dateOf);
    return (typed) => {
      const date = dateOf(typed);
      return date === fillers[0] || date === fillers[1] ? undefined : date;
    };
  }
  if (item.type === "integer" || item.type === "decimal") return (typed) => numberOf(position, typed);
  if (item.pattern !== null) {
    return (typed) => (hasFormat(position, typed) && !item.fillers.includes(typed) && tidy(typed) === typed ? typed : undefined);
  }
  return textReader(item);
}

/**
 * Return the same for an item that takes any text.
 * @param {Item} item
 * @returns {(typed: string) => Value}
 */
function textReader(item) {
  const lookAlike = lookAlikeIn(item);
  const words = item.isIdentifier ? BLANK_WORDS : NO_VALUE_WORDS;
  return (typed) => {
    if (!PLAIN_TEXT.test(typed)) {
      hasUnusualText = true;
      if (AWKWARD.test(typed) || lookAlike.test(typed)) return undefined;
    }
    if (MAY_BEGIN_WORD[typed.charCodeAt(0)] !== 0) {
      if ((typed.length <= LONGEST_WORD && words.has(typed.toLowerCase())) || FORMULA_ERROR.test(typed)) return undefined;
    }
    if (item.isIdentifier && ROUNDED_NUMBER.test(typed)) return undefined;
    if (item.needsDigit && !/[0-9]/.test(typed)) return undefined;
    return isTooLong(item, typed) ? undefined : typed;
  };
}

/**
 * Return the regular expression for the look-alikes that an item which takes any text should not have.
 * @param {Item} item
 * @returns {RegExp}
 */
function lookAlikeIn(item) {
  return item.isIdentifier ? LOOK_ALIKE_IN_IDENTIFIER : LOOK_ALIKE_IN_TEXT;
}

/**
 * Say whether a text has more characters than its item allows.
 * @param {Item} item
 * @param {string} text
 * @returns {boolean}
 */
function isTooLong(item, text) {
  return item.maxLength !== null && text.length > item.maxLength && lengthOf(text) > item.maxLength;
}

/**
 * Return a number as typed in the template, times ten to the power of its item's decimal places; undefined if it is none.
 * @param {number} position of the item
 * @param {string} typed
 * @returns {number | bigint | undefined}
 */
function numberOf(position, typed) {
  if (!PATTERNS[position]?.test(typed)) return undefined;
  const { scale, isBig } = ITEMS[position];
  const point = typed.indexOf(".");
  const decimals = point < 0 ? "" : typed.slice(point + 1);
  const digits = (point < 0 ? typed : typed.slice(0, point)) + decimals.padEnd(scale, "0");
  return isBig ? BigInt(digits) : Number(digits) + 0; // no -0
}

/**
 * Say whether a text matches the pattern of its item's format, and has the right check digit if the format has one.
 * @param {number} position of the item
 * @param {string} text
 * @returns {boolean}
 */
function hasFormat(position, text) {
  return (PATTERNS[position]?.test(text) ?? true) && (!ITEMS[position].hasCheckDigit || hasModulus11(text));
}

/**
 * Say whether the last of ten digits is the modulus 11 check digit of the nine before it.
 * @param {string} text
 * @returns {boolean}
 */
function hasModulus11(text) {
  const last = SPECIFICATION.cells.checkedDigits - 1;
  if (text.length !== last + 1) return false;
  let total = 0;
  for (let index = 0; index < last; index += 1) total += digitAt(text, index) * (last + 1 - index);
  return (11 - (total % 11)) % 11 === digitAt(text, last);
}

/**
 * Return what a cell stands for, and what is wrong with it. `typed` is not empty.
 * @param {number} position of the item
 * @param {string} typed
 * @returns {CellReading}
 */
function readCell(position, typed) {
  const item = ITEMS[position];
  const text = tidy(typed);
  if (text === "") return { typed, value: null, fault: null, rule: -1 };
  const bare = item.takesAnyText ? stripped(text.replace(INVISIBLE, "")) : text;
  const remark = textRemark(item, bare);
  const value = bare === "" ? null : valueOf(position, bare, remark);
  const fault = remark !== null && WHOLE_CELL.has(remark) ? remark : faultOf(item, typed, text, bare, value);
  return { typed, value, fault, rule: fault === null ? -1 : (item.rules[fault] ?? -1) };
}

/**
 * Return the value of a tidy text without invisible characters; undefined if it is unreadable.
 * @param {number} position of the item
 * @param {string} text
 * @param {string | null} remark
 * @returns {Value}
 */
function valueOf(position, text, remark) {
  const item = ITEMS[position];
  if (item.values && item.spellings) {
    if (ANY_INVISIBLE.test(text)) return undefined; // some invisible characters separate words in Python
    const exact = POSITION_OF_VALUE[position].get(text);
    if (exact !== undefined) return exact;
    const spelling = folded(text);
    return Object.hasOwn(item.spellings, spelling) ? item.spellings[spelling] : undefined;
  }
  if (item.type === "date") return dateOf(text);
  if (item.type === "integer" || item.type === "decimal") return numberOf(position, text);
  const isUnreadable = remark !== null && (remark !== "no-value" || item.isIdentifier);
  return isUnreadable || isTooLong(item, text) || !hasFormat(position, text) ? undefined : text;
}

/**
 * Return what is wrong with the visible text of a cell, apart from its characters, if its item takes any text or it is an error.
 * @param {Item} item
 * @param {string} text
 * @returns {string | null}
 */
function textRemark(item, text) {
  if (item.reportsErrors && FORMULA_ERROR.test(text)) return "error";
  if (!item.takesAnyText) return null;
  if (ANY_LOST.test(text)) return "encoding";
  if (item.isIdentifier && ROUNDED_NUMBER.test(text)) return "digits";
  return (item.isIdentifier ? BLANK_WORDS : NO_VALUE_WORDS).has(text.toLowerCase()) ? "no-value" : null;
}

/**
 * Return what is wrong with a cell that has no remark as a whole: as typed, tidy, and without invisible characters.
 * @param {Item} item
 * @param {string} typed
 * @param {string} text
 * @param {string} bare
 * @param {Value} value
 * @returns {string | null}
 */
function faultOf(item, typed, text, bare, value) {
  if (value === undefined) return "unreadable";
  if (item.values && item.values[Number(value)] !== text) return "spelling";
  if (bare !== text) return "characters";
  if (item.takesAnyText && lookAlikeIn(item).test(text)) return "look-alikes";
  if (item.fillers.includes(text)) return "filler";
  const isFreeText = item.takesAnyText && !item.isIdentifier;
  if (isFreeText ? EDGE.test(typed) : typed !== text) return "spaces";
  return item.needsDigit && !/[0-9]/.test(text) ? "unlike-examples" : null;
}

/**
 * Return a value as typed in the template.
 * @param {number} position of the item
 * @param {Value} value
 * @returns {string}
 */
function toTyped(position, value) {
  const { values, type, scale } = ITEMS[position];
  if (value === null || value === undefined) return "";
  if (values) return values[Number(value)];
  if (type === "date") return typedDate(Number(value));
  if ((type !== "integer" && type !== "decimal") || scale === 0) return String(value);
  const text = String(value);
  const digits = text.replace("-", "").padStart(scale + 1, "0");
  return `${text.startsWith("-") ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/**
 * Return what a remark means for a cell: which characters it has, or what to do about its formula; null if there is no more to say.
 * @param {string} remark
 * @param {string} typed
 * @returns {string | null}
 */
function cellAdvice(remark, typed) {
  const facts = SPECIFICATION.cells;
  switch (remark) {
    case "error":
      return tidy(typed) === facts.withoutResult ? facts.neverCalculated : /^#+$/.test(tidy(typed)) ? facts.tooNarrow : null;
    case "characters":
    case "encoding":
      return filledIn(facts.itHas, joined(characterNames(tidy(typed))));
    case "look-alikes":
      return firstLookAlike(typed);
    case "spaces":
      return ANY_SPACE.test(typed) ? filledIn(facts.itHas, joined(characterNames(typed))) : null;
    default:
      return null;
  }
}
