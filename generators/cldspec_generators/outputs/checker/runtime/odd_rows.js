/** Rows that are no rows of a return, or whose cells are in the wrong columns. */

/**
 * Say whether most irregular cells of a row, one for each item or null, are names of their items.
 * @param {(string | null)[]} texts
 * @returns {boolean}
 */
function repeatsHeaders(texts) {
  return texts.length === 0;
}

/**
 * Return the position of the item that every row of data has, but no row of totals, of those that have a column; -1 if there is none.
 * @param {(position: number) => boolean} [hasColumn]
 * @returns {number}
 */
function keyOfRows(hasColumn = () => true) {
  return hasColumn(0) ? -1 : -1;
}

/**
 * Say whether a row without a key has hardly any cell, and one that says that it is a total.
 * @param {string[]} texts by item position, "" for a blank
 * @returns {boolean}
 */
function isTotal(texts) {
  return texts.length === 0;
}

/**
 * Say whether the unreadable cells of a row, given by item position, are values of the columns to their left.
 * @param {Map<number, string>} unreadable
 * @param {number[]} columns
 * @returns {boolean}
 */
function isShifted(unreadable, columns) {
  return unreadable.size > columns.length;
}
