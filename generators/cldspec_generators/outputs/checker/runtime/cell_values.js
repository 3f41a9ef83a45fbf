/** The values of workbook cells as the text that a person would type into the template. */

/** What a number is shown as. @typedef {"number" | "date" | "duration"} NumberFormat */

const SIGNIFICANT_DIGITS = 15;
const DAY = 86_400_000;
/** The first day of the calendar of workbooks, so that 1 March 1900 is day 61, and of those that begin in 1904. */
const FIRST_DAY_1900 = Date.UTC(1899, 11, 30);
const FIRST_DAY_1904 = Date.UTC(1904, 0, 1);
const DAY_THAT_NEVER_WAS = 60;
/** The first number that is no date any more, in the year 10000. */
const AFTER_LAST_DAY = 2_958_466;
const DAYS_TO_1904 = (FIRST_DAY_1904 - FIRST_DAY_1900) / DAY;

/**
 * Return what numbers are with a format that workbooks know by its number.
 * @param {number} id
 * @returns {NumberFormat}
 */
function builtInFormat(id) {
  if (id === 46) return "duration";
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id === 45 || id === 47 || (id >= 50 && id <= 58) ? "date" : "number";
}

/**
 * Return what numbers are with a format, given its code for positive numbers, such as dd/mm/yyyy. Colours, conditions and quoted texts
 * do not count, and hours in brackets are a duration.
 * @param {string} code
 * @returns {NumberFormat}
 */
function formatOf(code) {
  const [plain] = code.replace(/[_\\][^]|"[^"]*"?/g, "").split(";");
  const found = /\[(?:h+|m+|s+)\]|\[[^\]]*\]?|a[^\[]*?[pm/]|[dmhys]|a.*/gi;
  for (const [sign] of plain.matchAll(found)) {
    if (/^\[(?:h+|m+|s+)\]$/i.test(sign)) return "duration";
    if (!sign.startsWith("[")) return /^a/i.test(sign) && !/[pm/]$/i.test(sign) ? "number" : "date";
  }
  return "number";
}

/**
 * Return a number as it would be typed: without an exponent, or, where its last digits are lost, as a workbook shows it.
 * @param {number} number
 * @returns {string}
 */
function textOfNumber(number) {
  if (Number.isInteger(number) && Math.abs(number) < 1e15) return Object.is(number, -0) ? "-0" : String(number);
  if (Number.isNaN(number)) return "nan";
  if (!Number.isFinite(number)) return number < 0 ? "-INF" : "INF";
  if (Math.abs(number) >= 10 ** SIGNIFICANT_DIGITS) return textOfLargeNumber(number);
  const [digits, exponent] = number.toExponential(SIGNIFICANT_DIGITS - 1).split("e");
  const shown = digits.replace(/0+$/, "").replace(/\.$/, "");
  const sign = shown.startsWith("-") ? "-" : "";
  const all = shown.replace(/[-.]/g, "");
  const point = Number(exponent) + 1;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${all}`;
  return all.length <= point ? `${sign}${all.padEnd(point, "0")}` : `${sign}${all.slice(0, point)}.${all.slice(point)}`;
}

/**
 * Return a number whose last digits are lost as a workbook shows it, such as 1.23456789012346E+15. Half is rounded to the even digit.
 * @param {number} number
 * @returns {string}
 */
function textOfLargeNumber(number) {
  const whole = Math.floor(Math.abs(number));
  const digits = BigInt(whole).toString();
  const rest = digits.slice(SIGNIFICANT_DIGITS);
  const half = "5".padEnd(rest.length, "0");
  let first = BigInt(digits.slice(0, SIGNIFICANT_DIGITS));
  if (rest > half || (rest === half && (first % 2n === 1n || whole !== Math.abs(number)))) first += 1n;
  const shown = first.toString();
  const exponent = digits.length - 1 + (shown.length - SIGNIFICANT_DIGITS);
  return `${number < 0 ? "-" : ""}${shown[0]}.${shown.slice(1, SIGNIFICANT_DIGITS)}E+${String(exponent).padStart(2, "0")}`;
}

/**
 * Return a number that is a date as it would be typed: dd/mm/yyyy, with the time if it has one.
 * @param {number} number
 * @param {boolean} is1904
 * @returns {string}
 */
function textOfDate(number, is1904) {
  if (number >= AFTER_LAST_DAY - (is1904 ? DAYS_TO_1904 : 0) || Number.isNaN(number)) return textOfNumber(number);
  if (number < 1) return timeText(Math.round((number - Math.floor(number)) * DAY));
  const day = !is1904 && number < DAY_THAT_NEVER_WAS ? 1 : 0;
  const moment = new Date((is1904 ? FIRST_DAY_1904 : FIRST_DAY_1900) + Math.round((number + day) * DAY));
  const date = `${two(moment.getUTCDate())}/${two(moment.getUTCMonth() + 1)}/${String(moment.getUTCFullYear()).padStart(4, "0")}`;
  const time = [moment.getUTCHours(), moment.getUTCMinutes(), moment.getUTCSeconds()];
  return time.some((part) => part > 0) ? `${date} ${time.map(two).join(":")}` : date;
}

/**
 * Return a number that is a duration: days, hours, minutes and seconds.
 * @param {number} number
 * @returns {string}
 */
function textOfDuration(number) {
  const moment = Math.round(number * DAY);
  const days = Math.floor(moment / DAY);
  const time = timeText(moment - days * DAY).replace(/^0/, "");
  return days ? `${days} day${Math.abs(days) === 1 ? "" : "s"}, ${time}` : time;
}

/**
 * Return a time of the day, given in thousandths of a second.
 * @param {number} moment
 * @returns {string}
 */
function timeText(moment) {
  const seconds = Math.floor(moment / 1000) % 86_400;
  const text = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => two(Math.floor(part))).join(":");
  return moment % 1000 ? `${text}.${String(moment % 1000).padStart(3, "0")}000` : text;
}

/**
 * Return a date or time that a workbook has as a text, as it would be typed.
 * @param {string} text
 * @returns {string}
 */
function textOfIso(text) {
  const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]+)?)?$/.exec(text);
  if (!found) return text;
  const [, year, month, day, time = "00:00:00"] = found;
  return `${day}/${month}/${year}${time === "00:00:00" ? "" : ` ${time}`}`;
}

/**
 * Return a number with two digits.
 * @param {number} number
 * @returns {string}
 */
function two(number) {
  return String(number).padStart(2, "0");
}
