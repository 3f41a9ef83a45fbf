/**
 * Which rows of a previous submission and of later ones are about the same event, as `cldspec/validation/matching.py` finds it. The rows
 * of all submissions are read once for this, the latest submission first; of each row a few hashes are kept.
 */

/**
 * The rows of a submission: the first of them, the one after the last, and how many rows its files have.
 * @typedef {{begin: number, end: number, rowsOfFiles: number}} Submission
 */

/**
 * A finding about a submission, or about an event of a later one, of which the row is given. Both are -1 where there is none.
 * @typedef {{submission: number, row: number, rule: string, item: number, message: string}} MatchingFinding
 */

const { knownBy: KEYS, ofReturn: ITEMS_OF_RETURN, compared: COMPARED } = SPECIFICATION.submissions;
const LAST_KEY = KEYS.length - 1;
/** What stands for a key that a row lacks. A hash is never negative. */
const NO_KEY = -1;

class Matching {
  constructor() {
    /** @type {Submission[]} */
    this.submissions = [];
    /** For each row and key, its number. @type {number[][]} */
    this.keys = KEYS.map(() => []);
    /** @type {number[]} */
    this.contents = [];
    /** @type {number[]} */
    this.anonymous = [];
    /** For each compared item and row, a hash: 0 for a blank, odd for a value, even for the text of an unreadable cell. */
    this.cells = COMPARED.map(() => new Numbers());
    /** For each submission and item of the return, the rows by value. @type {Map<string | number | bigint, number>[][]} */
    this.described = [];
    this.superseded = new Rows();
    /** For each row of the latest submission that was submitted before, the row of the latest of these submissions. @type {Map<number, number>} */
    this.before = new Map();
    /** @type {MatchingFinding[]} */
    this.findings = [];
  }

  /** Begin the next submission. */
  begin() {
    this.submissions.push({ begin: this.contents.length, end: this.contents.length, rowsOfFiles: 0 });
    this.described.push(ITEMS_OF_RETURN.map(() => new Map()));
  }

  /**
   * Take note of a row; `texts` are those of unreadable cells by item.
   * @param {Row} values
   * @param {Map<number, string>} texts
   */
  add(values, texts) {
    HASHES.row += 1;
    const submission = this.submissions.length - 1;
    const identity = (/** @type {number} */ item) => {
      const value = values[item];
      if (value !== null && value !== undefined) {
        HASHES.prepare(item, value);
        return [HASHES.low[item] | 1, HASHES.high[item]];
      }
      const text = texts.get(item);
      if (text === undefined) return [0, 0];
      beginHash();
      addValueToHash(text);
      endHash();
      return [hashLow << 1 || 2, hashHigh];
    };
    const together = (/** @type {number[]} */ items) => {
      const parts = items.flatMap(identity);
      beginHash();
      parts.forEach(addToHash);
      endHash();
      return (hashLow >>> 0) * 0x200000 + (hashHigh >>> 11);
    };
    const isKnown = (/** @type {number} */ item) => values[item] !== null && values[item] !== undefined;
    KEYS.forEach((key, place) => {
      const isComplete = place === LAST_KEY ? key.some(isKnown) : key.every(isKnown);
      this.keys[place].push(isComplete ? this.#keyOf(key.map((item) => (isKnown(item) ? identity(item) : [0, 0]))) : NO_KEY);
    });
    this.contents.push(together(COMPARED));
    this.anonymous.push(together(COMPARED.filter((item) => !ITEMS[item].isIdentifier)));
    COMPARED.forEach((item, place) => this.cells[place].push(identity(item)[0]));
    ITEMS_OF_RETURN.forEach((item, place) => {
      const counts = this.described[submission][place];
      if (isKnown(item)) counts.set(values[item], (counts.get(values[item]) ?? 0) + 1);
    });
    this.submissions[submission].end += 1;
  }

  /**
   * @param {number[][]} parts
   * @returns {number}
   */
  #keyOf(parts) {
    beginHash();
    parts.flat().forEach(addToHash);
    endHash();
    return (hashLow >>> 0) * 0x200000 + (hashHigh >>> 11);
  }

  /** Find the rows of the submission just read whose event is in a later submission too. */
  match() {
    const index = this.submissions.length - 1;
    if (index === 0) return;
    const own = this.submissions[index];
    const usual = this.described.map((items) => items.map(mostFrequent));
    const isOther = (/** @type {number} */ place) => {
      const [latest, previous] = [usual[0][place], usual[index][place]];
      return latest !== null && previous !== null && latest !== previous;
    };
    const others = ITEMS_OF_RETURN.filter((item, place) => ITEMS[item].type !== "date" && isOther(place));
    if (others.length > 0) {
      const names = joined(others.map((item) => ITEMS[item].title));
      const were = own.rowsOfFiles === 1 ? "was" : "were";
      this.#report(index, "submission.other", others[0], names, counted(own.rowsOfFiles, "row"), were);
      for (let row = own.begin; row < own.end; row += 1) this.superseded.add(row);
      return;
    }
    const wrong = ITEMS_OF_RETURN.findIndex((item, place) => {
      const [before, after] = [usual[index][place], usual[index - 1][place]];
      return ITEMS[item].type === "date" && before !== null && after !== null && before > after;
    });
    if (wrong >= 0) this.#report(index, "submission.order", ITEMS_OF_RETURN[wrong], ITEMS[ITEMS_OF_RETURN[wrong]].title);
    this.#matchRows(index);
  }

  /**
   * @param {number} index
   * @param {string} rule
   * @param {number} item
   * @param {...string} parts
   */
  #report(index, rule, item, ...parts) {
    const message = filledIn(SPECIFICATION.submissions.messages[rule], ...parts);
    this.findings.push({ submission: index, row: -1, rule, item, message });
  }

  /** @param {number} index of the previous submission */
  #matchRows(index) {
    const { begin, end } = this.submissions[index];
    const isLeft = (/** @type {number} */ row) => !this.superseded.has(row);
    let later = rowsBetween(0, begin).filter(isLeft);
    let previous = rowsBetween(begin, end);
    const [rowsBefore, rowsLater] = [previous.length, later.length];
    if (Math.min(rowsBefore, rowsLater) === 0) return;
    const keys = KEYS.map((_, place) => new Map([...later, ...previous].map((row) => [row, this.keys[place][row]])));
    /** @type {Set<number>} */
    const matched = new Set();
    const pair = (/** @type {number} */ one, /** @type {number} */ two) => {
      matched.add(one);
      matched.add(two);
      this.superseded.add(two);
      if (one < this.submissions[0].end && !this.before.has(one)) this.before.set(one, two);
    };
    const removeMatched = () => {
      later = later.filter((row) => !matched.has(row));
      previous = previous.filter((row) => !matched.has(row));
    };
    for (let place = 0; place < LAST_KEY; place += 1) {
      this.#setRepeatedAside(index, place, keys[place], later, previous);
      this.#matchByUniqueKey(place, keys[place], later, previous, pair);
      removeMatched();
    }
    const isIncomplete = (/** @type {number} */ row) => keys.slice(0, LAST_KEY).every((numbers) => numbers.get(row) === NO_KEY);
    const isAny = () => true;
    for (const [forLater, forPrevious] of [[isIncomplete, isIncomplete], [isAny, isIncomplete], [isIncomplete, isAny]]) {
      for (const hasContent of [true, false]) {
        const keyOf = (/** @type {number} */ row) => `${this.keys[LAST_KEY][row]} ${hasContent ? this.contents[row] : ""}`;
        const isKeyed = (/** @type {number} */ row) => this.keys[LAST_KEY][row] !== NO_KEY;
        const waiting = grouped(later.filter((row) => isKeyed(row) && forLater(row)), keyOf);
        for (const row of previous.filter((one) => isKeyed(one) && forPrevious(one))) {
          const same = waiting.get(keyOf(row))?.shift();
          if (same !== undefined) pair(same, row);
        }
        removeMatched();
      }
    }
    const { few } = SPECIFICATION.submissions;
    if (rowsBefore - previous.length <= few * Math.min(rowsBefore, rowsLater)) this.#compareAnonymously(index, later, previous);
  }

  /**
   * Clear the keys that repeat in a submission, and say so: they do not say which event a row is about.
   * @param {number} index
   * @param {number} place
   * @param {Map<number, number>} keys
   * @param {number[]} later
   * @param {number[]} previous
   */
  #setRepeatedAside(index, place, keys, later, previous) {
    const keyOf = (/** @type {number} */ row) => keys.get(row) ?? NO_KEY;
    const several = [later, previous].flatMap((rows) => [...grouped(rows, keyOf)].filter(([, same]) => same.length > 1));
    const repeated = new Set(several.map(([key]) => key).filter((key) => key !== NO_KEY));
    if (repeated.size === 0) return;
    const count = previous.filter((row) => repeated.has(keyOf(row))).length;
    for (const row of [...later, ...previous]) if (repeated.has(keyOf(row))) keys.set(row, NO_KEY);
    const [names, others] = [KEYS[place], KEYS[LAST_KEY]].map((items) => joined(items.map((item) => ITEMS[item].title)));
    this.#report(index, "submission.repeated-key", KEYS[place][0], names, counted(count, "row"), others);
  }

  /**
   * Pair the rows that share a key, unless it has been used again for another event: of somebody else, and of another kind.
   * @param {number} place
   * @param {Map<number, number>} keys
   * @param {number[]} later
   * @param {number[]} previous
   * @param {(one: number, two: number) => void} pair
   */
  #matchByUniqueKey(place, keys, later, previous, pair) {
    const others = KEYS[LAST_KEY].filter((item) => !KEYS[place].includes(item));
    const somebody = others.filter((item) => ITEMS[item].isIdentifier);
    const kinds = others.filter((item) => ITEMS[item].values !== null && !ITEMS_OF_RETURN.includes(item));
    const rowOf = new Map(later.filter((row) => keys.get(row) !== NO_KEY).map((row) => [keys.get(row), row]));
    /** @type {number[]} */
    const reused = [];
    for (const row of previous) {
      const same = keys.get(row) === NO_KEY ? undefined : rowOf.get(keys.get(row));
      if (same === undefined) continue;
      const hasOther = (/** @type {number[]} */ items) => items.some((item) => this.#hasOtherValue(item, same, row));
      if (hasOther(somebody) && hasOther(kinds)) reused.push(same);
      else pair(same, row);
    }
    const item = KEYS[place][0];
    const message = filledIn(SPECIFICATION.submissions.messages["event.reused-key"], ITEMS[item].title);
    reused.sort((one, two) => one - two);
    for (const row of reused) this.findings.push({ submission: -1, row, rule: "event.reused-key", item, message });
  }

  /**
   * Say whether two rows have different values of an item, neither of which is blank or unreadable.
   * @param {number} item
   * @param {number} one
   * @param {number} two
   * @returns {boolean}
   */
  #hasOtherValue(item, one, two) {
    const place = COMPARED.indexOf(item);
    if (place < 0) return false;
    const [own, other] = [this.cells[place].array[one], this.cells[place].array[two]];
    return (own & other & 1) === 1 && own !== other;
  }

  /**
   * Say that identifiers seem to have changed where hardly any event was found again, but many agree in all else.
   * @param {number} index
   * @param {number[]} later
   * @param {number[]} previous
   */
  #compareAnonymously(index, later, previous) {
    const known = new Set(later.map((row) => this.anonymous[row]));
    const agreeing = previous.filter((row) => known.has(this.anonymous[row])).length;
    if (previous.length < 2 || agreeing < SPECIFICATION.submissions.many * previous.length) return;
    const names = joined(ITEMS.filter((item) => item.isIdentifier).map((item) => item.title), "or");
    this.#report(index, "submission.identifiers", -1, withCommas(agreeing), names);
  }

  /**
   * Return how the latest submission differs from the previous ones, of whose rows `vanished` are not in a later one.
   * @param {number} latest the rows of the latest submission
   * @param {number} vanished
   * @returns {Cumulation}
   */
  cumulation(latest, vanished) {
    /** @type {Record<string, number>} */
    const changedByItem = {};
    let changed = 0;
    for (const [row, before] of this.before) {
      const differing = COMPARED.filter((_, place) => this.cells[place].array[row] !== this.cells[place].array[before]);
      for (const item of differing) changedByItem[ITEMS[item].id] = (changedByItem[ITEMS[item].id] ?? 0) + 1;
      if (differing.length > 0) changed += 1;
    }
    const known = this.before.size;
    const numbers = { added: latest - known, changed, unchanged: known - changed, vanished, merged: latest + vanished };
    return { ...numbers, changed_by_item: changedByItem };
  }
}

/**
 * Return the most frequent value; null if there is none.
 * @param {Map<string | number | bigint, number>} counts
 * @returns {string | number | bigint | null}
 */
function mostFrequent(counts) {
  let [found, most] = [/** @type {string | number | bigint | null} */ (null), 0];
  for (const [value, count] of counts) if (count > most) [found, most] = [value, count];
  return found;
}

/**
 * @param {number} begin
 * @param {number} end
 * @returns {number[]}
 */
function rowsBetween(begin, end) {
  return Array.from({ length: end - begin }, (_, index) => begin + index);
}

/**
 * Return rows by their key.
 * @template {string | number} Key
 * @param {number[]} rows
 * @param {(row: number) => Key} keyOf
 * @returns {Map<Key, number[]>}
 */
function grouped(rows, keyOf) {
  /** @type {Map<Key, number[]>} */
  const groups = new Map();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
