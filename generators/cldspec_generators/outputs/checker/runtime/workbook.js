/** Returns in workbooks (.xlsx): which worksheet has the rows, and its rows one after the other. */

/**
 * A worksheet: its position from 1, its name, whether it is hidden, its part of the archive, its header row, and whether it has rows below.
 * @typedef {{position: number, name: string, isHidden: boolean, part: Part, header: Header | null, hasRows: boolean}} Sheet
 *
 * How a workbook is read: the worksheet that was named, whether messages may name worksheets whatever they are called, what is called
 * with the bytes and rows read, and what stops the reading.
 * @typedef {{sheet: string | null, showNames: boolean, report: RowWatch, stop: Watch}} WorkbookOptions
 */

const SAYS_NOTHING = new RegExp(`^(?:${SPECIFICATION.files.saysNothing})$`, "iu");

/**
 * Read a workbook and give the rows of a worksheet to a check: the one that is named, or else the visible one with the most headers.
 * Throws ReadError.
 * @param {Blob} file
 * @param {string} name
 * @param {Check} check
 * @param {WorkbookOptions} options
 */
async function readWorkbook(file, name, check, options) {
  try {
    await readSheetOf(file, name, check, options);
  } catch (error) {
    const isDamaged = error instanceof SheetError || error instanceof UnknownEntityError || error instanceof TypeError;
    throw isDamaged ? damagedWorkbook(name) : error;
  }
}

/**
 * Read the worksheet with the rows.
 * @param {Blob} file
 * @param {string} name
 * @param {Check} check
 * @param {WorkbookOptions} options
 */
async function readSheetOf(file, name, check, { sheet, showNames, report, stop }) {
  const archive = await partsOf(file, name);
  checkArchive(archive, name);
  const { sheets, parts } = await workbookOf(file, archive, name, stop);
  /** @type {(one: Sheet) => string} */
  const label = (one) => (showNames || SAYS_NOTHING.test(one.name) ? one.name : String(one.position));
  for (const one of sheets) await findHeaderOf(file, one, parts, name, stop);
  const found = sheetToRead(sheets, sheet, name, label);
  const header = withAllColumns(/** @type {Header} */ (found.header));
  const others = sheets.filter((one) => one !== found && isReturn(one));
  const [unread, hidden] = [others.filter((one) => !one.isHidden && sheet === null), others.filter((one) => one.isHidden && sheet === null)].map((ones) => ones.map(label));
  const isNamed = label(found) === found.name;
  const notes = hidden.map((one) => `The hidden sheet ${one} has the headers of the template too. It was not read.`);
  if (!isNamed) notes.push(`Sheet ${label(found)} was read.`);
  check.beginFile({ name, description: "workbook", header, sheet: isNamed ? found.name : undefined, notes });
  let rows = 0;
  const reader = sheetReader(parts, ({ number, cells }) => {
    if (number <= header.number) return true;
    check.row(number, cells);
    rows = number - header.number;
    return true;
  });
  await readPart(file, found.part, name, (read) => report(read, rows), reader.add);
  if (unread.length) {
    const which = unread.length > 1 ? `The sheets ${joined(unread)} have` : `The sheet ${unread[0]} has`;
    const message =
      `${which} the headers of the template too, but only the sheet ${label(found)} was read. Name the sheet to read with --sheet, ` +
      "or put all rows on one sheet.";
    check.finding({ rule: "sheets.unread", row: header.number, message });
  }
  check.endFile({ rows });
}

/**
 * Return a header row with as many cells as a worksheet has columns: a row of a worksheet cannot have too many.
 * @param {Header} header
 * @returns {Header}
 */
function withAllColumns(header) {
  const cells = Array.from({ length: SPECIFICATION.files.maxColumns }, (_, index) => header.cells[index] ?? "");
  return { ...header, cells };
}

/**
 * Throw ReadError unless an archive is a workbook that can be read.
 * @param {Map<string, Part>} archive
 * @param {string} name
 */
function checkArchive(archive, name) {
  if (archive.has("xl/workbook.bin")) throw new ReadError(`${name} is a binary workbook. Save it as .xlsx.`);
  if (archive.has("word/document.xml") || archive.has("ppt/presentation.xml")) {
    throw new ReadError(`${name} is a document or a presentation, not a workbook. Save the return as CSV UTF-8, or as .xlsx.`);
  }
  if (archive.has("content.xml")) {
    throw new ReadError(`${name} is a workbook of LibreOffice (.ods), which this page cannot read. Save it as .xlsx, or as CSV UTF-8.`);
  }
  if (!archive.has("xl/workbook.xml") && !archive.has("[Content_Types].xml")) {
    throw new ReadError(`${name} is a ZIP archive. Unpack it, and give the files in it.`);
  }
}

/**
 * Return the worksheets of a workbook, without their headers, and what their cells refer to.
 * @param {Blob} file
 * @param {Map<string, Part>} archive
 * @param {string} name
 * @param {Watch} stop
 * @returns {Promise<{sheets: Sheet[], parts: WorkbookParts}>}
 */
async function workbookOf(file, archive, name, stop) {
  /** @param {string | undefined} path */
  const read = async (path) => {
    const part = path === undefined ? undefined : archive.get(path);
    if (!part) return "";
    /** @type {string[]} */
    const texts = [];
    await readPart(file, part, name, stop, (text) => texts.push(text) > 0);
    const xml = texts.join("");
    if (xml.includes("<!ENTITY")) throw damagedWorkbook(name);
    return xml;
  };
  const workbook = await read("xl/workbook.xml");
  const relations = tagsOf(await read("xl/_rels/workbook.xml.rels"), "Relationship").map((tag) => ({
    id: attributeOf(tag, "Id"),
    kind: (attributeOf(tag, "Type") ?? "").replace(/^.*\//, ""),
    path: pathOf(attributeOf(tag, "Target") ?? ""),
  }));
  /** @type {Sheet[]} */
  const sheets = [];
  tagsOf(workbook, "sheet").forEach((tag, index) => {
    const relation = relations.find(({ id }) => id === attributeOf(tag, "id"));
    if (relation?.kind !== "worksheet") return;
    const part = archive.get(relation.path);
    if (!part) throw damagedWorkbook(name);
    const state = attributeOf(tag, "state") ?? "visible";
    sheets.push({ position: index + 1, name: attributeOf(tag, "name") ?? "", isHidden: state !== "visible", part, header: null, hasRows: false });
  });
  /** @param {string} kind */
  const related = (kind) => relations.find((relation) => relation.kind === kind)?.path;
  const [properties = ""] = tagsOf(workbook, "workbookPr");
  return {
    sheets,
    parts: {
      strings: sharedStrings(await read(related("sharedStrings"))),
      styles: stylesOf(await read(related("styles"))),
      is1904: ["1", "true"].includes(attributeOf(properties, "date1904") ?? ""),
    },
  };
}

/**
 * Return the path of a part in the archive, as a workbook refers to it.
 * @param {string} target
 * @returns {string}
 */
function pathOf(target) {
  /** @type {string[]} */
  const steps = [];
  for (const step of (target.startsWith("/") ? target : `xl/${target}`).split("/")) {
    if (step === "..") steps.pop();
    else if (step && step !== ".") steps.push(step);
  }
  return steps.join("/");
}

/**
 * Return the texts that the cells of a workbook share.
 * @param {string} xml
 * @returns {string[]}
 */
function sharedStrings(xml) {
  const found = xml.matchAll(/<(?:[\w.-]+:)?si(?:\s[^<>]*?)?(?:\/>|>([^]*?)<\/(?:[\w.-]+:)?si\s*>)/g);
  return Array.from(found, ([, content]) => stringOf(content ?? ""));
}

/**
 * Return what numbers are in each style of a workbook.
 * @param {string} xml
 * @returns {NumberFormat[]}
 */
function stylesOf(xml) {
  const codes = new Map(tagsOf(xml, "numFmt").map((tag) => [attributeOf(tag, "numFmtId"), attributeOf(tag, "formatCode") ?? ""]));
  const styles = /<(?:[\w.-]+:)?cellXfs\b[^]*?<\/(?:[\w.-]+:)?cellXfs\s*>/.exec(xml);
  return tagsOf(styles ? styles[0] : "", "xf").map((tag) => {
    const id = attributeOf(tag, "numFmtId");
    const code = codes.get(id);
    return code === undefined ? builtInFormat(Number(id ?? 0)) : formatOf(code);
  });
}

/**
 * Read a part of an archive as text, piece by piece, until a function says that this is enough.
 * @param {Blob} file
 * @param {Part} part
 * @param {string} name
 * @param {Watch} watch
 * @param {(text: string) => boolean} take returns whether to go on
 */
async function readPart(file, part, name, watch, take) {
  const decoder = new TextDecoder();
  for await (const piece of contentOf(file, part, name, watch)) if (!take(decoder.decode(piece, { stream: true }))) return;
  take(decoder.decode());
}

/**
 * Find the header row of a worksheet, and whether there are rows below it.
 * @param {Blob} file
 * @param {Sheet} sheet
 * @param {WorkbookParts} parts
 * @param {string} name
 * @param {Watch} stop
 */
async function findHeaderOf(file, sheet, parts, name, stop) {
  const { lastHeaderRow } = SPECIFICATION.files;
  /** @type {SheetRow[]} */
  const first = [];
  let isKnown = false;
  const find = () => {
    const shown = Array.from({ length: Math.min(first.at(-1)?.number ?? 0, lastHeaderRow) }, () => /** @type {string[]} */ ([]));
    for (const { number, cells } of first) if (number <= lastHeaderRow) shown[number - 1] = cells;
    const texts = shown.map((cells) => /** @type {(string | null)[]} */ (cells));
    for (const { number, cells, notTexts } of first) {
      if (number <= lastHeaderRow) texts[number - 1] = cells.map((cell, index) => (notTexts.has(index) ? null : cell));
    }
    sheet.header = findHeader(texts, name, (row) => shown[row]);
    isKnown = true;
    const { header } = sheet;
    sheet.hasRows = header !== null && first.some(({ number, cells }) => number > header.number && hasCell(cells));
  };
  const reader = sheetReader(parts, (row) => {
    if (!isKnown) {
      first.push(row);
      if (row.number > lastHeaderRow) find();
    } else if (hasCell(row.cells)) {
      sheet.hasRows = true;
    }
    return !isKnown || (sheet.header !== null && !sheet.hasRows);
  });
  await readPart(file, sheet.part, name, stop, reader.add);
  if (!isKnown) find();
}

/**
 * Say whether a row has a cell that is not blank.
 * @param {string[]} cells
 * @returns {boolean}
 */
function hasCell(cells) {
  return cells.some((cell) => tidy(cell) !== "");
}

/**
 * Say whether a worksheet has most headers of the template, and rows below them.
 * @param {Sheet} sheet
 * @returns {boolean}
 */
function isReturn({ header, hasRows }) {
  return header !== null && 2 * columnCount(header) > SPECIFICATION.items.length && hasRows;
}

/**
 * Return the worksheet to read: the one that is named, or else the visible one with the most headers, and with rows below them.
 * Throws ReadError.
 * @param {Sheet[]} sheets
 * @param {string | null} wanted
 * @param {string} name
 * @param {(sheet: Sheet) => string} label
 * @returns {Sheet}
 */
function sheetToRead(sheets, wanted, name, label) {
  let candidates = sheets.filter(({ isHidden }) => !isHidden);
  if (wanted !== null) {
    candidates = sheets.filter((one) => folded(one.name) === folded(wanted));
    if (!candidates.length) candidates = sheets.filter((one) => String(one.position) === wanted);
    if (!candidates.length) throw new ReadError(`${name} has no sheet ${wanted}. Choose from: ${sheets.map(label).join(", ")}.`);
  }
  /** @type {(sheet: Sheet) => number} */
  const rank = ({ header, hasRows }) => 2 * (header ? columnCount(header) : 0) + (hasRows ? 1 : 0);
  const [best] = candidates.filter(({ header }) => header !== null).sort((one, other) => rank(other) - rank(one));
  if (best) return best;
  const hidden = wanted === null ? sheets.filter(isReturn) : [];
  if (hidden.length) {
    throw new ReadError(
      `The only sheet of ${name} with the headers of the template is hidden: ${joined(hidden.map(label))}. Unhide it, and save the workbook again.`,
    );
  }
  throw noHeader(name);
}
