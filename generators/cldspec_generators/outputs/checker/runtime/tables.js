/** Tables of the specification, in which rules look up rows. */

/**
 * Return a table as maps inside maps, by the value of its first key, its second key and so on; the last key is in sets.
 * @param {any[][]} rows
 * @returns {any}
 */
function tableOf(rows) {
  if (rows.every((row) => row.length === 1)) return new Set(rows.map((row) => row[0]));
  /** @type {Map<any, any[][]>} */
  const parts = new Map();
  for (const [first, ...rest] of rows) parts.set(first, [...(parts.get(first) ?? []), rest]);
  return new Map([...parts].map(([first, rest]) => [first, tableOf(rest)]));
}

/**
 * Say whether no row of a table has these values. A blank or unreadable cell may have any value.
 * @param {any} table
 * @param {any[]} values
 * @returns {boolean}
 */
function isNotIn(table, values, index = 0) {
  const value = values[index];
  const isLast = index === values.length - 1;
  if (value != null) {
    return isLast ? !table.has(value) : !table.has(value) || isNotIn(table.get(value), values, index + 1);
  }
  if (isLast) return table.size === 0;
  for (const part of table.values()) if (!isNotIn(part, values, index + 1)) return false;
  return true;
}
