/** Returns in CSV files: which character separates the cells, where the headers are, and the rows one after the other. */

/** The layout of a CSV file. `length` is the number of characters to the end of the header row. @typedef {{separator: string, header: Header, length: number}} CsvLayout */

/** The characters of the longest row that is read. Each of its cells and lines may be short. */
const LONGEST_ROW = 2 ** 25;

/**
 * Read a CSV file and give its rows to a check. Throws ReadError.
 * @param {string} name
 * @param {Pieces} pieces
 * @param {Uint8Array} start the first bytes
 * @param {Check} check
 * @param {RowWatch} report
 */
async function readCsv(name, pieces, start, check, report) {
  const encoding = await encodingOf(start, pieces);
  const layout = layoutOf(await beginningOf(pieces, decoderOf(encoding, start)), name);
  const description = `CSV, ${encoding.encoding}, separated by ${SPECIFICATION.files.separators[layout.separator]}`;
  check.beginFile({ name, description, header: layout.header, isWindows1252: encoding.encoding === "Windows-1252" });
  const decode = decoderOf(encoding, start);
  const rows = csvRows(name, layout, check);
  for await (const piece of pieces((read) => report(read, rows.count()))) rows.add(decode(piece, false), false);
  rows.add(decode(new Uint8Array(), true), true);
  check.endFile({ rows: rows.count() });
}

/**
 * Return the text at the beginning of a file.
 * @param {Pieces} pieces
 * @param {Decode} decode
 * @returns {Promise<{text: string, isWhole: boolean}>}
 */
async function beginningOf(pieces, decode) {
  const most = SPECIFICATION.files.beginning;
  /** @type {Uint8Array[]} */
  const parts = [];
  let length = 0;
  for await (const piece of pieces()) {
    parts.push(piece.subarray(0, most - length));
    length += Math.min(piece.length, most - length);
    if (length === most) break;
  }
  return { text: decode(together(parts, length), length < most), isWhole: length < most };
}

/**
 * Return the layout that shows the most headers. Throws ReadError where there is no header row.
 * @param {{text: string, isWhole: boolean}} beginning
 * @param {string} name
 * @returns {CsvLayout}
 */
function layoutOf({ text, isWhole }, name) {
  /** @type {CsvLayout | null} */
  let best = null;
  for (const separator of Object.keys(SPECIFICATION.files.separators)) {
    const { rows, ends } = firstRows(text, separator);
    const header = findHeader(rows, name);
    if (header && (best === null || columnCount(header) > columnCount(best.header))) best = { separator, header, length: ends[header.number - 1] };
  }
  if (best === null) {
    throw text.includes("\0")
      ? new ReadError(`${name} is not a CSV file, workbook or Parquet file. Save the return as CSV UTF-8, or as .xlsx.`)
      : noHeader(name);
  }
  if (!isWhole && best.length === text.length) throw new ReadError(`Row ${best.header.number} of ${name} is too long. Look for a quotation mark that is never closed.`);
  return best;
}

/**
 * Return the rows that may hold the headers, up to the first unreadable one, and where each ends.
 * @param {string} text
 * @param {string} separator
 * @returns {{rows: string[][], ends: number[]}}
 */
function firstRows(text, separator) {
  /** @type {{rows: string[][], ends: number[]}} */
  const first = { rows: [], ends: [] };
  const piece = pieceOf(text, true);
  try {
    for (let at = 0; at < text.length && first.rows.length < SPECIFICATION.files.lastHeaderRow; ) {
      const row = rowAt(piece, at, separator);
      if (!row) break;
      first.rows.push(row.cells);
      first.ends.push(row.end);
      at = row.end;
    }
  } catch (error) {
    if (!(error instanceof LongCellError)) throw error;
  }
  return first;
}

/**
 * Return what gives the rows below the headers of a CSV file to a check as its text is added. Empty lines at the end do not count.
 * @param {string} name
 * @param {CsvLayout} layout
 * @param {Check} check
 * @returns {{add: (text: string, isEnd: boolean) => void, count: () => number}}
 */
function csvRows(name, { separator, header }, check) {
  const longest = SPECIFICATION.files.maxLineLength;
  const width = header.cells.length;
  let rest = "";
  let rows = 0; // those that were read, with empty lines
  let blank = 0; // the empty lines that end them so far
  let lines = 0;

  /** @param {FoundRow} row */
  const take = ({ cells, hasBreaks }) => {
    rows += 1;
    if (!cells.length) {
      blank += 1;
      return;
    }
    blank = 0;
    if (rows <= header.number) return;
    if (hasBreaks && cells.some((cell) => hasSwallowedRows(cell, separator, width))) check.faultyRow("row.swallowed", rows, SPECIFICATION.files.swallowed);
    check.row(rows, cells);
  };

  /** @param {string} text @param {boolean} isEnd */
  const add = (text, isEnd) => {
    const piece = pieceOf(rest + text, isEnd);
    let at = 0;
    while (at < piece.text.length) {
      let row;
      try {
        row = rowAt(piece, at, separator);
      } catch (error) {
        if (!(error instanceof LongCellError)) throw error;
        checkLines(piece.text.slice(at));
        throw tooLong();
      }
      if (row === null) break;
      if (row.end - at >= longest) checkLines(piece.text.slice(at, row.end));
      if (row.isOpen && row.cells.join() === "") break; // nothing but a quotation mark at the very end: no row is lost
      if (row.isOpen) throw new ReadError(`${name} has a quotation mark in row ${withCommas(rows + 1)} that is never closed: it is damaged or cut off.`);
      lines += row.hasBreaks ? linesOf(piece.text.slice(at, row.end)).length : 1;
      take(row);
      at = row.end;
    }
    rest = piece.text.slice(at);
    if (rest.length >= longest) checkLines(rest);
    if (rest.length >= LONGEST_ROW) throw tooLong();
  };

  const tooLong = () =>
    new ReadError(`${name} is unreadable from row ${withCommas(rows + 1)} on, which is too long. Look for a quotation mark that is never closed.`);

  /** @param {string} text */
  const checkLines = (text) => {
    const long = linesOf(text).findIndex((line) => line.length >= longest && lengthOf(line) >= longest);
    if (long >= 0) throw new ReadError(`Line ${withCommas(lines + long + 1)} of ${name} is longer than a row can be. Save the return as CSV UTF-8 again.`);
  };

  return { add, count: () => Math.max(rows - blank - header.number, 0) };
}

/**
 * Return the lines of a text, with their ends.
 * @param {string} text
 * @returns {string[]}
 */
function linesOf(text) {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

/**
 * Say whether a cell of a text file holds the end of one row and the beginning of the next.
 * It has line breaks and about a row's worth of separators. In a sentence a space follows a comma, so these do not count.
 * @param {string} cell
 * @param {string} separator
 * @param {number} columns
 * @returns {boolean}
 */
function hasSwallowedRows(cell, separator, columns) {
  if (!cell.includes("\n") && !cell.includes("\r")) return false;
  const separators = cell.split(separator).length - cell.split(`${separator} `).length;
  return separators >= Math.max(SPECIFICATION.files.fewestSeparators, Math.floor((columns - 1) / 2));
}
