/** The rows of a worksheet, read from its XML piece by piece. */

/**
 * What the cells of a workbook refer to: its texts, what numbers are in each style, and whether its calendar begins in 1904.
 * @typedef {{strings: string[], styles: NumberFormat[], is1904: boolean}} WorkbookParts
 *
 * A row of a worksheet: its number, its cells as typed, and the indexes of cells that are numbers, dates or booleans, not texts.
 * @typedef {{number: number, cells: string[], notTexts: Set<number>}} SheetRow
 */

/** A worksheet that is damaged, or reaches too far. */
class SheetError extends Error {}

const ROW = /<(?:[\w.-]+:)?row\b([^<>]*?)(\/?)>/g;
const ROW_END = /<\/(?:[\w.-]+:)?row\s*>/g;
const CELL = /<(?:[\w.-]+:)?c\b([^<>]*?)(?:\/>|>([^]*?)<\/(?:[\w.-]+:)?c\s*>)/g;
const USUAL_ATTRIBUTES = /^ r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]+)")?(?: t="(\w+)")?$/;
const VALUE = /<(?:[\w.-]+:)?v(?:\s[^<>]*?)?(?:\/>|>([^]*?)<\/(?:[\w.-]+:)?v\s*>)/;
const INLINE = /<(?:[\w.-]+:)?is(?:\s[^<>]*?)?(?:\/>|>([^]*?)<\/(?:[\w.-]+:)?is\s*>)/;
const FORMULA = /<(?:[\w.-]+:)?f[\s>/]/;
const DECIMAL = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const LONGEST_ROW_XML = 2 ** 26;
const MAX_SHEET_ROW = 2 ** 20;

/**
 * Return what reads the rows of a worksheet as its XML is added, and gives those that are not blank to a function, which returns whether
 * to go on. Throws SheetError.
 * @param {WorkbookParts} parts
 * @param {(row: SheetRow) => boolean} take
 * @returns {{add: (xml: string) => boolean}} whether to go on
 */
function sheetReader(parts, take) {
  let rest = "";
  let last = 0;
  let width = 0;

  /** @param {string} xml */
  const add = (xml) => {
    const text = rest + xml;
    if (text.includes("<!ENTITY")) throw new SheetError();
    let at = 0;
    for (;;) {
      ROW.lastIndex = at;
      const begin = ROW.exec(text);
      if (!begin) {
        rest = afterTags(text, at);
        break;
      }
      ROW_END.lastIndex = begin.index;
      const end = begin[2] ? begin : ROW_END.exec(text);
      if (!end) {
        rest = text.slice(begin.index);
        break;
      }
      at = end.index + end[0].length;
      const row = rowOf(begin[1], begin[2] ? "" : text.slice(begin.index + begin[0].length, end.index));
      if (row && !take(row)) return false;
    }
    if (rest.length > LONGEST_ROW_XML) throw new SheetError();
    return true;
  };

  /**
   * @param {string} attributes
   * @param {string} xml
   * @returns {SheetRow | null}
   */
  const rowOf = (attributes, xml) => {
    let number = Number(attributeOf(attributes, "r") ?? 0);
    /** @type {string[]} */
    const cells = [];
    /** @type {Set<number>} */
    const notTexts = new Set();
    /** @type {number[]} */
    const notCalculated = [];
    let column = -1;
    let count = 0;
    CELL.lastIndex = 0;
    for (let found = CELL.exec(xml); found; found = CELL.exec(xml)) {
      const content = found[2] ?? "";
      const { reference, row, style, type } = attributesOfCell(found[1]);
      column = reference ?? column + 1;
      number = number || (row ?? 0);
      if (!content) continue;
      const cell = cellOf(content, style, type, parts);
      if (!cell) continue;
      count += 1;
      while (cells.length < column) cells.push("");
      cells[column] = cell.text;
      if (cell.kind === "other") notTexts.add(column);
      if (cell.kind === "not calculated") notCalculated.push(column);
    }
    number = number || last + 1;
    if (number <= last || number > MAX_SHEET_ROW) throw new SheetError();
    last = number;
    width = Math.max(width, cells.length);
    // a template may have formulas for default values in rows that are still blank
    const isFilledIn = 2 * notCalculated.length > width || cells.some((cell, index) => !notCalculated.includes(index) && tidy(cell) !== "");
    if (!isFilledIn) for (const index of notCalculated) cells[index] = "";
    return count > 0 && (isFilledIn || count > notCalculated.length) ? { number, cells, notTexts } : null;
  };

  return { add };
}

/**
 * Return what is left of a text from a position on in which no row begins: a tag that is cut off.
 * @param {string} text
 * @param {number} at
 * @returns {string}
 */
function afterTags(text, at) {
  const tag = text.lastIndexOf("<");
  return tag >= at && !text.includes(">", tag) ? text.slice(tag) : "";
}

/**
 * Return the column and row of a cell, counted from 0 and from 1, its style and its type.
 * @param {string} attributes
 * @returns {{reference: number | null, row: number | null, style: number, type: string}}
 */
function attributesOfCell(attributes) {
  const usual = USUAL_ATTRIBUTES.exec(attributes);
  if (usual) return { reference: columnOf(usual[1]), row: Number(usual[2]), style: Number(usual[3] ?? -1), type: usual[4] ?? "" };
  const reference = /^([A-Za-z]{1,3})([0-9]{1,7})$/.exec(attributeOf(attributes, "r") ?? "");
  return {
    reference: reference ? columnOf(reference[1].toUpperCase()) : null,
    row: reference ? Number(reference[2]) : null,
    style: Number(attributeOf(attributes, "s") ?? -1),
    type: attributeOf(attributes, "t") ?? "",
  };
}

/**
 * Return the index of a column, from 0, by its letters. Throws SheetError where no worksheet has so many columns.
 * @param {string} name
 * @returns {number}
 */
function columnOf(name) {
  let number = 0;
  for (let index = 0; index < name.length; index += 1) number = number * 26 + name.charCodeAt(index) - 0x40;
  if (number > SPECIFICATION.files.maxColumns) throw new SheetError();
  return number - 1;
}

/**
 * Return a cell as typed and its kind; null for a blank.
 * @param {string} xml the content of the cell
 * @param {number} style
 * @param {string} type
 * @param {WorkbookParts} parts
 * @returns {{text: string, kind: "text" | "other" | "not calculated"} | null}
 */
function cellOf(xml, style, type, { strings, styles, is1904 }) {
  const given = xml.startsWith("<v>") && xml.endsWith("</v>") && xml.indexOf("<", 3) === xml.length - 4 ? xml.slice(3, -4) : null;
  const found = given === null ? VALUE.exec(xml) : null;
  const value = given ?? (found ? (found[1] ?? "") : null);
  if (type === "inlineStr" || (value === null && type === "")) {
    const inline = INLINE.exec(xml);
    if (inline) return value === null ? { text: stringOf(inline[1] ?? ""), kind: "text" } : null;
  }
  if (!value) {
    if (type === "str" && value !== null) return { text: "", kind: "text" };
    return type !== "str" && FORMULA.test(xml) ? { text: SPECIFICATION.cells.withoutResult, kind: "not calculated" } : null;
  }
  switch (type) {
    case "s": {
      const text = strings[/^[0-9]+$/.test(value) ? Number(value) : 0];
      if (text === undefined) throw new SheetError();
      return { text, kind: "text" };
    }
    case "b":
      return { text: value === "0" ? "FALSE" : "TRUE", kind: "other" };
    case "e":
      return { text: textOfXml(value), kind: "text" };
    case "d": {
      const text = textOfXml(value);
      return { text: textOfIso(text), kind: textOfIso(text) === text ? "text" : "other" };
    }
    case "inlineStr":
      return null;
    case "str":
      return { text: withoutEscapes(textOfXml(value)), kind: "text" };
    case "":
    case "n":
      break;
    default:
      throw new SheetError();
  }
  if (!DECIMAL.test(value)) {
    if (type === "n") throw new SheetError();
    return { text: textOfXml(value), kind: "text" };
  }
  const number = Number(value);
  const format = styles[style] ?? "number";
  const text = format === "date" ? textOfDate(number, is1904) : format === "duration" ? textOfDuration(number) : textOfNumber(number);
  return { text, kind: "other" };
}
