// How complete and valid the cells of each data item are, and the bar that shows it.

/**
 * The cells of a data item by validity, without those that are rightly blank.
 * @typedef {{item: string, byValidity: Map<string, number>, rightlyBlank: number, mandatory: number, missing: number}} Measure
 */

const statusNames = Object.keys(words.statuses);
const [MANDATORY, , NOT_APPLICABLE] = statusNames;
const validityNames = Object.keys(words.parts);
const [VALID, BLANK, MISSING, INVALID, NOT_IN_FILE] = validityNames;

/**
 * Return the measures of the data items that the summary has cells of, by identifier.
 * @param {Summary} summary
 * @returns {Map<string, Measure>}
 */
function measuresOf(summary) {
  /** @type {Map<string, Measure>} */
  const measures = new Map();
  for (const { item, cells } of summary.quality) {
    const measure = { item, byValidity: new Map(), rightlyBlank: 0, mandatory: 0, missing: 0 };
    measures.set(item, measure);
    for (const { status, validity, count } of cells) {
      if (status === NOT_APPLICABLE && validity === BLANK) {
        measure.rightlyBlank += count;
        continue;
      }
      measure.byValidity.set(validity, count + (measure.byValidity.get(validity) ?? 0));
      if (status === MANDATORY) {
        measure.mandatory += count;
        measure.missing += [MISSING, BLANK, NOT_IN_FILE].includes(validity) ? count : 0;
      }
    }
  }
  return measures;
}

/** @param {Measure} measure */
function totalOf(measure) {
  return [...measure.byValidity.values()].reduce((sum, cells) => sum + cells, 0);
}

/**
 * Return the parts of a bar, as wide as their shares but never too narrow to be seen, in per cent.
 * @param {Measure} measure
 * @returns {{name: string, left: number, width: number}[]}
 */
function partsOfBar(measure) {
  const total = totalOf(measure);
  const parts = validityNames
    .map((validity) => ({ validity, cells: measure.byValidity.get(validity) ?? 0 }))
    .filter(({ cells }) => cells)
    .map(({ validity, cells }) => ({ name: words.parts[validity], left: 0, width: Math.max(100 * cells / total, words.minWidth) }));
  if (!parts.length) {
    return [];
  }
  const widest = parts.reduce((most, part) => (part.width > most.width ? part : most));
  widest.width -= parts.reduce((sum, part) => sum + part.width, 0) - 100;
  let left = 0;
  for (const part of parts) {
    part.left = left;
    left += part.width;
  }
  return parts;
}

/**
 * Return in words what a bar shows.
 * @param {Measure} measure
 */
function barInWords(measure) {
  const total = totalOf(measure);
  const parts = validityNames
    .map((validity) => ({ name: words.parts[validity], cells: measure.byValidity.get(validity) ?? 0 }))
    .filter(({ cells }) => cells)
    .map(({ name, cells }) => `${name} ${numberInWords(cells)} (${percent(cells, total)})`);
  const blank = measure.rightlyBlank;
  const text = [
    ...(parts.length ? [parts.join(", ")] : []),
    ...(blank ? [`${counted(blank, "row")} must be blank and ${blank === 1 ? "is" : "are"}`] : []),
  ].join("; ");
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/**
 * Return in sentences which shares of the cells are there and valid.
 * @param {Measure} measure
 */
function sharesInWords(measure) {
  const valid = measure.byValidity.get(VALID) ?? 0;
  const withValue = valid + (measure.byValidity.get(INVALID) ?? 0);
  return [
    ...(measure.mandatory ? [` Mandatory cells with a value: ${shareInPercent(1 - measure.missing / measure.mandatory)}.`] : []),
    ...(withValue ? [` Values that are valid: ${shareInPercent(valid / withValue)}.`] : []),
  ].join("");
}

/**
 * Return the bar of a data item.
 * @param {Measure} measure
 */
function bar(measure) {
  const rounded = (/** @type {number} */ share) => `${Math.round(100 * share) / 100}%`;
  return draw("svg", { role: "img", "aria-label": `${titleOf(measure.item)}: ${barInWords(measure)}` },
    ...partsOfBar(measure).map((part) =>
      draw("rect", { class: part.name.replaceAll(" ", "-"), x: rounded(part.left), width: rounded(part.width), height: "100%" })),
    draw("rect", { class: "frame", width: "100%", height: "100%" }));
}
