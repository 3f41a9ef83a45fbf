/** Checks the rows of a return one by one, and says at the end what was found. */

/** The readings of different texts that are kept for each item: the same mistake usually occurs in many rows. */
const READINGS_KEPT = 5000;

/**
 * A reading with the number of its suggestion, which is worked out where a finding needs it.
 * @typedef {CellReading & {suggestion: number}} KeptReading
 *
 * A file while it is read: its findings, the rows that are wrong as rows, and the columns with data but no header.
 * @typedef {object} OpenFile
 * @property {FileStart} start
 * @property {number} firstRow
 * @property {number} endRow
 * @property {number} rows
 * @property {string[]} notes
 * @property {FileFinding[]} findings
 * @property {Map<string, {count: number, listed: FileFinding[]}>} faultyRows by rule
 * @property {number[]} withoutHeader
 * @property {Set<number>} unnamed
 * @property {number} key the position of the item that every row has, or -1
 * @property {boolean[]} covered by rule: whether a missing column is reported instead
 * @property {LaterTexts} later
 */

/** What letters look like that a wrong encoding has damaged: in files of Windows-1252, and in others. */
const SAVED_ON_A_MAC = new RegExp(SPECIFICATION.cells.damagedLetters.savedOnAMac, "u");
const OPENED_WRONGLY = new RegExp(SPECIFICATION.cells.damagedLetters.openedWrongly, "u");
/** The rules about rows as a whole, in the order in which their findings are listed. */
const WHOLE_ROW_RULES = ["row.letters", "row.cells", "row.swallowed", ...Object.keys(SPECIFICATION.files.oddRows).sort()];

/**
 * Return the position of the item that the findings of a rule point to.
 * @param {number} rule
 * @returns {number}
 */
function itemOfRule(rule) {
  return ITEMS.findIndex(({ id }) => id === RULES[rule].item);
}

/**
 * Return what checks a return, row by row. The reader of each file calls `beginFile`, `row` for each row and `endFile`.
 * @param {CheckOptions} options
 */
function createCheck(options) {
  const showValues = options.showValues ?? false;
  const skipped = new Set(options.skip ?? []);
  const isSkipped = RULES.map((rule) => rule.check !== null && skipped.has(rule.check));
  const rules = compiledRules(dateOfIso(options.today));
  const groups = rules.keys.map((key) => new Groups(key));
  const onAllRows = rules.whole.map((rule) => new SameOnAllRows(rule));
  const quality = new Quality(rules);
  const readers = ITEMS.map((_, position) => quickReader(position));
  /** @type {Map<string, KeptReading>[]} */
  const kept = ITEMS.map(() => new Map());
  const texts = new Texts();
  const found = new RowFindings();
  const rowNumbers = new Numbers();
  /** @type {Map<number, Rows>} */
  const coveredRows = new Map();
  /** @type {OpenFile[]} */
  const files = [];
  let rowsWithData = 0;
  /** What was found out about previous submissions, if there are any, and the files as they are read for it. @type {Matching | null} */
  let matching = null;
  /** @type {OpenFile[]} */
  const matchedFiles = [];
  let isMatching = false;
  let submission = 0;
  /** The first file of each submission, the rows with data in all of them, and in the latest, and the places of some of these rows. */
  /** @type {OpenFile[]} */
  const firstFiles = [];
  let dataRows = 0;
  let latestRows = 0;
  /** @type {Map<number, {file: string, number: number} | null>} */
  const reusedPlaces = new Map();
  /** The texts of the cells that rules about many rows are about, if values are shown, by item and row. */
  const aboutManyRows = [...rules.keys.flatMap((key) => key.rules), ...rules.whole.map(({ rule }) => rule)];
  const shown = new Map((showValues ? aboutManyRows : []).map(({ rule }) => [itemOfRule(rule), new Numbers()]));
  const candidates = { headers: 0, totals: 0, shifted: 0 };

  /** @type {Row} */
  const values = ITEMS.map(() => null);
  /** @type {number[]} */
  const irregular = [];
  /** @type {KeptReading[]} */
  const readings = [];
  /** @type {number[]} */
  const broken = [];

  /**
   * @param {number} position
   * @param {string} typed
   * @returns {KeptReading}
   */
  function reading(position, typed) {
    let known = kept[position].get(typed);
    if (!known) {
      const own = copied(typed);
      known = { ...readCell(position, own), suggestion: -1 };
      if (kept[position].size >= READINGS_KEPT) kept[position].clear();
      kept[position].set(own, known);
    }
    return known;
  }

  /**
   * @param {number} position
   * @param {KeptReading} cell
   * @returns {number}
   */
  function suggestionOf(position, cell) {
    if (cell.suggestion < 0) {
      const { fault, typed } = cell;
      const better =
        fault === "unreadable"
          ? suggestion(position, typed, showValues)
          : fault === "spelling"
            ? toTyped(position, cell.value)
            : cellAdvice(fault ?? "", typed);
      cell.suggestion = texts.numberOf(better);
    }
    return cell.suggestion;
  }

  /** @returns {OpenFile} */
  function openFile() {
    const open = isMatching ? matchedFiles : files;
    return open[open.length - 1];
  }

  /**
   * Begin a submission; 0 is the latest one, 1 the one before. If there are several, all of them are read twice, in this order: first to
   * match their events, then to check their rows.
   * @param {number} index
   * @param {"match" | "check"} purpose
   */
  function beginSubmission(index, purpose) {
    if (isMatching) matching?.match();
    if (isMatching !== (purpose === "match")) Object.assign(candidates, { headers: 0, totals: 0, shifted: 0 });
    isMatching = purpose === "match";
    submission = index;
    if (isMatching) {
      matching ??= new Matching();
      matching.begin();
    } else if (index === 0) {
      for (const { row: place } of matching?.findings ?? []) if (place >= 0) reusedPlaces.set(place, null);
    }
  }

  /** @param {FileStart} start */
  function beginFile(start) {
    const { columns, cells } = start.header;
    /** @type {OpenFile} */
    const file = {
      start,
      firstRow: rowNumbers.length,
      endRow: rowNumbers.length,
      rows: 0,
      notes: [...(start.notes ?? []), ...(submission > 0 ? [SPECIFICATION.submissions.note] : [])],
      findings: [],
      faultyRows: new Map(),
      withoutHeader: cells.map((cell, index) => (tidy(cell) === "" ? index : -1)).filter((index) => index >= 0),
      unnamed: new Set(),
      key: keyOfRows((position) => columns[position] >= 0),
      later: laterTexts(cells),
      covered: RULES.map(({ needs }) => needs !== null && columns[ITEMS.findIndex(({ id }) => id === needs)] < 0),
    };
    (isMatching ? matchedFiles : files).push(file);
    if (!isMatching) firstFiles[submission] ??= file;
  }

  /**
   * Read the cells of a row. Return whether it has any that is not blank.
   * @param {string[]} cells
   * @param {number[]} columns
   * @returns {boolean}
   */
  function read(cells, columns) {
    let hasData = false;
    irregular.length = 0;
    readings.length = 0;
    for (let position = 0; position < columns.length; position += 1) {
      const column = columns[position];
      const typed = column < 0 || column >= cells.length ? "" : cells[column];
      if (typed === "") {
        values[position] = null;
        continue;
      }
      const value = readers[position](typed);
      if (value !== undefined) {
        values[position] = value;
        hasData = true;
        continue;
      }
      const cell = reading(position, typed);
      values[position] = cell.value;
      if (cell.value !== null) hasData = true;
      irregular.push(position);
      readings.push(cell);
    }
    return hasData;
  }

  /**
   * Say whether a text of the row just read has letters that a wrong encoding has damaged.
   * @param {FileStart} start
   * @param {string[]} cells
   * @returns {boolean}
   */
  function hasDamagedLetters({ header, isWindows1252 }, cells) {
    const pattern = isWindows1252 ? SAVED_ON_A_MAC : OPENED_WRONGLY;
    hasUnusualText = false;
    return header.columns.some((column, position) => {
      const { takesAnyText, maxLength } = ITEMS[position];
      const isText = takesAnyText && (maxLength === null || !irregular.includes(position));
      return isText && column >= 0 && column < cells.length && !ONLY_ASCII.test(cells[column]) && pattern.test(cells[column]);
    });
  }

  /**
   * Say whether the row just read repeats the headers or has totals, and take note of it.
   * @param {OpenFile} file
   * @param {number} number
   * @param {string[]} cells
   * @returns {boolean}
   */
  function isOdd(file, number, cells) {
    const { columns } = file.start.header;
    let isOddRow = false;
    if (irregular.length > 1 && candidates.headers < SPECIFICATION.files.mostCandidates) {
      /** @type {(string | null)[]} */
      const own = ITEMS.map(() => null);
      irregular.forEach((position, index) => (own[position] = readings[index].typed));
      if (repeatsHeaders(own)) {
        candidates.headers += 1;
        addFaultyRow(file, "row.header", number, SPECIFICATION.files.oddRows["row.header"]);
        isOddRow = true;
      }
    }
    const { key } = file;
    if (key >= 0 && (values[key] === null || irregular.includes(key)) && candidates.totals < SPECIFICATION.files.mostCandidates) {
      candidates.totals += 1;
      if (isTotal(columns.map((column) => (column < 0 ? "" : (cells[column] ?? ""))))) {
        addFaultyRow(file, "row.total", number, SPECIFICATION.files.oddRows["row.total"]);
        isOddRow = true;
      }
    }
    return isOddRow;
  }

  /**
   * Say whether the cells of the row just read are one column too far to the right, and take note of it.
   * @param {OpenFile} file
   * @param {number} number
   * @returns {boolean}
   */
  function isShiftedRow(file, number) {
    const isUnreadable = (/** @type {KeptReading} */ cell) => cell.fault === "unreadable" && cell.rule >= 0;
    if (irregular.length < 2 || readings.filter(isUnreadable).length < 2) return false;
    if (candidates.shifted >= SPECIFICATION.files.mostCandidates) return false;
    candidates.shifted += 1;
    /** @type {Map<number, string>} */
    const unreadable = new Map();
    irregular.forEach((position, index) => {
      if (isUnreadable(readings[index])) unreadable.set(position, readings[index].typed);
    });
    if (!isShifted(unreadable, file.start.header.columns)) return false;
    addFaultyRow(file, "row.shifted", number, SPECIFICATION.files.oddRows["row.shifted"]);
    return true;
  }

  /**
   * @param {OpenFile} file
   * @param {string} rule
   * @param {number} row
   * @param {string} message
   */
  function addFaultyRow(file, rule, row, message) {
    const rows = file.faultyRows.get(rule) ?? { count: 0, listed: [] };
    rows.count += 1;
    if (rows.listed.length < SPECIFICATION.files.faultyRowsListed) rows.listed.push({ rule, row, message });
    file.faultyRows.set(rule, rows);
  }

  /**
   * Take note of the columns without a header in which a row has data.
   * @param {OpenFile} file
   * @param {string[]} cells
   */
  function findUnnamed(file, cells) {
    for (const index of file.withoutHeader) if (index < cells.length && tidy(cells[index]) !== "") file.unnamed.add(index);
    file.withoutHeader = file.withoutHeader.filter((index) => !file.unnamed.has(index));
  }

  /**
   * Check a row; `number` is its number as a spreadsheet shows it.
   * @param {number} number
   * @param {string[]} cells
   */
  function row(number, cells) {
    const file = openFile();
    const { header } = file.start;
    if (file.withoutHeader.some((index) => index < cells.length && cells[index] !== "")) findUnnamed(file, cells);
    const hasData = read(cells, header.columns);
    if (file.later.releases.length > 1) irregular.forEach((position, index) => addLaterText(file.later, position, readings[index].typed));
    if (hasUnusualText && hasDamagedLetters(file.start, cells)) {
      addFaultyRow(file, "row.letters", number, SPECIFICATION.cells.damagedLetters.message);
    }
    if (irregular.length > 0 || (file.key >= 0 && values[file.key] === null)) {
      if (isOdd(file, number, cells) || isShiftedRow(file, number)) return;
    }
    if (matching && isMatching) {
      if (hasData) matching.add(values, unreadableTexts());
      return;
    }
    const width = header.cells.length;
    if (cells.length > width && cells.slice(width).some((cell) => tidy(cell) !== "")) {
      addFaultyRow(file, "row.cells", number, filledIn(SPECIFICATION.files.longRow, width));
    }
    if (!hasData && irregular.length === 0) return;
    if (matching && hasData) {
      if (matching.superseded.has(dataRows)) {
        dataRows += 1;
        return;
      }
      if (reusedPlaces.has(dataRows)) reusedPlaces.set(dataRows, { file: file.start.name, number });
      dataRows += 1;
    }
    const place = rowNumbers.length;
    rowNumbers.push(number);
    broken.length = 0;
    for (const cell of readings) if (cell.rule >= 0 && !isSkipped[cell.rule]) broken.push(cell.rule);
    if (hasData) {
      rowsWithData += 1;
      if (submission === 0) latestRows += 1;
      else broken.push(VANISHED);
      for (const check of rules.rows) check(values, addBroken);
      quality.add(values);
    }
    for (const [position, numbers] of shown) numbers.push(texts.numberOf(shownCell(position)));
    const inGroups = hasData ? values : null;
    HASHES.row += 1;
    for (const group of groups) group.add(place, inGroups, submission === 0);
    for (const rule of onAllRows) rule.add(place, submission === 0 ? inGroups : null);
    if (broken.length > 0) store(place, file);
  }

  /**
   * Return the texts of the unreadable cells of the row just read, by item.
   * @returns {Map<number, string>}
   */
  function unreadableTexts() {
    /** @type {Map<number, string>} */
    const unreadable = new Map();
    irregular.forEach((position, index) => {
      if (readings[index].value === undefined) unreadable.set(position, readings[index].typed);
    });
    return unreadable;
  }

  /** @param {number} rule */
  function addBroken(rule) {
    broken.push(rule);
  }

  /**
   * Store the findings of the row just checked.
   * @param {number} place
   * @param {OpenFile} file
   */
  function store(place, file) {
    if (broken.length > 1) broken.sort((one, two) => RANKS[one] - RANKS[two]);
    for (const rule of broken) {
      if (file.covered[rule]) {
        const rows = coveredRows.get(rule) ?? new Rows();
        rows.add(place);
        coveredRows.set(rule, rows);
        continue;
      }
      const index = readings.findIndex((cell) => cell.rule === rule);
      const value = showValues ? texts.numberOf(shownCell(itemOfRule(rule))) : 0;
      found.add(place, rule, index < 0 ? 0 : suggestionOf(irregular[index], readings[index]), value);
    }
  }

  /**
   * Return a cell of the row just checked: as typed, or else as it was read; null for a blank.
   * @param {number} position of the item
   * @returns {string | null}
   */
  function shownCell(position) {
    const index = irregular.indexOf(position);
    if (index >= 0) return readings[index].typed;
    return position < 0 || values[position] === null ? null : toTyped(position, values[position]);
  }

  /**
   * Report a row that is wrong as a row, which the reader of the file has found.
   * @param {string} rule
   * @param {number} number
   * @param {string} message
   */
  function faultyRow(rule, number, message) {
    addFaultyRow(openFile(), rule, number, message);
  }

  /**
   * Report what is wrong with the file as a whole.
   * @param {FileFinding} finding
   */
  function finding(finding) {
    openFile().findings.push(finding);
  }

  /** @param {{rows: number, notes?: string[]}} end */
  function endFile(end) {
    const file = openFile();
    if (matching && isMatching) matching.submissions[submission].rowsOfFiles += end.rows;
    file.rows = end.rows;
    file.notes = [...file.notes, ...(end.notes ?? [])];
    file.endRow = rowNumbers.length;
    const message = laterMessage(file.later);
    if (message) file.findings.push({ rule: "version.later", row: file.start.header.number, message });
  }

  /** @returns {{summary: Summary, findings: FindingList}} */
  function finish() {
    const ofLater = files.flatMap(({ start, findings }) =>
      findings.filter(({ rule }) => rule === "version.later").map((one) => ({ ...withRule(one), file: start.name })),
    );
    if (ofLater.length > 0) return unchecked(ofLater);
    const positions = ITEMS.map((_, position) => position);
    const missing = new Set(positions.filter((position) => files.every(({ start }) => start.header.columns[position] < 0)));
    const late = lateFindings(missing);
    const ofRows = found.mergedWith(late);
    const ofFiles = files.flatMap(findingsOfFile);
    if (rowsWithData === 0 && files.length > 0) {
      const { name, header } = files[0].start;
      ofFiles.push({ ...withRule({ rule: "rows.none", row: header.number, message: formatRule("rows.none").message }), file: name });
    }
    ofFiles.push(...submissionFindings());
    const parts = { place: placeOf, text: (/** @type {number} */ number) => texts.list[number], usual: usualSuggestion };
    const list = new FindingList(ofRows, placed(ofFiles, ofRows), parts);
    return { summary: summaryOf(ofRows, ofFiles, missing), findings: list };
  }

  /**
   * Return the result where files were made for a later release: nothing else is checked.
   * @param {Finding[]} ofLater
   * @returns {{summary: Summary, findings: FindingList}}
   */
  function unchecked(ofLater) {
    const none = new RowFindings();
    const parts = { place: placeOf, text: (/** @type {number} */ number) => texts.list[number], usual: usualSuggestion };
    const placedInOrder = ofLater.map((one, at) => ({ at, finding: one }));
    const summary = summaryOf(none, ofLater, new Set());
    return { summary: { ...summary, rows: 0, rowsConforming: 0, quality: [], cumulation: null }, findings: new FindingList(none, placedInOrder, parts) };
  }

  /**
   * Return the findings about previous submissions, and about events whose identifier another event had.
   * @returns {Finding[]}
   */
  function submissionFindings() {
    return (matching?.findings ?? []).flatMap(({ submission: index, row: place, rule, item, message }) => {
      const file = firstFiles[index]?.start;
      const at = place < 0 ? file && { file: file.name, number: file.header.number } : reusedPlaces.get(place);
      return at ? [{ ...withRule({ rule, row: at.number, message, item: item < 0 ? null : ITEMS[item].id }), file: at.file }] : [];
    });
  }

  /**
   * Return the findings of which it is known only now that they are some, in the order of rows.
   * @param {Set<number>} missing
   * @returns {RowFindings}
   */
  function lateFindings(missing) {
    /** @type {LateRule[]} */
    const late = [...groups.flatMap((group) => group.brokenRules()), ...onAllRows.flatMap((rule) => rule.brokenRules(rowNumbers.length))];
    for (const [rule, rows] of coveredRows) {
      const position = ITEMS.findIndex(({ id }) => id === SPECIFICATION.rules[rule].needs);
      if (!missing.has(position)) late.push({ rule, isBrokenBy: (place) => rows.has(place), usualRow: () => -1 });
    }
    late.sort((one, two) => RANKS[one.rule] - RANKS[two.rule]);
    const findings = new RowFindings();
    if (late.length === 0) return findings;
    for (let place = 0; place < rowNumbers.length; place += 1) {
      for (const { rule, isBrokenBy, usualRow } of late) {
        if (!isBrokenBy(place)) continue;
        findings.add(place, rule, usualRow(place) + 1, shown.get(itemOfRule(rule))?.array[place] ?? 0);
      }
    }
    return findings;
  }

  /**
   * Return the suggestion to a row that differs from most rows. `usual` is one of these, counted from 1, or 0 if there is none.
   * @param {number} rule
   * @param {number} place
   * @param {number} usual
   * @returns {string | null}
   */
  function usualSuggestion(rule, place, usual) {
    const pieces = SPECIFICATION.rules[rule].usual;
    if (usual === 0 || pieces === null) return null;
    const { file, number } = placeOf(usual - 1);
    const row = file === placeOf(place).file ? String(number) : `${number} of ${file}`;
    if (!showValues) return `${pieces[0][0]}${row}${pieces[0][1]}`;
    const position = itemOfRule(rule);
    const typed = texts.list[shown.get(position)?.array[usual - 1] ?? 0] ?? "";
    const [before, between, after] = pieces[1];
    return `${before}${tidy(toTyped(position, readCell(position, typed).value))}${between}${row}${after}`;
  }

  /**
   * @param {string} rule
   * @returns {{title: string, severity: Severity, message: string}}
   */
  function formatRule(rule) {
    return SPECIFICATION.files.formatRules[rule] ?? SPECIFICATION.submissions.rules[rule];
  }

  /**
   * Return a finding about a file with what its rule says.
   * @param {FileFinding} finding
   */
  function withRule({ rule, row: number, message, item, suggestion: text, value, severity }) {
    const own = { rule, row: number, message, severity: severity ?? formatRule(rule).severity };
    return { ...own, item: item ?? null, suggestion: text ?? null, value: showValues ? (value ?? null) : null };
  }

  /**
   * Return the findings about a file and its rows as a whole.
   * @param {OpenFile} file
   * @returns {Finding[]}
   */
  function findingsOfFile(file) {
    const unnamed = [...file.unnamed].sort((one, two) => one - two);
    const ofRows = WHOLE_ROW_RULES.flatMap((rule) => file.faultyRows.get(rule)?.listed ?? []);
    const listed = [...headerFindings(file.start.header, unnamed), ...file.findings, ...ofRows];
    return listed.map((one) => ({ ...withRule(one), file: file.start.name })).sort((one, two) => one.row - two.row);
  }

  /**
   * Return the file of a row, and its number there.
   * @param {number} place
   */
  function placeOf(place) {
    return { file: files[fileOf(place)].start.name, number: rowNumbers.array[place] };
  }

  /**
   * @param {number} place
   * @returns {number}
   */
  function fileOf(place) {
    let index = files.length - 1;
    while (files[index].firstRow > place) index -= 1;
    return index;
  }

  /**
   * Return the findings about files, which are in their order, with their positions among all findings: by file, row and severity.
   * @param {Finding[]} ofFiles
   * @param {RowFindings} ofRows
   */
  function placed(ofFiles, ofRows) {
    const order = new Map(files.map(({ start }, index) => [start.name, index]));
    const { severities } = SPECIFICATION;
    /** @type {(finding: Finding) => [number, number, number]} */
    const keyOf = ({ file, row: number, severity }) => [order.get(file) ?? 0, number, severities.indexOf(severity)];
    const sorted = ofFiles.map((one) => ({ one, key: keyOf(one) })).sort((one, two) => compared(one.key, two.key));
    let index = 0;
    return sorted.map(({ one, key }, before) => {
      while (index < ofRows.rows.length && compared(keyOfRow(ofRows, index), key) < 0) index += 1;
      return { at: index + before, finding: one };
    });
  }

  /**
   * @param {RowFindings} ofRows
   * @param {number} index
   * @returns {[number, number, number]}
   */
  function keyOfRow(ofRows, index) {
    const place = ofRows.rows.array[index];
    return [fileOf(place), rowNumbers.array[place], SEVERITY_RANKS[ofRows.rules.array[index]]];
  }

  /**
   * @param {[number, number, number]} one
   * @param {[number, number, number]} two
   * @returns {number}
   */
  function compared(one, two) {
    return one[0] - two[0] || one[1] - two[1] || one[2] - two[2];
  }

  /**
   * @param {RowFindings} ofRows
   * @param {Finding[]} ofFiles
   * @param {Set<number>} missing
   * @returns {Summary}
   */
  function summaryOf(ofRows, ofFiles, missing) {
    const counts = new Float64Array(RULES.length);
    const lastRow = SPECIFICATION.severities.map(() => -1);
    const rowsWith = { error: 0, warning: 0, information: 0 };
    for (let index = 0; index < ofRows.rows.length; index += 1) {
      const rule = ofRows.rules.array[index];
      counts[rule] += 1;
      const rank = SEVERITY_RANKS[rule];
      if (rule !== VANISHED && lastRow[rank] !== ofRows.rows.array[index]) {
        lastRow[rank] = ofRows.rows.array[index];
        rowsWith[SPECIFICATION.severities[rank]] += 1;
      }
    }
    const brokenRules = [
      ...RULES
        .map(({ id, title, severity, item, message }, rule) => ({ rule: id, title, severity, item, message, rows: counts[rule] }))
        .filter(({ rows }) => rows > 0),
      ...brokenFormatRules(ofFiles),
    ];
    const ranks = SPECIFICATION.severities;
    brokenRules.sort(
      (one, two) => ranks.indexOf(one.severity) - ranks.indexOf(two.severity) || two.rows - one.rows || (one.rule < two.rule ? -1 : 1),
    );
    return {
      conforms: !brokenRules.some(({ severity }) => severity === "error"),
      rows: rowsWithData,
      rowsConforming: rowsWithData - rowsWith.error,
      rowsWith,
      total: brokenRules.reduce((sum, { rows }) => sum + rows, 0),
      today: options.today,
      files: files.map(({ start, rows, notes }) => ({
        name: start.name,
        description: start.description,
        headerRow: start.header.number,
        rows,
        notes,
        sheet: start.sheet ?? null,
      })),
      brokenRules,
      quality: quality.summary(missing),
      cumulation: matching ? matching.cumulation(latestRows, rowsWithData - latestRows) : null,
    };
  }

  /**
   * Return the rules about the format of files that are broken, with all rows that break them, listed or not.
   * @param {Finding[]} ofFiles
   * @returns {BrokenRule[]}
   */
  function brokenFormatRules(ofFiles) {
    /** @type {Map<string, number>} */
    const faulty = new Map();
    for (const { faultyRows } of files) for (const [rule, { count }] of faultyRows) faulty.set(rule, (faulty.get(rule) ?? 0) + count);
    /** @type {Map<string, {severity: Severity, rows: number}>} */
    const counts = new Map();
    for (const { rule, severity } of ofFiles) counts.set(rule, { severity, rows: faulty.get(rule) ?? (counts.get(rule)?.rows ?? 0) + 1 });
    return [...counts].map(([rule, { severity, rows }]) => {
      const { title, message } = formatRule(rule);
      return { rule, title, severity, item: null, message, rows };
    });
  }

  return { beginSubmission, beginFile, row, faultyRow, finding, endFile, finish };
}
