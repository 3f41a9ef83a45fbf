/** The rules about many rows. A group is the rows with the same values of some items; it is known by a hash of 64 bits. */

let hashLow = 0;
let hashHigh = 0;

/** Begin a hash. */
function beginHash() {
  hashLow = 0x2545f491;
  hashHigh = 0x4f6cdd1d;
}

/**
 * Add a number of 32 bits to the hash.
 * @param {number} part
 */
function addToHash(part) {
  hashLow = Math.imul(hashLow ^ part, 0x9e3779b1);
  hashLow ^= hashLow >>> 15;
  hashHigh = Math.imul(hashHigh ^ part, 0x85ebca77);
  hashHigh ^= hashHigh >>> 13;
}

/**
 * The hashes of the values of one row, each of which is worked out once.
 */
class RowHashes {
  constructor() {
    this.row = 0;
    this.rowOf = new Int32Array(ITEMS.length);
    this.low = new Int32Array(ITEMS.length);
    this.high = new Int32Array(ITEMS.length);
  }

  /**
   * Hash a value of the row, unless that has been done.
   * @param {number} item
   * @param {number | bigint | string} value
   */
  prepare(item, value) {
    if (this.rowOf[item] === this.row) return;
    beginHash();
    addValueToHash(value);
    endHash();
    this.low[item] = hashLow;
    this.high[item] = hashHigh;
    this.rowOf[item] = this.row;
  }
}

/** The hashes of the row that is checked: whoever checks another counts `row` up. */
const HASHES = new RowHashes();

/**
 * Add a value to the hash.
 * @param {number | bigint | string} value
 */
function addValueToHash(value) {
  if (typeof value === "number") {
    addToHash(value | 0);
    addToHash(Math.floor(value / 0x100000000) | 0);
    return;
  }
  const text = typeof value === "string" ? value : String(value);
  for (let index = 0; index < text.length; index += 1) addToHash(text.charCodeAt(index));
  addToHash(text.length);
}

/** End the hash, so that each bit depends on all that was added. */
function endHash() {
  const low = hashLow;
  const high = hashHigh;
  hashLow = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  hashHigh = Math.imul(high ^ (high >>> 16), 0x27d4eb2f) ^ Math.imul(low ^ (low >>> 13), 0x165667b1);
}

/** The numbers of groups, from 0, by hash. */
class GroupNumbers {
  constructor() {
    this.size = 0;
    this.capacity = 1024;
    this.low = new Int32Array(this.capacity);
    this.high = new Int32Array(this.capacity);
    this.numbers = new Int32Array(this.capacity).fill(-1);
  }

  /**
   * Return the number of the group of a hash, which is a new number for a new hash.
   * @param {number} low
   * @param {number} high
   * @returns {number}
   */
  numberOf(low, high) {
    if (this.size * 8 > this.capacity * 5) this.#grow();
    const slot = this.#slotOf(low, high);
    if (this.numbers[slot] < 0) {
      this.low[slot] = low;
      this.high[slot] = high;
      this.numbers[slot] = this.size;
      this.size += 1;
    }
    return this.numbers[slot];
  }

  /**
   * @param {number} low
   * @param {number} high
   * @returns {number}
   */
  #slotOf(low, high) {
    const mask = this.capacity - 1;
    let slot = low & mask;
    while (this.numbers[slot] >= 0 && (this.low[slot] !== low || this.high[slot] !== high)) slot = (slot + 1) & mask;
    return slot;
  }

  #grow() {
    const { low, high, numbers } = this;
    this.capacity *= 2;
    this.low = new Int32Array(this.capacity);
    this.high = new Int32Array(this.capacity);
    this.numbers = new Int32Array(this.capacity).fill(-1);
    for (let slot = 0; slot < numbers.length; slot += 1) {
      if (numbers[slot] < 0) continue;
      const own = this.#slotOf(low[slot], high[slot]);
      this.low[own] = low[slot];
      this.high[own] = high[slot];
      this.numbers[own] = numbers[slot];
    }
  }
}

const BLANK = -1;
const NOT_SEEN = -2;

/**
 * A rule about many rows, of which it is known only at the end which rows break it. `usualRow` gives a row that has what most rows have
 * with which a row should agree, or -1.
 * @typedef {{rule: number, isBrokenBy: (row: number) => boolean, usualRow: (row: number) => number}} LateRule
 */

/**
 * A rule that the rows of a group have the same value of an item. Of each group the first value is kept, and of each row only a value
 * that differs from it. A value is kept as one number, or as two if it is a text or a number, of which the hash is kept.
 */
class SameInGroup {
  /** @param {GroupRule} rule */
  constructor(rule) {
    this.number = rule.rule;
    this.position = rule.item;
    this.blanks = rule.blanks;
    this.isSmall = ITEMS[rule.item].values !== null || ITEMS[rule.item].type === "date";
    this.first = new Numbers();
    this.firstHigh = new Numbers();
    this.differs = new Rows();
    this.notCompared = new Rows();
    this.otherRows = new Numbers();
    this.others = new Numbers();
    this.othersHigh = new Numbers();
  }

  /**
   * @param {number} row
   * @param {number} group
   * @param {Value} value
   */
  add(row, group, value) {
    const { first, firstHigh, isSmall } = this;
    if (group === first.length) {
      first.push(NOT_SEEN);
      if (!isSmall) firstHigh.push(NOT_SEEN);
    }
    if (value === undefined || (value === null && !this.blanks)) {
      this.notCompared.add(row);
      return;
    }
    let low = BLANK;
    let high = BLANK;
    if (value !== null && isSmall) low = Number(value);
    else if (value !== null) {
      HASHES.prepare(this.position, value);
      low = HASHES.low[this.position];
      high = HASHES.high[this.position] | 1; // a hash is neither that of a blank nor NOT_SEEN
      if (high === BLANK) high = 1;
    }
    const firstLow = first.array[group];
    const firstUpper = isSmall ? BLANK : firstHigh.array[group];
    if (firstLow === NOT_SEEN && (isSmall || firstUpper === NOT_SEEN)) {
      first.array[group] = low;
      if (!isSmall) firstHigh.array[group] = high;
    } else if (firstLow !== low || firstUpper !== high) {
      this.differs.add(group);
      this.otherRows.push(row);
      this.others.push(low);
      if (!isSmall) this.othersHigh.push(high);
    }
  }

  /**
   * Return which rows break the rule: those whose value is not that of more than half of the rows of their group.
   * @param {{length: number, array: Int32Array}} groupOfRow
   * @returns {LateRule | null}
   */
  broken(groupOfRow) {
    if (this.otherRows.length === 0) return null;
    const groups = this.first.length;
    const [usual, lead] = [new Float64Array(groups), new Int32Array(groups)];
    this.#forEachRow(groupOfRow, (_, group, identity) => {
      if (lead[group] === 0) usual[group] = identity; // the value of more than half of the rows, if there is one, has the lead at the end
      lead[group] += usual[group] === identity ? 1 : -1;
    });
    const [rows, rowsWithUsual, usualRows] = [new Int32Array(groups), new Int32Array(groups), new Int32Array(groups).fill(-1)];
    this.#forEachRow(groupOfRow, (row, group, identity) => {
      rows[group] += 1;
      if (usual[group] !== identity) return;
      rowsWithUsual[group] += 1;
      if (usualRows[group] < 0) usualRows[group] = row;
    });
    for (let group = 0; group < groups; group += 1) {
      if (usual[group] === BLANK || 2 * rowsWithUsual[group] <= rows[group]) usualRows[group] = -1;
    }
    const brokenRows = new Rows();
    this.#forEachRow(groupOfRow, (row, group, identity) => {
      if (usualRows[group] < 0 || usual[group] !== identity) brokenRows.add(row);
    });
    return { rule: this.number, isBrokenBy: (row) => brokenRows.has(row), usualRow: (row) => usualRows[groupOfRow.array[row]] };
  }

  /**
   * Call a function for each row of a group that does not agree, with the group and the row's value.
   * @param {{length: number, array: Int32Array}} groupOfRow
   * @param {(row: number, group: number, identity: number) => void} visit
   */
  #forEachRow(groupOfRow, visit) {
    const { otherRows, others, othersHigh, first, firstHigh, differs, notCompared } = this;
    let next = 0;
    for (let row = 0; row < groupOfRow.length; row += 1) {
      const group = groupOfRow.array[row];
      if (group < 0 || !differs.has(group) || notCompared.has(row)) continue;
      while (next < otherRows.length && otherRows.array[next] < row) next += 1;
      const isOther = next < otherRows.length && otherRows.array[next] === row;
      const [lows, highs, index] = isOther ? [others, othersHigh, next] : [first, firstHigh, group];
      visit(row, group, this.#identity(lows.array[index], highs.array[index]));
    }
  }

  /**
   * Return the number that stands for a value, and -1 for a blank.
   * @param {number} low
   * @param {number} high
   * @returns {number}
   */
  #identity(low, high) {
    return this.isSmall || high === BLANK ? low : (low >>> 0) * 0x200000 + (high >>> 11);
  }
}

/** A rule that a group has no second row. */
class OnlyOne {
  /** @param {GroupRule} rule */
  constructor(rule) {
    this.number = rule.rule;
    this.seen = 0;
    this.repeated = new Rows();
    this.isBroken = false;
  }

  /** @param {number} group */
  add(group) {
    if (group === this.seen) this.seen += 1; // groups are numbered in the order of their first rows
    else {
      this.repeated.add(group);
      this.isBroken = true;
    }
  }

  /**
   * @param {Numbers} groupOfRow
   * @returns {LateRule | null}
   */
  broken(groupOfRow) {
    const isBrokenBy = (/** @type {number} */ row) => groupOfRow.array[row] >= 0 && this.repeated.has(groupOfRow.array[row]);
    return this.isBroken ? { rule: this.number, isBrokenBy, usualRow: () => -1 } : null;
  }
}

/** The rows by the group that they are in, and the rules about the groups. */
class Groups {
  /** @param {CompiledRules["keys"][number]} key */
  constructor(key) {
    this.items = key.items;
    this.when = key.when;
    this.numbers = new GroupNumbers();
    this.groupOfRow = new Numbers();
    this.unique = key.rules.filter((rule) => rule.item < 0).map((rule) => new OnlyOne(rule));
    this.same = key.rules.filter((rule) => rule.item >= 0).map((rule) => new SameInGroup(rule));
  }

  /**
   * Add the next row; `values` is null for a row that is in no group. Rows must agree within the latest submission only.
   * @param {number} row
   * @param {Row | null} values
   * @param {boolean} isLatest
   */
  add(row, values, isLatest) {
    const group = values ? this.#groupOf(values) : -1;
    this.groupOfRow.push(group);
    if (group < 0 || !values) return;
    const { unique, same } = this;
    for (let index = 0; index < unique.length; index += 1) unique[index].add(group);
    for (let index = 0; index < same.length; index += 1) {
      if (isLatest) same[index].add(row, group, values[same[index].position]);
      else same[index].notCompared.add(row);
    }
  }

  /**
   * @param {Row} values
   * @returns {number}
   */
  #groupOf(values) {
    if (!this.when(values)) return -1;
    const { items } = this;
    for (let index = 0; index < items.length; index += 1) {
      const value = values[items[index]];
      if (value === null || value === undefined) return -1;
      HASHES.prepare(items[index], value);
    }
    if (items.length === 1) return this.numbers.numberOf(HASHES.low[items[0]], HASHES.high[items[0]]);
    beginHash();
    for (let index = 0; index < items.length; index += 1) {
      addToHash(HASHES.low[items[index]]);
      addToHash(HASHES.high[items[index]]);
    }
    endHash();
    return this.numbers.numberOf(hashLow, hashHigh);
  }

  /** @returns {LateRule[]} */
  brokenRules() {
    return [...this.unique, ...this.same].flatMap((rule) => rule.broken(this.groupOfRow) ?? []);
  }
}

/** A rule that all rows have the same value of an item. If more than half of them have one value, only the others break it. */
class SameOnAllRows {
  /** @param {CompiledRules["whole"][number]} whole */
  constructor(whole) {
    this.when = whole.when;
    this.rule = new SameInGroup(whole.rule);
  }

  /**
   * @param {number} row
   * @param {Row | null} values null for a row that is not compared
   */
  add(row, values) {
    if (values !== null && this.when(values)) this.rule.add(row, 0, values[this.rule.position]);
    else this.rule.notCompared.add(row);
  }

  /**
   * @param {number} rows how many there are
   * @returns {LateRule[]}
   */
  brokenRules(rows) {
    const oneGroup = { length: rows, array: new Int32Array(rows) };
    return [this.rule.broken(oneGroup) ?? []].flat();
  }
}
