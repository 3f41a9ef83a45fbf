/** The header row of a return: where it is, which data items its columns are, and what is wrong with it. */

/** The position of the data item under each header, folded: its title, or its identifier. A title comes first. */
const ITEM_OF_HEADER = new Map([
  ...SPECIFICATION.items.map((item, position) => /** @type {[string, number]} */ ([folded(item.id), position])),
  ...SPECIFICATION.items.map((item, position) => /** @type {[string, number]} */ ([folded(item.title), position])),
]);

/**
 * Return the first of the rows with the most headers of the template; null if no row has two. Throws ReadError where a row is too wide.
 * @param {(string | null)[][]} rows texts; null for a cell that is no text, and so no header
 * @param {string} [name]
 * @param {(row: number) => string[]} [shown] the texts of a row as typed, where some cells are no texts
 * @returns {Header | null}
 */
function findHeader(rows, name = "the file", shown = (row) => rows[row].map((cell) => cell ?? "")) {
  const { lastHeaderRow, maxColumns } = SPECIFICATION.files;
  /** @type {Header | null} */
  let best = null;
  for (let index = 0; index < Math.min(rows.length, lastHeaderRow); index++) {
    if (rows[index].length > maxColumns) {
      throw new ReadError(`Row ${index + 1} of ${name} has more columns than a spreadsheet can have. Save the return as CSV UTF-8 again.`);
    }
    const columns = SPECIFICATION.items.map(() => -1);
    for (const [column, item] of itemsByColumn(rows[index])) if (columns[item] < 0) columns[item] = column;
    const count = columns.filter((column) => column >= 0).length;
    if (count > Math.max(best ? columnCount(best) : 0, 1)) best = { number: index + 1, cells: shown(index), columns };
  }
  return best;
}

/**
 * Return the error about a file in which no header row is found.
 * @param {string} name
 * @returns {ReadError}
 */
function noHeader(name) {
  const [first, second] = SPECIFICATION.items;
  return new ReadError(
    `${name} has no row with headers of the template among its first ${SPECIFICATION.files.lastHeaderRow}. ` +
      `Copy the header row from the template: ${first.title}, ${second.title}, and so on.`,
  );
}

/**
 * Return how many data items have a column.
 * @param {Header} header
 * @returns {number}
 */
function columnCount(header) {
  return header.columns.filter((column) => column >= 0).length;
}

/**
 * Return the positions of the data items whose title or identifier a row holds, by the index of the cell.
 * @param {(string | null)[]} row
 * @returns {Map<number, number>}
 */
function itemsByColumn(row) {
  const items = new Map();
  row.forEach((cell, index) => {
    const item = cell === null ? undefined : ITEM_OF_HEADER.get(folded(cell));
    if (item !== undefined) items.set(index, item);
  });
  return items;
}

/**
 * Return what is wrong with the headers of a file; `unnamed` are the indexes of columns that have data but no header.
 * @param {Header} header
 * @param {number[]} unnamed
 * @returns {FileFinding[]}
 */
function headerFindings(header, unnamed) {
  const { items, files } = SPECIFICATION;
  const row = header.number;
  /** @type {FileFinding[]} */
  const findings = [];
  items.forEach((item, position) => {
    if (header.columns[position] >= 0) return;
    const message = `The column ${item.title} is missing, so it counts as blank. Add it from the template.`;
    findings.push({ rule: files.neededColumns[position] ? "columns.missing" : "columns.left-out", row, message, item: item.id });
  });
  const known = itemsByColumn(header.cells);
  for (const [index, item] of known) {
    const first = header.columns[item];
    if (first === index) continue;
    const message = `The column ${items[item].title} appears twice, in ${letters(first)} and ${letters(index)}. Only the first is read. Remove the second.`;
    findings.push({ rule: "columns.repeated", row, message, item: items[item].id });
  }
  const missing = items.filter((_, position) => header.columns[position] < 0).map((item) => item.title);
  const unknown = [...header.cells.keys()].filter((index) => !known.has(index) && tidy(header.cells[index]));
  unknown.forEach((index, count) => {
    const name = [...split(header.cells[index]).join(" ")].slice(0, files.maxNameLength).join("");
    const bare = folded(withoutBracket(name));
    const without = missing.filter((title) => folded(withoutBracket(title)) === bare);
    const near = count < files.maxSuggestions ? (without.length ? without : nearest(name, missing)) : [];
    const odd = characterNames([...header.cells[index]].filter((sign) => ANY_INVISIBLE.test(sign) || ANY_LOST.test(sign)).join(""));
    const why = odd.length
      ? `has ${joined(odd)}, so it is not that of the template, and the column is not read`
      : "is not in the template, so the column is not read";
    const message = `The header of column ${letters(index)} ${why}. ${files.aboutUnknownColumn}`;
    findings.push({ rule: "columns.unknown", row, message, suggestion: near[0] ?? null, value: name, severity: files.ifUnknownColumn });
  });
  for (const index of unnamed) {
    findings.push({ rule: "columns.unnamed", row, message: `Column ${letters(index)} has data but no header. It is not read. Give it its header, or remove it.` });
  }
  return findings;
}

/**
 * Return the name of a column, by its index from 0, as a spreadsheet shows it.
 * @param {number} index
 * @returns {string}
 */
function letters(index) {
  let name = "";
  for (let left = index; left >= 0; left = Math.floor(left / 26) - 1) name = String.fromCharCode(0x41 + (left % 26)) + name;
  return name;
}
