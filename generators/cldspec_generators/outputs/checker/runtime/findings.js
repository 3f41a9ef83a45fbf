/** Findings: a few bytes each, because there may be millions of them. What they have in common is made when they are asked for. */

/** Whole numbers that are added one by one to an array that grows. There is one kind of array, because that is quick. */
class Numbers {
  constructor() {
    this.array = new Int32Array(1024);
    this.length = 0;
  }

  /** @param {number} number */
  push(number) {
    if (this.length === this.array.length) {
      const longer = new Int32Array(this.length + (this.length >> 1));
      longer.set(this.array);
      this.array = longer;
    }
    this.array[this.length] = number;
    this.length += 1;
  }
}

/** A set of rows or groups, one bit each. */
class Rows {
  constructor() {
    this.bits = new Uint8Array(128);
  }

  /** @param {number} row */
  add(row) {
    if (row >> 3 >= this.bits.length) {
      const longer = new Uint8Array(Math.max(this.bits.length * 2, (row >> 3) + 1));
      longer.set(this.bits);
      this.bits = longer;
    }
    this.bits[row >> 3] |= 1 << (row & 7);
  }

  /**
   * @param {number} row
   * @returns {boolean}
   */
  has(row) {
    return (this.bits[row >> 3] & (1 << (row & 7))) !== 0; // undefined beyond the end, which is 0 here
  }
}

/** Texts of which each is kept once. The number 0 stands for none. */
class Texts {
  constructor() {
    /** @type {(string | null)[]} */
    this.list = [null];
    /** @type {Map<string, number>} */
    this.numbers = new Map();
  }

  /**
   * @param {string | null} text
   * @returns {number}
   */
  numberOf(text) {
    if (text === null) return 0;
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.list.length;
      const own = copied(text);
      this.list.push(own);
      this.numbers.set(own, number);
    }
    return number;
  }
}

/** The rule that an event has vanished is the last of all. */
const RULES = [...SPECIFICATION.rules, SPECIFICATION.vanished];
const VANISHED = SPECIFICATION.rules.length;
/** The position of a rule's findings among those of one row: by severity, highest first, then by rule, but first that an event has vanished. */
const RANKS = RULES.map(
  ({ severity }, number) => SPECIFICATION.severities.indexOf(severity) * (RULES.length + 1) + (number === VANISHED ? 0 : number + 1),
);
/** The position of the severity of each rule. */
const SEVERITY_RANKS = RULES.map(({ severity }) => SPECIFICATION.severities.indexOf(severity));

/**
 * Findings about rows and cells, in the order of rows, and of ranks in a row. Rows are known by their number over all files, from 0.
 * A suggestion is the number of a text; where a rule has `usual`, it is the row that it names, counted from 1.
 */
class RowFindings {
  constructor() {
    this.rows = new Numbers();
    this.rules = new Numbers();
    this.suggestions = new Numbers();
    this.values = new Numbers();
  }

  /**
   * @param {number} row
   * @param {number} rule
   * @param {number} suggestion
   * @param {number} value
   */
  add(row, rule, suggestion, value) {
    this.rows.push(row);
    this.rules.push(rule);
    this.suggestions.push(suggestion);
    this.values.push(value);
  }

  /**
   * Return these findings and others, which are in the same order, together.
   * @param {RowFindings} others
   * @returns {RowFindings}
   */
  mergedWith(others) {
    if (others.rows.length === 0) return this;
    if (this.rows.length === 0) return others;
    const merged = new RowFindings();
    for (let own = 0, other = 0; own < this.rows.length || other < others.rows.length; ) {
      const isOwn = other === others.rows.length || (own < this.rows.length && this.#isBefore(own, others, other));
      const [from, index] = isOwn ? [this, own++] : [others, other++];
      merged.add(from.rows.array[index], from.rules.array[index], from.suggestions.array[index], from.values.array[index]);
    }
    return merged;
  }

  /**
   * @param {number} index
   * @param {RowFindings} others
   * @param {number} other
   * @returns {boolean}
   */
  #isBefore(index, others, other) {
    const [row, otherRow] = [this.rows.array[index], others.rows.array[other]];
    return row !== otherRow ? row < otherRow : RANKS[this.rules.array[index]] <= RANKS[others.rules.array[other]];
  }
}

/**
 * What a finding in typed arrays is made from: the file of a row, and its number there; a text by its number; and the suggestion to a row
 * that differs from most rows.
 * @typedef {object} FindingParts
 * @property {(row: number) => {file: string, number: number}} place
 * @property {(number: number) => string | null} text
 * @property {(rule: number, row: number, usual: number) => string | null} usual
 */

/** All findings of a return, in the order of the report: those about rows and cells in typed arrays, the few others as objects. */
class FindingList {
  /**
   * @param {RowFindings} ofRows
   * @param {{at: number, finding: Finding}[]} others by their position in the list
   * @param {FindingParts} parts
   * @param {Uint32Array | null} selected the positions of those in this list among all of them
   */
  constructor(ofRows, others, parts, selected = null) {
    this.ofRows = ofRows;
    this.others = others;
    this.parts = parts;
    this.selected = selected;
    this.length = selected ? selected.length : ofRows.rows.length + others.length;
  }

  /**
   * Return the finding at a position in the list.
   * @param {number} position
   * @returns {Finding}
   */
  get(position) {
    const at = this.selected ? this.selected[position] : position;
    const { others } = this;
    let [low, high] = [0, others.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (others[middle].at < at) low = middle + 1;
      else high = middle;
    }
    if (low < others.length && others[low].at === at) return others[low].finding;
    const index = at - low;
    const [place, rule] = [this.ofRows.rows.array[index], this.ofRows.rules.array[index]];
    const { file, number } = this.parts.place(place);
    const { id, item, severity, message, usual } = RULES[rule];
    const better = this.ofRows.suggestions.array[index];
    const suggestion = usual ? this.parts.usual(rule, place, better) : this.parts.text(better);
    return { file, row: number, item, rule: id, severity, message, suggestion, value: this.parts.text(this.ofRows.values.array[index]) };
  }

  /**
   * Return some findings from a position on.
   * @param {number} offset
   * @param {number} count
   * @returns {Finding[]}
   */
  page(offset, count) {
    const end = Math.min(offset + count, this.length);
    const found = [];
    for (let position = Math.max(offset, 0); position < end; position += 1) found.push(this.get(position));
    return found;
  }

  /**
   * Return the findings of a rule, about an item, of a severity, in a file, or from a row of the file on.
   * @param {Filter} filter
   * @returns {FindingList}
   */
  select(filter) {
    const { rule, item, severity, file, row } = filter;
    const isWanted = RULES.map((one) => {
      const isRight = (rule === undefined || one.id === rule) && (item === undefined || one.item === item);
      return isRight && (severity === undefined || one.severity === severity);
    });
    const chosen = new Numbers();
    const { others, ofRows } = this;
    let next = 0;
    for (let at = 0; at < ofRows.rows.length + others.length; at += 1) {
      if (next < others.length && others[next].at === at) {
        const { finding } = others[next];
        next += 1;
        const isRight = (rule === undefined || finding.rule === rule) && (item === undefined || finding.item === item);
        const isThere = (file === undefined || finding.file === file) && (row === undefined || finding.row >= row);
        if (isRight && isThere && (severity === undefined || finding.severity === severity)) chosen.push(at);
        continue;
      }
      const index = at - next;
      if (!isWanted[ofRows.rules.array[index]]) continue;
      if (file !== undefined || row !== undefined) {
        const place = this.parts.place(ofRows.rows.array[index]);
        if ((file !== undefined && place.file !== file) || (row !== undefined && place.number < row)) continue;
      }
      chosen.push(at);
    }
    return new FindingList(ofRows, others, this.parts, Uint32Array.from(chosen.array.subarray(0, chosen.length)));
  }
}
