/** The rows of a text whose cells a character separates, as Python's csv module reads them. Nothing is repaired. */

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** A cell that is longer than any that is read. */
class LongCellError extends Error {}

/**
 * A row that could be read.
 * @typedef {object} FoundRow
 * @property {string[]} cells none for an empty line
 * @property {number} end where the next row begins
 * @property {boolean} hasBreaks whether a cell has a line break
 * @property {boolean} isOpen whether a quotation mark is not closed at the end of the file
 */

/**
 * A piece of text with what was found in it, so that nothing is looked for twice: the next line feed, carriage return and quotation
 * mark, or the length of the text. `isEnd` says that nothing follows.
 * @typedef {{text: string, isEnd: boolean, feed: number, carriage: number, quote: number}} Piece
 */

/**
 * Return a piece of text in which nothing has been looked for.
 * @param {string} text
 * @param {boolean} isEnd
 * @returns {Piece}
 */
function pieceOf(text, isEnd) {
  return { text, isEnd, feed: -1, carriage: -1, quote: -1 };
}

/**
 * Return the row that begins at a position of a text; null where it does not end in the text. Throws LongCellError.
 * @param {Piece} piece
 * @param {number} start
 * @param {string} separator
 * @returns {FoundRow | null}
 */
function rowAt(piece, start, separator) {
  const { text, isEnd } = piece;
  const most = text.length;
  if (piece.feed < start) piece.feed = found(text.indexOf("\n", start), most);
  if (piece.carriage < start) piece.carriage = found(text.indexOf("\r", start), most);
  if (piece.quote < start) piece.quote = found(text.indexOf('"', start), most);
  const end = Math.min(piece.feed, piece.carriage);
  if (piece.quote < end) return quotedRowAt(text, start, separator, isEnd);
  if (end === most && !isEnd) return null;
  const next = endOfLine(text, end, isEnd);
  if (next < 0) return null;
  const line = text.slice(start, end);
  const cells = line === "" ? [] : line.split(separator);
  if (line.length > MAX_CELL_LENGTH) cells.forEach(checkLength);
  return { cells, end: next, hasBreaks: false, isOpen: false };
}

/**
 * Return a position that was looked for, or the length of the text if there is none.
 * @param {number} position
 * @param {number} length
 * @returns {number}
 */
function found(position, length) {
  return position < 0 ? length : position;
}

/**
 * Return where the line after a line end begins; -1 where the text ends within the line end.
 * @param {string} text
 * @param {number} at
 * @param {boolean} isEnd
 * @returns {number}
 */
function endOfLine(text, at, isEnd) {
  if (at >= text.length) return at;
  if (text.charCodeAt(at) === LINE_FEED) return at + 1;
  if (at + 1 >= text.length) return isEnd ? at + 1 : -1;
  return text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1;
}

/**
 * Return a row with quotation marks, or null where it does not end in the text.
 * @param {string} text
 * @param {number} start
 * @param {string} separator
 * @param {boolean} isEnd
 * @returns {FoundRow | null}
 */
function quotedRowAt(text, start, separator, isEnd) {
  const split = separator.charCodeAt(0);
  /** @type {string[]} */
  const cells = [];
  let hasBreaks = false;
  let at = start;
  for (;;) {
    let cell = "";
    if (text.charCodeAt(at) === QUOTE) {
      at += 1;
      for (;;) {
        const quote = text.indexOf('"', at);
        const isOpen = quote < 0;
        cell += text.slice(at, isOpen ? text.length : quote);
        if (cell.length > MAX_CELL_LENGTH) checkLength(cell);
        if (isOpen && isEnd) return { cells: [...cells, cell], end: text.length, hasBreaks: true, isOpen };
        if (isOpen || (quote + 1 === text.length && !isEnd)) return null;
        at = quote + 1;
        if (text.charCodeAt(at) !== QUOTE) break;
        cell += '"';
        at += 1;
      }
      hasBreaks ||= cell.includes("\n") || cell.includes("\r");
    }
    let end = at;
    let code = text.charCodeAt(end);
    while (end < text.length && code !== split && code !== LINE_FEED && code !== CARRIAGE_RETURN) code = text.charCodeAt(++end);
    cell = cell ? cell + text.slice(at, end) : text.slice(at, end);
    if (cell.length > MAX_CELL_LENGTH) checkLength(cell);
    cells.push(cell);
    if (end === text.length && !isEnd) return null;
    if (end === text.length || code !== split) {
      const next = endOfLine(text, end, isEnd);
      return next < 0 ? null : { cells, end: next, hasBreaks, isOpen: false };
    }
    at = end + 1;
  }
}

/**
 * Throw LongCellError where a cell is too long.
 * @param {string} cell
 */
function checkLength(cell) {
  if (cell.length > MAX_CELL_LENGTH && lengthOf(cell) > MAX_CELL_LENGTH) throw new LongCellError();
}

const MAX_CELL_LENGTH = SPECIFICATION.files.maxCellLength;
