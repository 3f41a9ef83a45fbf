// The words of a result. The sentences themselves come from the reports of cldspec validate (see words.py).

/**
 * What the generator gives the page: see words.py.
 * @typedef {object} Words
 * @property {string} version the title and version of the specification
 * @property {string} collection what a sentence calls the return, as its first words
 * @property {string} noun what a return is called
 * @property {Record<Severity, string>} severities highest first
 * @property {Record<Severity, string>} actions what each severity asks the reader to do
 * @property {Record<string, string>} statuses what each status means
 * @property {Record<string, string>} parts the parts of a bar: the name of its pattern, by validity
 * @property {number} minWidth the width below which a part of a bar could not be seen, in per cent
 * @property {number} findingsListed the findings for each rule that a report lists
 * @property {number} longestText the characters of a value that the page shows at most
 * @property {number} longestCell the characters that a cell of a spreadsheet can hold
 * @property {string[]} csvHeaders
 * @property {string} likeFormula how texts begin that a spreadsheet may take for a formula, as a regular expression
 * @property {string} likeNumber a number, as a regular expression
 * @property {Record<string, string>} sentences
 * @property {Record<string, string>} cumulation
 * @property {string} previous
 * @property {string} noFindings
 * @property {string} noItem
 * @property {string} private
 * @property {string} notPrivate
 * @property {string[]} months
 * @property {{id: string, title: string, section: string, address: string}[]} items
 * @property {Record<string, string>} rules the addresses of rules in the guide
 * @property {string} contact
 * @property {string} unwritable what cannot be shown as it is, as a regular expression
 */

/** The words, as the generator wrote them into the page. @type {Words} */
const words = JSON.parse(byId("words", HTMLScriptElement).text);
const itemTitles = new Map(words.items.map((item) => [item.id, item.title]));
const severities = /** @type {Severity[]} */ (Object.keys(words.severities));
const unwritable = new RegExp(words.unwritable, "gu");

/**
 * Return a number with commas between thousands.
 * @param {number} value
 */
function numberInWords(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/**
 * Return a number with its noun.
 * @param {number} count
 * @param {string} noun
 */
function counted(count, noun) {
  return `${numberInWords(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * Return a share in per cent. It is 0% or 100% only if it is exactly that.
 * @param {number} part
 * @param {number} whole
 */
function percent(part, whole) {
  return whole ? shareInPercent(part / whole) : "";
}

/** @param {number} share */
function shareInPercent(share) {
  if (share === 0 || share === 1) {
    return `${100 * share}%`;
  }
  const rounded = `${(100 * share).toFixed(1)}%`;
  return rounded === "0.0%" ? "<0.1%" : rounded === "100.0%" ? ">99.9%" : rounded;
}

/**
 * Return one of the sentences with these values.
 * @param {string} name
 * @param {Record<string, string>} values
 */
function sentence(name, values) {
  return words.sentences[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

/**
 * Return in a sentence or two whether the return conforms.
 * @param {Summary} summary
 */
function verdict(summary) {
  const names = { name: words.collection, version: words.version };
  if (!summary.conforms) {
    const withErrors = summary.rows - summary.rowsConforming;
    const share = shareOf(withErrors, summary.rows);
    return withErrors ? sentence(`${withErrors === 1 ? "row" : "rows"} with errors`, { ...names, share }) : sentence("format errors", names);
  }
  if (!summary.rows) {
    return sentence("no rows", names);
  }
  return sentence("conforms", { ...names, rows: counted(summary.rows, "row"), others: otherFindings(summary) });
}

/**
 * Return the number of findings of a severity.
 * @param {Summary} summary
 * @param {Severity} severity
 */
function findingsOf(summary, severity) {
  return summary.brokenRules.reduce((sum, rule) => sum + (rule.severity === severity ? rule.rows : 0), 0);
}

/** @param {Summary} summary */
function otherFindings(summary) {
  const warnings = findingsOf(summary, "warning");
  const information = findingsOf(summary, "information");
  if (!warnings && !information) {
    return words.noFindings;
  }
  const kinds = [
    ...(warnings ? [counted(warnings, "warning")] : []),
    ...(information ? [`${counted(information, "finding")} for information`] : []),
  ];
  return sentence(warnings + information === 1 ? "other finding" : "other findings", { kinds: kinds.join(" and ") });
}

/**
 * @param {number} part
 * @param {number} rows
 */
function shareOf(part, rows) {
  return sentence("share", { part: numberInWords(part), whole: counted(rows, "row"), percent: percent(part, rows) });
}

/**
 * Return in words how often a rule is broken. A rule without a data item is about columns or files, which are no share of the rows.
 * @param {BrokenRule} rule
 * @param {number} rows
 */
function howOften(rule, rows) {
  return rule.item === null
    ? counted(rule.rows, "finding")
    : sentence(rule.rows === 1 ? "row breaks" : "rows break", { share: shareOf(rule.rows, rows) });
}

/**
 * Return a date in words: "30 November 2026" for 2026-11-30.
 * @param {string} date
 */
function dateInWords(date) {
  const [year, month, day] = date.split("-").map(Number);
  return `${day} ${words.months[month - 1]} ${year}`;
}

/** @param {string | null} item */
function titleOf(item) {
  return item === null ? words.noItem : itemTitles.get(item) ?? item;
}

/**
 * Return a text of a file with escapes for what is invisible or reverses the direction of text.
 * @param {string} text
 */
function writable(text) {
  return text.replace(unwritable, escapeOf);
}

/**
 * Return a value or a name of a file as the page can show it.
 * @param {string} text
 */
function shown(text) {
  return text.length > words.longestText
    ? `${writable(text.slice(0, words.longestText))} ... (cut: ${numberInWords(text.length)} characters)`
    : writable(text);
}

/**
 * Return a character as the escape that stands for it.
 * @param {string} sign
 */
function escapeOf(sign) {
  const code = sign.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  return code < 0x100 ? `\\x${digits.padStart(2, "0")}` : code < 0x10000 ? `\\u${digits.padStart(4, "0")}` : `\\U${digits.padStart(8, "0")}`;
}
