/** The quality of a return, item by item, on two scales: whether a row should have the item, and whether its cell passes. */

const CELL_KINDS = 3;
const [HAS_VALUE, IS_BLANK, IS_UNREADABLE] = [0, 1, 2];

/** Counts the cells of each item by status and kind. */
class Quality {
  /** @param {CompiledRules} rules */
  constructor(rules) {
    this.statuses = rules.statuses;
    this.statusOfItem = rules.statusOfItem;
    this.counts = new Float64Array(ITEMS.length * SPECIFICATION.statuses.length * CELL_KINDS);
    this.ofRow = new Uint8Array(rules.statuses.length);
  }

  /**
   * Count the cells of a row.
   * @param {Row} values
   */
  add(values) {
    const { statuses, statusOfItem, counts, ofRow } = this;
    for (let index = 0; index < statuses.length; index += 1) ofRow[index] = statuses[index](values);
    const width = SPECIFICATION.statuses.length * CELL_KINDS;
    for (let item = 0; item < statusOfItem.length; item += 1) {
      const value = values[item];
      const kind = value === null ? IS_BLANK : value === undefined ? IS_UNREADABLE : HAS_VALUE;
      counts[item * width + ofRow[statusOfItem[item]] * CELL_KINDS + kind] += 1;
    }
  }

  /**
   * Return the cells of each item by status and validity. The cells of `missing` items are not in the file.
   * @param {Set<number>} missing positions of items
   * @returns {Summary["quality"]}
   */
  summary(missing) {
    const { validities, statuses } = SPECIFICATION;
    const [mandatory, , notApplicable] = [0, 1, 2];
    return ITEMS.map(({ id }, item) => {
      const cells = statuses.flatMap((status, place) => {
        const [valued, blank, unreadable] = [HAS_VALUE, IS_BLANK, IS_UNREADABLE].map(
          (kind) => this.counts[(item * statuses.length + place) * CELL_KINDS + kind],
        );
        if (missing.has(item)) return [{ status, validity: validities.notInFile, count: valued + blank + unreadable }];
        const isInvalid = place === notApplicable; // a value that must not be there is invalid
        return [
          { status, validity: validities.valid, count: isInvalid ? 0 : valued },
          { status, validity: validities.blank, count: place === mandatory ? 0 : blank },
          { status, validity: validities.missing, count: place === mandatory ? blank : 0 },
          { status, validity: validities.invalid, count: unreadable + (isInvalid ? valued : 0) },
        ];
      });
      return { item: id, cells: cells.filter(({ count }) => count > 0) };
    });
  }
}
