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
  const [low, high] = [hashLow, hashHigh];
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
 * Return a number that stands for a value of an item, and -1 for a blank: two values that differ have different numbers.
 * @param {Item} item
 * @param {Value} value
 * @returns {number}
 */
function identityOf(item, value) {
  if (value === null || value === undefined) return BLANK;
  if (item.values || item.type === "date") return Number(value);
  beginHash();
  addValueToHash(value);
  endHash();
  return (hashLow >>> 0) * 0x200000 + (hashHigh >>> 11);
}

/**
 * A rule that the rows of a group have the same value of an item. Of each group the first value is kept, and of each row only a value
 * that differs from it.
 */
class SameInGroup {
  /** @param {GroupRule} rule */
  constructor(rule) {
    this.number = rule.rule;
    this.position = rule.item;
    this.blanks = rule.blanks;
    this.item = ITEMS[rule.item];
    const kind = this.item.values || this.item.type === "date" ? Int32Array : Float64Array;
    this.first = new Numbers(kind);
    this.differs = new Numbers(Uint8Array);
    this.notCompared = new Rows();
    this.otherRows = new Numbers(Uint32Array);
    this.otherValues = new Numbers(kind);
  }

  /**
   * @param {number} row
   * @param {number} group
   * @param {Value} value
   */
  add(row, group, value) {
    if (group === this.first.length) {
      this.first.push(NOT_SEEN);
      this.differs.push(0);
    }
    if (value === undefined || (value === null && !this.blanks)) {
      this.notCompared.add(row);
      return;
    }
    const identity = identityOf(this.item, value);
    const first = this.first.array[group];
    if (first === NOT_SEEN) this.first.array[group] = identity;
    else if (first !== identity) {
      this.differs.array[group] = 1;
      this.otherRows.push(row);
      this.otherValues.push(identity);
    }
  }

  /**
   * Return which rows break the rule: those whose value is not that of more than half of the rows of their group.
   * @param {Numbers} groupOfRow
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
    const [rows, rowsWithUsual, usualRows] = [new Uint32Array(groups), new Uint32Array(groups), new Int32Array(groups).fill(-1)];
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
   * @param {Numbers} groupOfRow
   * @param {(row: number, group: number, identity: number) => void} visit
   */
  #forEachRow(groupOfRow, visit) {
    const { otherRows, otherValues, first, differs, notCompared } = this;
    let next = 0;
    for (let row = 0; row < groupOfRow.length; row += 1) {
      const group = groupOfRow.array[row];
      if (group < 0 || differs.array[group] === 0 || notCompared.has(row)) continue;
      while (next < otherRows.length && otherRows.array[next] < row) next += 1;
      visit(row, group, next < otherRows.length && otherRows.array[next] === row ? otherValues.array[next] : first.array[group]);
    }
  }
}

/** A rule that a group has no second row. */
class OnlyOne {
  /** @param {GroupRule} rule */
  constructor(rule) {
    this.number = rule.rule;
    this.position = 0;
    this.rows = new Numbers(Uint8Array);
    this.isBroken = false;
  }

  /**
   * @param {number} _
   * @param {number} group
   */
  add(_, group) {
    if (group === this.rows.length) this.rows.push(1);
    else {
      this.rows.array[group] = 2;
      this.isBroken = true;
    }
  }

  /**
   * @param {Numbers} groupOfRow
   * @returns {LateRule | null}
   */
  broken(groupOfRow) {
    const isBrokenBy = (/** @type {number} */ row) => groupOfRow.array[row] >= 0 && this.rows.array[groupOfRow.array[row]] > 1;
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
    this.groupOfRow = new Numbers(Int32Array);
    this.rules = key.rules.map((rule) => (rule.item < 0 ? new OnlyOne(rule) : new SameInGroup(rule)));
  }

  /**
   * Add the next row; `values` is null for a row that is in no group.
   * @param {number} row
   * @param {Row | null} values
   */
  add(row, values) {
    const group = values ? this.#groupOf(values) : -1;
    this.groupOfRow.push(group);
    if (group < 0 || !values) return;
    for (const rule of this.rules) rule.add(row, group, values[rule.position]);
  }

  /**
   * @param {Row} values
   * @returns {number}
   */
  #groupOf(values) {
    if (!this.when(values)) return -1;
    beginHash();
    for (const item of this.items) {
      const value = values[item];
      if (value === null || value === undefined) return -1;
      addValueToHash(value);
    }
    endHash();
    return this.numbers.numberOf(hashLow, hashHigh);
  }

  /** @returns {LateRule[]} */
  brokenRules() {
    return this.rules.flatMap((rule) => rule.broken(this.groupOfRow) ?? []);
  }
}

/** A rule that all rows have the same value of an item. If more than half of them have one value, only the others break it. */
class SameOnAllRows {
  /** @param {CompiledRules["whole"][number]} whole */
  constructor(whole) {
    this.when = whole.when;
    this.group = new Numbers(Int32Array);
    this.rule = new SameInGroup(whole.rule);
  }

  /**
   * @param {number} row
   * @param {Row | null} values
   */
  add(row, values) {
    const isMember = values !== null && this.when(values);
    this.group.push(isMember ? 0 : -1);
    if (values !== null && isMember) this.rule.add(row, 0, values[this.rule.position]);
  }

  /** @returns {LateRule[]} */
  brokenRules() {
    return [this.rule.broken(this.group) ?? []].flat();
  }
}
