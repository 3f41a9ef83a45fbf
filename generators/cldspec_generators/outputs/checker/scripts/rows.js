// The findings row by row: filters, pages, the jump to a row, and the values of cells.

const ROWS_OF_PAGE = 50;

/** Asks the worker for findings. @typedef {(question: Omit<FindRequest, "type" | "number">) => Promise<FoundAnswer>} Ask */

const filterFields = {
  severity: byId("by-severity", HTMLSelectElement),
  rule: byId("by-rule-id", HTMLSelectElement),
  item: byId("by-item-id", HTMLSelectElement),
  file: byId("by-file", HTMLSelectElement),
};
const rowField = byId("row-number", HTMLInputElement);
const valuesButton = byId("values", HTMLButtonElement);
const listed = byId("listed", HTMLElement);

/** The list as it is shown; `latest` numbers the questions, so that a late answer is ignored. */
const list = { ask: /** @type {Ask | null} */ (null), from: 0, total: 0, hasValues: false, hasSeveralFiles: false, latest: 0 };

/** What the fields of the filters say where they ask for all, and for findings that are not about a single item. */
const ALL = "";
const NO_ITEM = "-";

/**
 * Offer what there is to filter by, and show the first page.
 * @param {Summary} summary
 * @param {Ask} ask
 */
function startRows(summary, ask) {
  Object.assign(list, { ask, from: 0, total: summary.total, hasSeveralFiles: summary.files.length > 1 });
  const used = new Set(summary.brokenRules.map((rule) => rule.severity));
  offer(filterFields.severity, severities.filter((severity) => used.has(severity)).map((severity) => [severity, words.severities[severity]]));
  const titles = new Map(summary.brokenRules.map((rule) => [rule.rule, rule.title]));
  offer(filterFields.rule, [...titles].map(([rule, title]) => [rule, `${title} (${rule})`]));
  const items = new Set(summary.brokenRules.map((rule) => rule.item));
  offer(filterFields.item, [
    ...words.items.filter((item) => items.has(item.id)).map((item) => /** @type {[string, string]} */ ([item.id, item.title])),
    ...(items.has(null) ? [/** @type {[string, string]} */ ([NO_ITEM, words.noItem])] : []),
  ]);
  offer(filterFields.file, summary.files.map((file) => [file.name, shown(file.name)]));
  byId("file-field", HTMLElement).hidden = !list.hasSeveralFiles;
  rowField.value = "";
  setValues(false);
  return list.total ? showPage(0) : Promise.resolve();
}

/**
 * @param {HTMLSelectElement} field
 * @param {[string, string][]} choices
 */
function offer(field, choices) {
  field.replaceChildren(make("option", { value: ALL }, "All"), ...choices.map(([value, text]) => make("option", { value }, text)));
}

/** @returns {FindingFilter} */
function currentFilter() {
  const { severity, rule, item, file } = filterFields;
  return {
    ...(severity.value === ALL ? {} : { severity: /** @type {Severity} */ (severity.value) }),
    ...(rule.value === ALL ? {} : { rule: rule.value }),
    ...(item.value === ALL ? {} : { item: item.value === NO_ITEM ? null : item.value }),
    ...(file.value === ALL ? {} : { file: file.value }),
  };
}

/**
 * Set the filters, show what matches, and go there.
 * @param {FindingFilter} filter
 */
async function showFiltered(filter) {
  filterFields.severity.value = filter.severity ?? ALL;
  filterFields.rule.value = filter.rule ?? ALL;
  filterFields.item.value = filter.item === null ? NO_ITEM : filter.item ?? ALL;
  filterFields.file.value = filter.file ?? ALL;
  goTo("rows-title");
  await showPage(0);
}

/**
 * Show a page of findings, the one that begins at a position or the one that has a row.
 * @param {number} from
 * @param {number | null} row
 */
async function showPage(from, row = null) {
  if (!list.ask) {
    return;
  }
  list.latest += 1;
  const question = list.latest;
  const answer = await list.ask({ filter: currentFilter(), from, row, count: ROWS_OF_PAGE, values: list.hasValues });
  if (question !== list.latest) {
    return;
  }
  list.from = answer.from;
  list.total = answer.total;
  const rows = findingsTable(answer.findings, list.hasValues, list.hasSeveralFiles);
  byId("list", HTMLElement).replaceChildren(answer.findings.length ? rows : "");
  listed.textContent = row !== null && answer.sought < 0 && answer.total
    ? `No finding of this filter is at row ${numberInWords(row)} or below it. ${listedInWords(answer)}`
    : listedInWords(answer);
  const pages = Math.max(Math.ceil(answer.total / ROWS_OF_PAGE), 1);
  const page = Math.floor(answer.from / ROWS_OF_PAGE);
  byId("page-number", HTMLElement).textContent = `Page ${numberInWords(page + 1)} of ${numberInWords(pages)}`;
  byId("page-before", HTMLButtonElement).disabled = page === 0;
  byId("page-after", HTMLButtonElement).disabled = page + 1 >= pages;
  byId("paging", HTMLElement).hidden = pages === 1;
  if (row !== null && answer.sought >= 0) {
    const sought = rows.tBodies[0].rows[answer.sought];
    sought.classList.add("is-sought");
    sought.tabIndex = -1;
    sought.focus();
  }
}

/** @param {FoundAnswer} answer */
function listedInWords(answer) {
  if (!answer.total) {
    return "No finding matches these filters.";
  }
  const last = answer.from + answer.findings.length;
  return answer.total === answer.findings.length
    ? `${counted(answer.total, "finding")}.`
    : `Findings ${numberInWords(answer.from + 1)} to ${numberInWords(last)} of ${numberInWords(answer.total)}.`;
}

/**
 * Return findings as a table.
 * @param {Finding[]} findings
 * @param {boolean} hasValues
 * @param {boolean} hasSeveralFiles
 */
function findingsTable(findings, hasValues, hasSeveralFiles) {
  const hasSuggestions = findings.some((finding) => finding.suggestion !== null);
  const columns = [
    { title: "Row", isNumber: true }, ...(hasSeveralFiles ? [{ title: "File", isWide: true }] : []), { title: "Severity" }, { title: "Data item" },
    { title: "What to do", isWide: true }, ...(hasSuggestions ? [{ title: "Suggestion" }] : []), ...(hasValues ? [{ title: "Value" }] : []),
  ];
  return table("Findings", columns, findings.map((finding) => [
    String(finding.row),
    ...(hasSeveralFiles ? [make("bdi", {}, shown(finding.file))] : []),
    severityMark(finding.severity),
    finding.item === null ? "" : titleOf(finding.item),
    together(writable(finding.message), " ", make("code", {}, finding.rule)),
    ...(hasSuggestions ? [finding.suggestion === null ? "" : make("bdi", {}, writable(finding.suggestion))] : []),
    ...(hasValues ? [valueCell(finding.value)] : []),
  ]));
}

/** @param {string | null} value */
function valueCell(value) {
  return value === null ? "" : value === "" ? "(blank)" : make("bdi", { class: "value" }, shown(value));
}

/** @param {boolean} areShown */
function setValues(areShown) {
  list.hasValues = areShown;
  valuesButton.textContent = areShown ? "Hide the values of cells" : "Show the values of cells";
  valuesButton.setAttribute("aria-expanded", String(areShown));
}

/** Let the fields and buttons work. */
function wireRows() {
  for (const field of Object.values(filterFields)) {
    field.addEventListener("change", () => showPage(0));
  }
  byId("filters", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    const text = rowField.value.replaceAll(",", "").trim();
    if (!/^\d{1,9}$/.test(text)) {
      listed.textContent = "Type the number of a row, such as 2.";
      rowField.focus();
      return;
    }
    if (filterFields.file.value === ALL) {
      filterFields.file.value = filterFields.file.options[1].value;
    }
    void showPage(0, Number(text));
  });
  byId("page-before", HTMLButtonElement).addEventListener("click", () => turnTo(list.from - ROWS_OF_PAGE));
  byId("page-after", HTMLButtonElement).addEventListener("click", () => turnTo(list.from + ROWS_OF_PAGE));
  valuesButton.addEventListener("click", () => {
    setValues(!list.hasValues);
    listed.textContent = list.hasValues ? "Reading the values of cells." : "";
    void showPage(list.from);
  });
}

/** @param {number} from */
async function turnTo(from) {
  await showPage(Math.max(from, 0));
  goTo("rows-title");
}
