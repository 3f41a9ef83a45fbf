/** Archives, which is what workbooks are: the list of their parts, and the content of a part. */

/**
 * A part of an archive: how it is packed (0 or 8), its size packed and unpacked, its checksum, and where its own header begins.
 * @typedef {{method: number, packed: number, size: number, checksum: number, start: number, isLocked: boolean}} Part
 */

const END_OF_ARCHIVE = [0x50, 0x4b, 0x05, 0x06];
const LARGE_END = [0x50, 0x4b, 0x06, 0x06];
const ENTRY = [0x50, 0x4b, 0x01, 0x02];
const LARGEST_COMMENT = 2 ** 16;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const HEADER_SIZE = 30;
const IN_EXTRA = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;

/**
 * Return the parts of an archive by name. Throws ReadError where it is damaged.
 * @param {Blob} file
 * @param {string} name
 * @returns {Promise<Map<string, Part>>}
 */
async function partsOf(file, name) {
  const tail = await bytesOf(file, Math.max(file.size - LARGEST_COMMENT - END_SIZE, 0), file.size, name);
  let at = tail.length - END_SIZE;
  while (at >= 0 && !beginsWith(tail.subarray(at), END_OF_ARCHIVE)) at -= 1;
  if (at < 0) throw damagedWorkbook(name);
  const { start, size } = await directoryOf(file, tail, at, name);
  if (start + size > file.size) throw damagedWorkbook(name);
  const directory = await bytesOf(file, start, start + size, name);
  const view = new DataView(directory.buffer);
  const decoder = new TextDecoder();
  /** @type {Map<string, Part>} */
  const parts = new Map();
  for (let entry = 0; entry + ENTRY_SIZE <= directory.length; ) {
    if (!beginsWith(directory.subarray(entry), ENTRY)) throw damagedWorkbook(name);
    const nameEnd = entry + ENTRY_SIZE + view.getUint16(entry + 28, true);
    const extraEnd = nameEnd + view.getUint16(entry + 30, true);
    if (extraEnd > directory.length) throw damagedWorkbook(name);
    const numbers = [view.getUint32(entry + 24, true), view.getUint32(entry + 20, true), view.getUint32(entry + 42, true)];
    const [unpacked, packed, header] = withLargeNumbers(numbers, view, nameEnd, extraEnd);
    parts.set(decoder.decode(directory.subarray(entry + ENTRY_SIZE, nameEnd)), {
      method: view.getUint16(entry + 10, true),
      packed,
      size: unpacked,
      checksum: view.getUint32(entry + 16, true),
      start: header,
      isLocked: (view.getUint16(entry + 8, true) & 1) === 1,
    });
    entry = extraEnd + view.getUint16(entry + 32, true);
  }
  return parts;
}

/**
 * Return where the directory of an archive is. Its end may say that this is in an end for large archives.
 * @param {Blob} file
 * @param {Uint8Array} tail the last bytes of the file
 * @param {number} at where the end of the archive begins in them
 * @param {string} name
 * @returns {Promise<{start: number, size: number}>}
 */
async function directoryOf(file, tail, at, name) {
  const view = new DataView(tail.buffer);
  const [size, start] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
  if (start !== IN_EXTRA && size !== IN_EXTRA) return { start, size };
  if (at < 20) throw damagedWorkbook(name);
  const end = Number(view.getBigUint64(at - 12, true));
  const large = await bytesOf(file, end, end + 56, name);
  if (large.length < 56 || !beginsWith(large, LARGE_END)) throw damagedWorkbook(name);
  const numbers = new DataView(large.buffer);
  return { start: Number(numbers.getBigUint64(48, true)), size: Number(numbers.getBigUint64(40, true)) };
}

/**
 * Return numbers of an entry, with those that are too large for it from the extra field that has them.
 * @param {number[]} numbers
 * @param {DataView} view
 * @param {number} start
 * @param {number} end
 * @returns {number[]}
 */
function withLargeNumbers(numbers, view, start, end) {
  for (let at = start; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    return numbers.map((number) => {
      if (number !== IN_EXTRA || next + 8 > end) return number;
      next += 8;
      return Number(view.getBigUint64(next - 8, true));
    });
  }
  return numbers;
}

/**
 * Yield the content of a part of an archive in pieces. Throws ReadError where it is damaged, or too large.
 * @param {Blob} file
 * @param {Part} part
 * @param {string} name
 * @param {Watch} watch
 * @returns {AsyncGenerator<Uint8Array, void>}
 */
async function* contentOf(file, part, name, watch) {
  if (part.isLocked || (part.method !== STORED && part.method !== DEFLATED)) throw damagedWorkbook(name);
  const header = await bytesOf(file, part.start, part.start + HEADER_SIZE, name);
  if (header.length < HEADER_SIZE || !beginsWith(header, ZIP)) throw damagedWorkbook(name);
  const view = new DataView(header.buffer);
  const start = part.start + HEADER_SIZE + view.getUint16(26, true) + view.getUint16(28, true);
  const packed = file.slice(start, start + part.packed);
  const pieces = piecesOf(packed, name, watch);
  const most = mostBytes(file.size);
  let [size, sum] = [0, ~0];
  for await (const piece of part.method === STORED ? pieces : inflated(pieces, "deflate-raw", most, name, damagedWorkbook(name))) {
    size += piece.length;
    sum = checksum(piece, sum);
    yield piece;
  }
  if (size !== part.size || (~sum >>> 0) !== part.checksum) throw damagedWorkbook(name);
}

/** The remainders of each byte, with which checksums are worked out. */
const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

/**
 * Return the checksum (CRC-32) of bytes that follow others.
 * @param {Uint8Array} bytes
 * @param {number} before the checksum of the others
 * @returns {number}
 */
function checksum(bytes, before) {
  let sum = before;
  for (let index = 0; index < bytes.length; index += 1) sum = REMAINDERS[(sum ^ bytes[index]) & 0xff] ^ (sum >>> 8);
  return sum;
}

/**
 * Return the error about a workbook that is damaged.
 * @param {string} name
 * @returns {ReadError}
 */
function damagedWorkbook(name) {
  return new ReadError(`${name} is not a workbook that can be read: it is damaged or cut off. Save it again as .xlsx.`);
}
