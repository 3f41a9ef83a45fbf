/** Text files: which encoding they are in, and their text. Bytes that the encoding lacks become the characters that stand for them. */

/** @typedef {"UTF-8" | "UTF-16" | "Windows-1252"} Encoding */

/** A function that decodes the next bytes of a file. `isEnd` says that these are the last. @typedef {(bytes: Uint8Array, isEnd: boolean) => string} Decode */

const REPLACEMENT = "\ufffd";
const BYTE_ORDER_MARK = "\ufeff";
const UTF8_MARK = [0xef, 0xbb, 0xbf];
const UTF16_LITTLE = [0xff, 0xfe];
const UTF16_BIG = [0xfe, 0xff];
const NOT_IN_1252 = /[\x81\x8d\x8f\x90\x9d]/g;

/**
 * Return the encoding of a text file, and whether some of its bytes are wrong. Reads the whole file.
 * @param {Uint8Array} start the first bytes
 * @param {Pieces} pieces
 * @returns {Promise<{encoding: Encoding, isDamaged: boolean}>}
 */
async function encodingOf(start, pieces) {
  if (beginsWith(start, UTF16_LITTLE) || beginsWith(start, UTF16_BIG)) return { encoding: "UTF-16", isDamaged: true };
  const strict = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const piece of pieces()) strict.decode(piece, { stream: true });
    strict.decode();
    return { encoding: "UTF-8", isDamaged: false };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  return (await isDamagedUtf8(start, pieces)) ? { encoding: "UTF-8", isDamaged: true } : { encoding: "Windows-1252", isDamaged: false };
}

/**
 * Say whether a text file that is not in UTF-8 was once, and has some wrong bytes, rather than being in another encoding.
 * It begins as Excel begins such files, or has no more wrong bytes than other characters beyond ASCII.
 * @param {Uint8Array} start
 * @param {Pieces} pieces
 * @returns {Promise<boolean>}
 */
async function isDamagedUtf8(start, pieces) {
  if (beginsWith(start, UTF8_MARK)) return true;
  const decode = tolerantUtf8();
  let [right, wrong] = [0, 0];
  /** @param {string} text */
  const count = (text) => {
    for (const [character] of text.matchAll(/[^\0-\x7f]/gu)) {
      if (character === REPLACEMENT || (character >= "\uf780" && character <= "\uf7ff")) wrong += 1;
      else right += 1;
    }
  };
  for await (const piece of pieces()) count(decode(piece, false));
  count(decode(new Uint8Array(), true));
  return wrong > 0 && wrong <= right;
}

/**
 * Return the function that decodes a file.
 * @param {{encoding: Encoding, isDamaged: boolean}} found
 * @param {Uint8Array} start
 * @returns {Decode}
 */
function decoderOf({ encoding, isDamaged }, start) {
  if (encoding === "UTF-16") return withoutMarks(utf16Decoder(beginsWith(start, UTF16_BIG)), 2);
  if (encoding === "UTF-8" && isDamaged) return withoutMarks(tolerantUtf8(), 1);
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  /** @type {Decode} */
  const decode = (bytes, isEnd) => decoder.decode(bytes, { stream: !isEnd });
  if (encoding === "UTF-8") return withoutMarks(decode, 1);
  return (bytes, isEnd) => decode(bytes, isEnd).replace(NOT_IN_1252, (character) => byteCharacter(character.charCodeAt(0)));
}

/**
 * Return a function that decodes as another does, without up to so many byte order marks at the beginning.
 * @param {Decode} decode
 * @param {number} most
 * @returns {Decode}
 */
function withoutMarks(decode, most) {
  let left = most;
  return (bytes, isEnd) => {
    let text = decode(bytes, isEnd);
    while (left && text) {
      left = text.startsWith(BYTE_ORDER_MARK) ? left - 1 : 0;
      text = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
      if (!left) break;
    }
    return text;
  };
}

/**
 * Return the character that stands for a byte which is no character.
 * @param {number} byte
 * @returns {string}
 */
function byteCharacter(byte) {
  return byte >= 0x80 ? String.fromCharCode(SPECIFICATION.files.byteCharacters + byte) : REPLACEMENT;
}

/**
 * Return a function that decodes UTF-8 in which some bytes are wrong.
 * @returns {Decode}
 */
function tolerantUtf8() {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let rest = new Uint8Array();
  return (bytes, isEnd) => {
    const all = rest.length ? together([rest, bytes], rest.length + bytes.length) : bytes;
    let text = "";
    let at = 0; // what comes before is decoded
    let right = 0; // what comes before, from `at`, is right
    rest = new Uint8Array();
    while (right < all.length) {
      const length = sequenceLength(all, right);
      if (length > 0) {
        right += length;
        continue;
      }
      text += strict.decode(all.subarray(at, right));
      if (right - length >= all.length && !isEnd) {
        rest = all.slice(right);
        return text;
      }
      for (const wrong of all.subarray(right, right - length)) text += byteCharacter(wrong);
      at = right = right - length;
    }
    return text + strict.decode(all.subarray(at, right));
  };
}

/**
 * Return how many bytes the character at an index has. Where it is no character, or its end is missing, return as a negative number
 * how many bytes are wrong.
 * @param {Uint8Array} bytes
 * @param {number} at
 * @returns {number}
 */
function sequenceLength(bytes, at) {
  const first = bytes[at];
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return -1;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index];
    const isRight = index === 1 ? byte >= lowest && byte <= highest : byte >= 0x80 && byte <= 0xbf;
    if (!isRight) return -index;
  }
  return length;
}

/**
 * Return a function that decodes UTF-16, in which some characters may be halves.
 * @param {boolean} isBig whether the first byte of a pair is the higher one
 * @returns {Decode}
 */
function utf16Decoder(isBig) {
  let rest = new Uint8Array();
  return (bytes, isEnd) => {
    const all = rest.length ? together([rest, bytes], rest.length + bytes.length) : bytes;
    /** @param {number} at @returns {number} */
    const unit = (at) => (isBig ? (all[at] << 8) | all[at + 1] : all[at] | (all[at + 1] << 8));
    let [text, at, last] = ["", 0, all.length - 1];
    /** @type {number[]} */
    let units = [];
    for (; at < last; at += 2) {
      const code = unit(at);
      if (code < 0xd800 || code > 0xdfff) {
        units.push(code);
      } else if (code < 0xdc00 && at + 3 > last && !isEnd) {
        break;
      } else if (code < 0xdc00 && at + 3 <= last && (unit(at + 2) & 0xfc00) === 0xdc00) {
        units.push(code, unit(at + 2));
        at += 2;
      } else {
        units.push(...[all[at], all[at + 1]].map((byte) => byteCharacter(byte).charCodeAt(0)));
      }
      if (units.length > 4096) {
        text += String.fromCharCode(...units);
        units = [];
      }
    }
    text += String.fromCharCode(...units);
    rest = all.slice(at);
    if (!isEnd) return text;
    for (const byte of rest) text += byteCharacter(byte);
    return text;
  };
}
