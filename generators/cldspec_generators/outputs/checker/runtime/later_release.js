/** A return for a later release, which the specification does not describe: how it is recognised, as `cldspec/validation/later_release.py` does it. */

/**
 * The releases that a file may have been made for, by its headers, and different texts of their columns that are not exactly values.
 * @typedef {{releases: Specification["files"]["laterReleases"], texts: Map<number, Set<string>>}} LaterTexts
 */

/**
 * Return the releases that a file with these headers may have been made for, and no texts yet.
 * @param {string[]} headers
 * @returns {LaterTexts}
 */
function laterTexts(headers) {
  const { laterReleases, shareOfLater } = SPECIFICATION.files;
  const names = new Set(headers.map((header) => folded(header.replaceAll("_", " "))));
  const releases = laterReleases.filter((release) => {
    const own = release.headers.filter((name) => names.has(name)).length;
    return own > 0 && own / release.headers.length > shareOfLater;
  });
  const listed = releases.length > 1 ? releases.flatMap(({ values }) => values.map(({ item }) => item)) : [];
  return { releases, texts: new Map(listed.map((item) => [item, new Set()])) };
}

/**
 * Take note of a text of a column, if it tells the releases apart.
 * @param {LaterTexts} later
 * @param {number} position
 * @param {string} typed
 */
function addLaterText({ texts }, position, typed) {
  const known = texts.get(position);
  if (known && known.size < SPECIFICATION.files.maxLaterTexts) known.add(tidy(typed));
}

/**
 * Return the message that a file looks like a return for a later release; null if it does not.
 * @param {LaterTexts} later
 * @returns {string | null}
 */
function laterMessage({ releases, texts }) {
  if (releases.length === 0) return null;
  const scores = releases.map(({ values }) =>
    values.reduce((sum, { item, values: known }) => sum + known.filter((value) => texts.get(item)?.has(value)).length, 0),
  );
  const best = Math.max(...scores);
  const names = releases.filter((_, index) => scores[index] === best).map(({ name }) => name);
  return filledIn(SPECIFICATION.files.looksLater, joined(names, "or"));
}
