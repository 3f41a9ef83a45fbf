// What the page saves: all findings as CSV, and a report as one web page.

const FINDINGS_AT_ONCE = 5000;
const likeFormula = new RegExp(`^(?:${words.likeFormula})`, "u");
const likeNumber = new RegExp(`^(?:${words.likeNumber})$`, "u");

/**
 * Return all findings as CSV, in the order of cldspec validate, with values only if asked for.
 * @param {Summary} summary
 * @param {Ask} ask
 * @param {boolean} hasValues
 */
async function csvOf(summary, ask, hasValues) {
  const parts = [`\ufeff${csvLine([...words.csvHeaders, ...(hasValues ? ["value"] : [])])}`];
  for (let from = 0; from < summary.total; from += FINDINGS_AT_ONCE) {
    const { findings } = await ask({ filter: {}, from, row: null, count: FINDINGS_AT_ONCE, values: hasValues });
    parts.push(findings.map((finding) => csvLine([
      finding.severity, finding.file, String(finding.row), finding.item === null ? "" : titleOf(finding.item), finding.item ?? "",
      finding.rule, finding.message, finding.suggestion ?? "", ...(hasValues ? [finding.value ?? ""] : []),
    ])).join(""));
  }
  return new Blob(parts, { type: "text/csv" });
}

/** @param {string[]} cells */
function csvLine(cells) {
  return `${cells.map((cell) => quoted(guarded(spreadsheetText(cell)))).join(",")}\r\n`;
}

/**
 * Return a text that a cell of a spreadsheet can hold.
 * @param {string} text
 */
function spreadsheetText(text) {
  const written = writable(text);
  const signs = Array.from(written);
  if (signs.length <= words.longestCell) {
    return written;
  }
  const ending = ` ... (cut: ${numberInWords(signs.length)} characters)`;
  return signs.slice(0, words.longestCell - ending.length).join("") + ending;
}

/**
 * Return a text that a spreadsheet reads as text or a number, never as a formula.
 * @param {string} text
 */
function guarded(text) {
  return likeFormula.test(text) && !likeNumber.test(text) ? `'${text}` : text;
}

/** @param {string} text */
function quoted(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Return the report as a web page that needs no other file.
 * @param {Summary} summary
 * @param {Ask} ask
 * @param {boolean} hasValues
 */
async function reportOf(summary, ask, hasValues) {
  const title = verdict(summary);
  const parts = [];
  for (const rule of summary.brokenRules) {
    const { severity, rule: id } = rule;
    const { findings } = await ask({ filter: { severity, rule: id }, from: 0, row: null, count: words.findingsListed, values: hasValues });
    parts.push(make("section", { class: "rule" },
      heading("h3", null, rule.title),
      make("p", {}, severityMark(severity), " ", make("code", {}, id)),
      make("p", {}, rule.message),
      make("p", {}, `${howOften(rule, summary.rows)}.${findings.length < rule.rows ? ` The first ${findings.length} are listed.` : ""}`),
      stacked(findingsTable(findings, hasValues, summary.files.length > 1))));
  }
  const main = make("main", { class: "nhsuk-main-wrapper nhsuk-main-wrapper--s", id: "maincontent" },
    make("h1", { class: "nhsuk-heading-l" }, "Validation report"),
    make("div", { class: summary.conforms ? "verdict" : "verdict verdict--not" }, verdictBlock(summary)),
    partsOf(summary, null),
    ...(parts.length ? [heading("h2", "findings", "Findings by rule"), ...parts] : []));
  const header = /** @type {HTMLElement} */ (document.querySelector(".nhsuk-header")?.cloneNode(true));
  const footer = make("footer", { class: "nhsuk-footer", role: "contentinfo" }, make("div", { class: "nhsuk-width-container" },
    make("p", { class: "nhsuk-body-s" }, hasValues ? words.private : words.notPrivate),
    make("p", { class: "nhsuk-body-s" }, "Styled with NHS.UK frontend.")));
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  const page = make("html", { lang: "en-GB" },
    make("head", {},
      make("meta", { charset: "utf-8" }),
      make("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
      make("title", {}, title),
      make("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      ...[...document.querySelectorAll("style")].map((style) => style.cloneNode(true))),
    make("body", {},
      make("a", { class: "nhsuk-skip-link", href: "#maincontent" }, "Skip to main content"),
      header,
      document.querySelector("svg.definitions")?.cloneNode(true),
      make("div", { class: "nhsuk-width-container" }, main),
      footer));
  return new Blob([`<!DOCTYPE html>\n${page.outerHTML}\n`], { type: "text/html" });
}

/**
 * Let the browser save a file.
 * @param {Blob} blob
 * @param {string} name
 */
function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
