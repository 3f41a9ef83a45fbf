// The parts of a result that the page and the saved report share.

/**
 * What the page does where the saved report does nothing: show the findings that a filter asks for.
 * @typedef {((filter: FindingFilter) => void) | null} ShowRows
 */

/**
 * Return a heading.
 * @param {"h2" | "h3"} level
 * @param {string | null} id
 * @param {string} text
 */
function heading(level, id, text) {
  return make(level, { id, class: `nhsuk-heading-${level === "h2" ? "m" : "s"}` }, text);
}

/** @param {Severity} severity */
function severityMark(severity) {
  return make("span", { class: `severity severity--${severity}` }, words.severities[severity]);
}

/**
 * Return a title as a link to the guide, if the guide has it. A saved report may be anywhere, so it has no such links.
 * @param {string} title
 * @param {string | undefined} address
 * @param {ShowRows} showRows
 */
function guideLink(title, address, showRows) {
  return address && showRows ? make("a", { href: address, target: "_blank", rel: "noopener" }, title,
    make("span", { class: "nhsuk-u-visually-hidden" }, " (the guide, in a new tab)")) : title;
}

const itemAddresses = new Map(words.items.map((item) => [item.id, item.address]));

/**
 * @param {string | null} item
 * @param {ShowRows} showRows
 */
function itemLink(item, showRows) {
  return item === null ? "" : guideLink(titleOf(item), itemAddresses.get(item), showRows);
}

/**
 * Return the sentences that say what came out.
 * @param {Summary} summary
 */
function verdictBlock(summary) {
  return together(
    make("p", {}, make("strong", {}, verdict(summary))),
    make("p", {}, sentence("today", { date: dateInWords(summary.today) })));
}

/**
 * Return every part of a result but the rows.
 * @param {Summary} summary
 * @param {ShowRows} showRows
 */
function partsOf(summary, showRows) {
  const measures = measuresOf(summary);
  return together(
    heading("h2", "counts", "Findings by severity"),
    stacked(countsTable(summary, showRows)),
    heading("h2", "files-read", "Files"),
    stacked(filesTable(summary)),
    ...(summary.brokenRules.length ? [heading("h2", "broken-rules", "Broken rules"), stacked(rulesTable(summary, showRows))] : []),
    ...(summary.cumulation ? previousPart(summary.cumulation) : []),
    ...(summary.brokenRules.length ? [heading("h2", "by-item", "Findings by data item"), stacked(itemsTable(summary, showRows))] : []),
    ...(measures.size ? qualityPart(summary, measures, showRows) : []));
}

/** @param {HTMLTableElement} made */
function stacked(made) {
  return make("div", { class: "stacked" }, made);
}

/**
 * @param {Summary} summary
 * @param {ShowRows} showRows
 */
function countsTable(summary, showRows) {
  const columns = [
    { title: "Severity" }, { title: "Findings", isNumber: true }, { title: "Rows", isNumber: true },
    { title: "% of rows", isNumber: true }, { title: "What to do" },
  ];
  return table("Findings and rows by severity", columns, severities.map((severity) => {
    const findings = findingsOf(summary, severity);
    const rows = summary.rowsWith[severity];
    const number = showRows && findings
      ? linkButton(numberInWords(findings), `Show ${counted(findings, "finding")}: ${words.severities[severity]}`, () => showRows({ severity }))
      : numberInWords(findings);
    return [severityMark(severity), number, numberInWords(rows), percent(rows, summary.rows), words.actions[severity]];
  }));
}

/** @param {Summary} summary */
function filesTable(summary) {
  const columns = [
    { title: "File", isWide: true }, { title: "Format" }, { title: "Sheet" }, { title: "Header row", isNumber: true }, { title: "Rows", isNumber: true },
    { title: "Notes", isWide: true },
  ];
  return table("Files", columns, summary.files.map((file) => [
    make("bdi", {}, shown(file.name)), file.description, file.sheet === null ? "" : make("bdi", {}, shown(file.sheet)), String(file.headerRow),
    numberInWords(file.rows), together(...file.notes.flatMap((note, position) => [position ? make("br", {}) : null, shown(note)])),
  ]));
}

/**
 * @param {Summary} summary
 * @param {ShowRows} showRows
 */
function rulesTable(summary, showRows) {
  const columns = [
    { title: "Rule and what to do", isWide: true }, { title: "Severity" }, { title: "Data item" }, { title: "Findings", isNumber: true }, { title: "% of rows", isNumber: true },
  ];
  return table("Broken rules", columns, summary.brokenRules.map((rule) => [
    together(guideLink(rule.title, words.rules[rule.rule], showRows), make("p", { class: "todo" }, rule.message), make("code", {}, rule.rule)),
    severityMark(rule.severity),
    itemLink(rule.item, showRows),
    showRows ? linkButton(numberInWords(rule.rows), `Show ${counted(rule.rows, "finding")}: ${rule.title}`,
      () => showRows({ severity: rule.severity, rule: rule.rule })) : numberInWords(rule.rows),
    rule.item === null ? "" : percent(rule.rows, summary.rows),
  ]));
}

/**
 * @param {Summary} summary
 * @param {ShowRows} showRows
 */
function itemsTable(summary, showRows) {
  const columns = [{ title: "Data item" }, ...severities.map((severity) => ({ title: words.severities[severity], isNumber: true }))];
  /** @type {(string | null)[]} */
  const items = [...itemTitles.keys(), null].filter((item) => summary.brokenRules.some((rule) => rule.item === item));
  return table("Findings by data item", columns, items.map((item) => [
    item === null ? words.noItem : itemLink(item, showRows),
    ...severities.map((severity) => {
      const findings = summary.brokenRules.reduce((sum, rule) => sum + (rule.item === item && rule.severity === severity ? rule.rows : 0), 0);
      return showRows && findings
        ? linkButton(numberInWords(findings), `Show ${counted(findings, "finding")}: ${words.severities[severity]}, ${titleOf(item)}`,
          () => showRows({ severity, item }))
        : numberInWords(findings);
    }),
  ]));
}

/**
 * Return the bars, and the table of the two scales.
 * @param {Summary} summary
 * @param {Map<string, Measure>} measures
 * @param {ShowRows} showRows
 */
function qualityPart(summary, measures, showRows) {
  const sections = [...new Set(words.items.map((item) => item.section))];
  const bars = sections.flatMap((section) => {
    const lines = words.items
      .flatMap((item) => (item.section === section && measures.get(item.id)) || [])
      .map((measure) => make("li", {},
        make("span", { class: "name" }, itemLink(measure.item, showRows)),
        bar(measure),
        make("p", { class: "in-words" }, `${barInWords(measure)}.${sharesInWords(measure)}`)));
    return lines.length ? [heading("h3", null, section), make("ul", { class: "bars" }, ...lines)] : [];
  });
  return [
    heading("h2", "bars", "How complete and valid the data are"),
    byId("legend", HTMLTemplateElement).content.cloneNode(true),
    ...bars,
    heading("h2", "quality", "Quality by status and validity"),
    byId("statuses", HTMLTemplateElement).content.cloneNode(true),
    showRows ? make("details", { class: "nhsuk-details" },
      make("summary", { class: "nhsuk-details__summary" },
        make("span", { class: "nhsuk-details__summary-text" }, "Cells by data item, status and validity")),
      stacked(qualityTable(summary))) : stacked(qualityTable(summary)),
  ];
}

/** @param {Summary} summary */
function qualityTable(summary) {
  const used = validityNames.filter((validity) => summary.quality.some(({ cells }) => cells.some((part) => part.validity === validity)));
  const columns = [{ title: "Data item" }, { title: "Status" }, { title: "Cells", isNumber: true }, ...used.map((title) => ({ title, isNumber: true }))];
  const rows = summary.quality.flatMap(({ item, cells }) => statusNames
    .map((status) => cells.filter((part) => part.status === status))
    .filter((parts) => parts.length)
    .map((parts) => {
      const total = parts.reduce((sum, part) => sum + part.count, 0);
      const shares = used.map((validity) => {
        const count = parts.find((part) => part.validity === validity)?.count ?? 0;
        return count ? `${numberInWords(count)} (${percent(count, total)})` : "0";
      });
      return [titleOf(item), parts[0].status, numberInWords(total), ...shares];
    }));
  return table("Cells by data item, status and validity", columns, rows);
}

/** @param {Cumulation} cumulation */
function previousPart(cumulation) {
  const order = words.items.map((item) => item.id);
  const changed = Object.entries(cumulation.changed_by_item)
    .filter(([, rows]) => rows)
    .sort(([one, more], [other, less]) => less - more || order.indexOf(one) - order.indexOf(other));
  const numbers = /** @type {("added" | "changed" | "unchanged" | "vanished" | "merged")[]} */ (Object.keys(words.cumulation));
  return [
    heading("h2", "compared", words.previous),
    stacked(table("Events compared with previous submissions", [{ title: "Events" }, { title: "Number", isNumber: true }],
      numbers.map((name) => [words.cumulation[name], numberInWords(cumulation[name])]))),
    changed.length ? stacked(table("Changed data items", [{ title: "Changed data item" }, { title: "Rows", isNumber: true }],
      changed.map(([item, rows]) => [titleOf(item), numberInWords(rows)]))) : null,
  ];
}
