/** Dates as the numbers yyyymmdd, and the functions of dates that rules use. */

/**
 * Return the last day of a month, which is counted from 1.
 * @param {number} year
 * @param {number} month
 * @returns {number}
 */
function lastDayOf(year, month) {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const FIRST_YEAR = SPECIFICATION.cells.firstYear;
const LAST_YEAR = SPECIFICATION.cells.lastYear;

/** The last day of each month that a date may be in, and of the next year's, which is quicker than to ask the calendar for every cell. */
const LAST_DAYS = Uint8Array.from({ length: (LAST_YEAR - FIRST_YEAR + 2) * 12 }, (_, index) =>
  lastDayOf(FIRST_YEAR + Math.floor(index / 12), (index % 12) + 1),
);

/**
 * Return a date that is typed as in the template as a number; undefined if the text is no such date.
 * @param {string} typed
 * @returns {number | undefined}
 */
function dateOf(typed) {
  if (typed.length !== 10 || typed.charCodeAt(2) !== 0x2f || typed.charCodeAt(5) !== 0x2f) return undefined;
  const day = digitAt(typed, 0) * 10 + digitAt(typed, 1);
  const month = digitAt(typed, 3) * 10 + digitAt(typed, 4);
  const year = ((digitAt(typed, 6) * 10 + digitAt(typed, 7)) * 10 + digitAt(typed, 8)) * 10 + digitAt(typed, 9);
  const isMonth = year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12;
  const isDate = isMonth && day >= 1 && day <= LAST_DAYS[(year - FIRST_YEAR) * 12 + month - 1];
  return isDate ? (year * 100 + month) * 100 + day : undefined;
}

/**
 * Return the digit at an index of a text; NaN for another character.
 * @param {string} text
 * @param {number} index
 * @returns {number}
 */
function digitAt(text, index) {
  const digit = text.charCodeAt(index) - 0x30;
  return digit >= 0 && digit <= 9 ? digit : NaN;
}

/**
 * Return a date as typed in the template.
 * @param {number} date
 * @returns {string}
 */
function typedDate(date) {
  const [day, month] = [date % 100, Math.floor(date / 100) % 100].map((part) => String(part).padStart(2, "0"));
  return `${day}/${month}/${String(Math.floor(date / 10000)).padStart(4, "0")}`;
}

/**
 * Return a date of the calendar as a number; undefined if there is none.
 * @param {number} year
 * @param {number} month
 * @param {number} day
 * @returns {number | undefined}
 */
function dayOf(year, month, day) {
  const exists = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= lastDayOfAnyYear(year, month);
  return exists ? (year * 100 + month) * 100 + day : undefined;
}

/**
 * Return the last day of a month in any year. A year that is four hundred years later has the same calendar.
 * @param {number} year
 * @param {number} month
 * @returns {number}
 */
function lastDayOfAnyYear(year, month) {
  return lastDayOf(2000 + (year % 400), month);
}

/**
 * Return the completed years of age on a date.
 * @param {number} born
 * @param {number} on
 * @returns {number}
 */
function ageOn(born, on) {
  return Math.floor((on - born) / 10000);
}

/**
 * Return the first day of the reporting year that a date is in; the year begins with `firstMonth`.
 * @param {number} date
 * @param {number} firstMonth
 * @returns {number}
 */
function yearStartOf(date, firstMonth) {
  const year = Math.floor(date / 10000) - (Math.floor(date / 100) % 100 < firstMonth ? 1 : 0);
  return (year * 100 + firstMonth) * 100 + 1;
}

/**
 * Return the last day of the reporting period that a date is in; `left` has the months of the period after each month of the year.
 * @param {number} date
 * @param {number[]} left
 * @returns {number}
 */
function periodEndOf(date, left) {
  const month = Math.floor(date / 100) % 100;
  const months = Math.floor(date / 10000) * 12 + month - 1 + left[month - 1];
  const year = Math.floor(months / 12);
  return (year * 100 + (months % 12) + 1) * 100 + LAST_DAYS[(year - FIRST_YEAR) * 12 + (months % 12)];
}

/**
 * Return the date of a text yyyy-mm-dd as a number.
 * @param {string} text
 * @returns {number}
 */
function dateOfIso(text) {
  return Number(text.replace(/-/g, ""));
}
