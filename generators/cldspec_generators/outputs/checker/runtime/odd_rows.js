/** Rows that are no events, or whose cells are in the wrong columns: how they are recognised. */

const TOTAL = new RegExp(SPECIFICATION.files.total, "i");

/**
 * Say whether most irregular cells of a row, one for each item or null, are names of their items.
 * @param {(string | null)[]} texts
 * @returns {boolean}
 */
function repeatsHeaders(texts) {
  let [given, names] = [0, 0];
  texts.forEach((text, position) => {
    if (!text) return;
    given += 1;
    const name = folded(text);
    const item = SPECIFICATION.items[position];
    if (name === folded(item.id) || name === folded(item.title)) names += 1;
  });
  return 2 * names > Math.max(given, 2);
}

/**
 * Return the position of the item that every row of data has, but no row of totals, of those that have a column; -1 if there is none.
 * @param {(position: number) => boolean} [hasColumn]
 * @returns {number}
 */
function keyOfRows(hasColumn = () => true) {
  return SPECIFICATION.files.keysOfRows.find(hasColumn) ?? -1;
}

/**
 * Say whether a row without a key has hardly any cell, and one that says that it is a total.
 * @param {string[]} texts by item position, "" for a blank
 * @returns {boolean}
 */
function isTotal(texts) {
  if (!texts.some((text) => text.toLowerCase().includes("total"))) return false;
  const given = texts.map(tidy).filter((text) => text);
  return given.length <= SPECIFICATION.files.mostCellsOfTotal && given.some((text) => TOTAL.test(text));
}

/**
 * Say whether the unreadable cells of a row, given by item position, are values of the columns to their left.
 *
 * At least one is, and so are all but one, the rest of the value that was split. Two neighbours that have each other's values
 * are not shifted: their headers or values have been exchanged.
 * @param {Map<number, string>} unreadable
 * @param {number[]} columns
 * @returns {boolean}
 */
function isShifted(unreadable, columns) {
  /** @type {Map<number, number>} */
  const left = new Map();
  for (const item of unreadable.keys()) {
    const neighbour = columns[item] > 0 ? columns.indexOf(columns[item] - 1) : -1;
    if (neighbour >= 0) left.set(item, neighbour);
  }
  const fits = [...left].filter(([item, neighbour]) => fitsOnly(neighbour, unreadable.get(item) ?? "")).map(([item]) => item);
  const areExchanged = fits.some((item) => {
    const text = unreadable.get(left.get(item) ?? -1);
    return text !== undefined && fitsOnly(item, text);
  });
  if (areExchanged) return false;
  const mayFit = [...left].filter(([item, neighbour]) => !fits.includes(item) && (SPECIFICATION.items[neighbour].takesAnyText || isNumber(neighbour)));
  return fits.length > 0 && unreadable.size - fits.length - mayFit.length <= 1;
}

/**
 * Say whether a text is a value that only such an item has. A number says little: many a mistake is one.
 * @param {number} position
 * @param {string} text
 * @returns {boolean}
 */
function fitsOnly(position, text) {
  if (SPECIFICATION.items[position].takesAnyText || isNumber(position)) return false;
  const { value } = readCell(position, text);
  return value !== null && value !== undefined;
}

/**
 * Say whether an item is a number.
 * @param {number} position
 * @returns {boolean}
 */
function isNumber(position) {
  return ["integer", "decimal"].includes(SPECIFICATION.items[position].type);
}
