/** The bytes of a file: what kind of file they are, and how they are read and decompressed piece by piece. */

/** The bytes that are read at a time: enough to keep the processor busy, and few enough that a stop or progress shows at once. */
const PIECE = 2 ** 21;
const LONGEST_SIGNATURE = 16;

/** A file that cannot be read. The message says in one or two sentences why, and what to do. */
class ReadError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = "ReadError";
  }
}

/**
 * Return some bytes of a file. Throws ReadError where the file can no longer be read.
 * @param {Blob} file
 * @param {number} start
 * @param {number} end
 * @param {string} name
 * @returns {Promise<Uint8Array>}
 */
async function bytesOf(file, start, end, name) {
  try {
    return new Uint8Array(await file.slice(start, end).arrayBuffer());
  } catch (error) {
    throw goneError(name, error);
  }
}

/**
 * Return the error about a file that can no longer be read.
 * @param {string} name
 * @param {unknown} error
 * @returns {ReadError}
 */
function goneError(name, error) {
  if (error instanceof RangeError) return new ReadError(`${name} does not fit into the memory of this computer. Save it as CSV UTF-8, which needs less.`);
  return new ReadError(`${name} cannot be read: it has been moved, changed or deleted since you chose it, or this computer refuses it. Choose it again.`);
}

/** A function that is called with the bytes that have been read. It throws where the reading was stopped. @typedef {(bytes: number) => void} Watch */

/** A function that gives the bytes of a file in pieces, as often as they are asked for. @typedef {(watch?: Watch) => AsyncIterable<Uint8Array>} Pieces */

/**
 * Yield the bytes of a file in pieces. The next piece is fetched while one is worked on.
 * @param {Blob} file
 * @param {string} name
 * @param {Watch} watch
 * @returns {AsyncGenerator<Uint8Array, void>}
 */
async function* piecesOf(file, name, watch) {
  let coming = bytesOf(file, 0, PIECE, name);
  for (let start = 0; start < file.size; start += PIECE) {
    watch(start);
    const piece = await coming;
    coming = bytesOf(file, start + PIECE, start + 2 * PIECE, name);
    coming.catch(() => undefined); // reported when it is needed
    yield piece;
  }
}

/**
 * Yield the decompressed bytes of a gzip file in pieces. Throws ReadError where it is damaged, or too large to be a return.
 * @param {Blob} file
 * @param {string} name
 * @param {Watch} watch
 * @returns {AsyncGenerator<Uint8Array, void>}
 */
async function* unzippedPieces(file, name, watch) {
  const damaged = new ReadError(`${name} is a gzip file that is damaged or cut off. Compress the return again.`);
  yield* inflated(piecesOf(file, name, watch), "gzip", mostBytes(file.size), name, damaged);
}

/**
 * Return how many bytes a file of this size may be decompressed to.
 * @param {number} size
 * @returns {number}
 */
function mostBytes(size) {
  return Math.max(SPECIFICATION.files.alwaysAllowed, SPECIFICATION.files.maxExpansion * size);
}

/**
 * Return the error about a file that grows too much when it is decompressed.
 * @param {string} name
 * @returns {ReadError}
 */
function tooLarge(name) {
  return new ReadError(`${name} unpacks to more than ${SPECIFICATION.files.maxExpansion} times its size, which no return does. Save it as CSV UTF-8.`);
}

/**
 * Yield decompressed bytes in pieces, up to the most that are allowed. Throws `damaged` where they cannot be decompressed.
 * @param {AsyncIterable<Uint8Array>} packed
 * @param {CompressionFormat | "deflate-raw"} format
 * @param {number} most
 * @param {string} name
 * @param {ReadError} damaged
 * @returns {AsyncGenerator<Uint8Array, void>}
 */
async function* inflated(packed, format, most, name, damaged) {
  const expander = new DecompressionStream(/** @type {CompressionFormat} */ (format));
  const reader = expander.readable.getReader();
  const writing = fed(packed, expander.writable.getWriter());
  writing.catch(() => undefined); // reported below
  let size = 0;
  /** @type {Uint8Array[]} */
  let parts = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > most) throw tooLarge(name);
      parts.push(value);
      length += value.length;
      if (length >= PIECE) {
        yield together(parts, length);
        [parts, length] = [[], 0];
      }
    }
    await writing;
  } catch (error) {
    if (error instanceof ReadError) throw error;
    const cause = await writing.then(
      () => null,
      (reason) => reason,
    );
    throw cause instanceof ReadError || isStop(cause) ? cause : damaged;
  } finally {
    reader.cancel().catch(() => undefined);
  }
  if (length) yield together(parts, length);
}

/**
 * Say whether an error is that the reading was stopped.
 * @param {unknown} error
 * @returns {boolean}
 */
function isStop(error) {
  return error instanceof DOMException && error.name === "AbortError";
}

/**
 * Write bytes to a stream that decompresses them.
 * @param {AsyncIterable<Uint8Array>} packed
 * @param {WritableStreamDefaultWriter<BufferSource>} writer
 */
async function fed(packed, writer) {
  try {
    for await (const piece of packed) await writer.write(/** @type {BufferSource} */ (piece));
    await writer.close();
  } catch (error) {
    writer.abort(error).catch(() => undefined);
    throw error;
  }
}

/**
 * Return pieces of bytes as one.
 * @param {Uint8Array[]} parts
 * @param {number} length
 * @returns {Uint8Array}
 */
function together(parts, length) {
  if (parts.length === 1) return parts[0];
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * Say whether bytes begin with others.
 * @param {Uint8Array} bytes
 * @param {number[]} start
 * @returns {boolean}
 */
function beginsWith(bytes, start) {
  return start.every((byte, index) => bytes[index] === byte);
}
