// The worker of the page: checks files when the page asks for it, keeps the result, and gives the page its findings.

/** Milliseconds between two reports of progress. */
const PROGRESS_INTERVAL = 100;

/** What was checked last, for the questions that follow. @type {{request: CheckRequest, result: {summary: Summary, findings: FindingList}, hasValues: boolean} | null} */
let checkedLast = null;
/** The findings that matched the last filter. @type {{key: string, findings: FindingList} | null} */
let selectedLast = null;

/** @param {Answer} answer */
function tellPage(answer) {
  postMessage(answer);
}

/**
 * Return a name for each file by which it is known in findings: its own, with a number where there are several of this name.
 * @param {File[]} files
 */
function distinctNames(files) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return files.map((file) => {
    const before = seen.get(file.name) ?? 0;
    seen.set(file.name, before + 1);
    return before ? `${file.name} (${before + 1})` : file.name;
  });
}

/**
 * Read and check files. Errors of reading are thrown.
 * @param {CheckRequest} request
 * @param {boolean} hasValues
 */
async function checkFiles(request, hasValues) {
  const { files, previous, today, sheet } = request;
  const checking = createCheck({ today, showValues: hasValues });
  const all = [...files, ...previous];
  const names = distinctNames(all);
  // To compare submissions, each is read twice: the first time to find out which rows are about the same event.
  const readings = previous.length ? [...all, ...all] : all;
  const total = readings.reduce((sum, file) => sum + file.size, 0);
  let told = 0;
  let read = 0;
  let rowsBefore = 0;
  let rowsRead = 0;
  for (const [count, file] of readings.entries()) {
    const position = count % all.length;
    if (previous.length && (position === 0 || position >= files.length)) {
      checking.beginSubmission(Math.max(0, position - files.length + 1), count < all.length ? "match" : "check");
      rowsBefore = position === 0 ? 0 : rowsBefore;
    }
    const progress = (/** @type {number} */ bytes, /** @type {number} */ _, /** @type {number} */ rows) => {
      rowsRead = rowsBefore + rows;
      if (Date.now() - told > PROGRESS_INTERVAL) {
        told = Date.now();
        tellPage({ type: "progress", file: names[position], bytes: read + bytes, total, rows: rowsRead });
      }
    };
    await readFile(file, names[position], checking, { sheet: sheet ?? undefined, progress });
    read += file.size;
    rowsBefore = rowsRead;
  }
  checkedLast = { request, result: checking.finish(), hasValues };
  selectedLast = null;
  return checkedLast.result;
}

/**
 * Answer a question about findings.
 * @param {FindRequest} request
 * @returns {Promise<FoundAnswer | null>} null if nothing was checked
 */
async function findFindings({ number, filter, from, row, count, values }) {
  if (checkedLast && values && !checkedLast.hasValues) {
    await checkFiles(checkedLast.request, true);
  }
  if (!checkedLast) {
    return null;
  }
  const all = checkedLast.result.findings;
  const key = JSON.stringify([filter, checkedLast.hasValues]);
  if (selectedLast?.key !== key) {
    selectedLast = { key, findings: Object.keys(filter).length ? all.select(filter) : all };
  }
  const { findings } = selectedLast;
  let sought = -1;
  let start = from;
  if (row !== null) {
    const below = findings.select({ ...filter, row }).length;
    sought = below ? findings.length - below : -1;
    start = Math.floor(Math.max(sought, 0) / count) * count;
  }
  const given = findings.page(start, count).map((finding) => (values ? finding : { ...finding, value: null }));
  return { type: "found", number, total: findings.length, from: start, sought: sought < 0 ? -1 : sought - start, findings: given };
}

/**
 * Say what stopped the reading of a file.
 * @param {unknown} error
 * @returns {RefusedAnswer | FailedAnswer}
 */
function answerAbout(error) {
  if (error instanceof Error && error.name === "ReadError") {
    return { type: "refused", message: error.message, advice: "" };
  }
  if (error instanceof DOMException && ["NotFoundError", "NotReadableError", "SecurityError"].includes(error.name)) {
    return {
      type: "refused",
      message: "A file cannot be read to its end.",
      advice: "It was changed, moved or removed after you chose it, it is a folder, or the network drive is gone. Choose the file again.",
    };
  }
  if (error instanceof RangeError) {
    return {
      type: "refused",
      message: "The browser has not enough memory for this.",
      advice: "Close other tabs and programs, and try again. If that does not help, check the files one by one.",
    };
  }
  return { type: "failed", detail: error instanceof Error ? `${error.message} ${error.stack ?? ""}` : String(error) };
}

/**
 * Do what the page asks for.
 * @param {CheckRequest | FindRequest} request
 */
async function answerPage(request) {
  try {
    if (request.type === "check") {
      const { summary } = await checkFiles(request, false);
      tellPage({ type: "result", summary });
    } else {
      const answer = await findFindings(request);
      if (answer) {
        tellPage(answer);
      }
    }
  } catch (error) {
    tellPage(answerAbout(error));
  }
}

/** What is asked is done one after the other. */
let lastRequest = Promise.resolve();
addEventListener("message", (event) => {
  lastRequest = lastRequest.then(() => answerPage(/** @type {MessageEvent} */ (event).data));
});
