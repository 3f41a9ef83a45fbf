/** Any file that holds a return: its kind is found by its content, and the reader for that kind reads it. */

/** @typedef {ReturnType<typeof createCheck>} Check */

/** A function that is called with the bytes read so far, all bytes, and the rows read so far. @typedef {(read: number, total: number, rows: number) => void} Progress */

/**
 * How a file is read: the worksheet to read of a workbook, whether messages may name worksheets whatever they are called, what is called
 * as the reading goes on, and what stops it.
 * @typedef {{sheet?: string | null, showNames?: boolean, progress?: Progress, signal?: AbortSignal}} ReadOptions
 */

const GZIP = [0x1f, 0x8b];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const PARQUET = [0x50, 0x41, 0x52, 0x31];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Read a file and give its rows to a check. Throws ReadError where it cannot be read, and AbortError where it was stopped.
 * @param {Blob} file
 * @param {string} name
 * @param {Check} check
 * @param {ReadOptions} [options]
 */
async function readFile(file, name, check, options = {}) {
  const { sheet = null, showNames = false, progress = () => undefined, signal } = options;
  /** @type {Watch} */
  const stop = () => signal?.throwIfAborted();
  try {
    let start = await bytesOf(file, 0, LONGEST_SIGNATURE, name);
    const isGzip = beginsWith(start, GZIP);
    /** @type {Pieces} */
    const pieces = (watch = stop) => (isGzip ? unzippedPieces : piecesOf)(file, name, watch);
    if (isGzip) start = await firstOf(pieces);
    if (isGzip && beginsWith(start, GZIP)) throw new ReadError(`${name} is compressed twice. Decompress it once, and give the result.`);
    if (!start.length) throw new ReadError(`${name} is empty.`);
    checkKind(name, start);
    if (beginsWith(start, PARQUET)) throw new ReadError(`${name} is a Parquet file, which this page cannot read. Save the return as CSV UTF-8, or as .xlsx.`);
    /** @type {RowWatch} */
    const report = (read, rows) => {
      stop(read);
      progress(Math.min(read, file.size), file.size, rows);
    };
    if (beginsWith(start, ZIP) || beginsWith(start, OLE)) {
      const workbook = isGzip ? await wholeOf(pieces) : file;
      if (beginsWith(start, OLE)) throw await olderWorkbook(workbook, name, stop);
      await readWorkbook(workbook, name, check, { sheet, showNames, report, stop });
    } else {
      await readCsv(name, pieces, start, check, report);
    }
  } catch (error) {
    throw error instanceof RangeError ? goneError(name, error) : error;
  }
}

/** A function that is called with the bytes and the rows read so far. It throws where the reading was stopped. @typedef {(read: number, rows: number) => void} RowWatch */

/**
 * Return the first bytes of a file that is decompressed.
 * @param {Pieces} pieces
 * @returns {Promise<Uint8Array>}
 */
async function firstOf(pieces) {
  for await (const piece of pieces()) return piece.subarray(0, LONGEST_SIGNATURE);
  return new Uint8Array();
}

/**
 * Return the content of a file that is decompressed.
 * @param {Pieces} pieces
 * @returns {Promise<Blob>}
 */
async function wholeOf(pieces) {
  /** @type {BlobPart[]} */
  const parts = [];
  for await (const piece of pieces()) parts.push(/** @type {BlobPart} */ (piece));
  return new Blob(parts);
}

/**
 * Throw ReadError where a file is not a table, or is not what its name says.
 * @param {string} name
 * @param {Uint8Array} start
 */
function checkKind(name, start) {
  const { otherKinds, csvEndings, workbookEndings } = SPECIFICATION.files;
  const other = otherKinds.find(({ start: signature }) => beginsWith(start, signature));
  if (other) throw new ReadError(`${name} is ${other.kind}, not a return. ${other.remedy}`);
  const isWorkbook = beginsWith(start, ZIP) || beginsWith(start, OLE);
  const kind = beginsWith(start, ZIP) ? "a workbook or a ZIP archive" : beginsWith(start, OLE) ? "a workbook" : beginsWith(start, PARQUET) ? "a Parquet file" : "";
  const ending = endingOf(name);
  if (csvEndings.includes(ending) && kind) {
    throw new ReadError(`${name} has the name of a CSV file, but is ${kind}. Correct its name, or save it as CSV UTF-8.`);
  }
  if (workbookEndings.includes(ending) && !isWorkbook) {
    throw new ReadError(
      `${name} has the name of a workbook, but is not one: it is damaged, or another kind of file. ` +
        "Save it again as .xlsx. If it is a CSV file, change the end of its name to .csv.",
    );
  }
}

/**
 * Return the end of the name of a file, such as ".csv".
 * @param {string} name
 * @returns {string}
 */
function endingOf(name) {
  return (/[^/]\.[^./]+$/.exec(name) ?? [""])[0].replace(/^.*\./, ".").toLowerCase();
}

/**
 * Return the error about a workbook of the older kind, or with a password.
 * @param {Blob} file
 * @param {string} name
 * @param {Watch} stop
 * @returns {Promise<ReadError>}
 */
async function olderWorkbook(file, name, stop) {
  const decoder = new TextDecoder("latin1");
  const sign = [..."EncryptedPackage"].join("\0");
  let before = "";
  for await (const piece of piecesOf(file, name, stop)) {
    const text = before + decoder.decode(piece);
    if (text.includes(sign)) return new ReadError(`${name} is locked with a password. Save it without one.`);
    before = text.slice(-sign.length);
  }
  return new ReadError(`${name} is a workbook of the older kind (.xls), which this page cannot read. Save it as .xlsx, or as CSV UTF-8.`);
}
