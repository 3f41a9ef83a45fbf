// What the page and its worker say to each other. Types only: no code.

/**
 * Which findings are asked for; a key that is left out asks for all. `item` is null for findings that are not about a single item.
 * @typedef {{severity?: Severity, rule?: string, item?: string | null, file?: string}} FindingFilter
 */

/**
 * What the page asks for: to check files as one submission (`today` is yyyy-mm-dd), or for `count` of the findings that match a
 * filter, from position `from` on. With a `row`, they begin with the page that has the first finding at this row or below it; the
 * filter names the file then.
 * @typedef {{type: "check", files: File[], previous: File[], sheet: string | null, today: string}} CheckRequest
 * @typedef {{type: "find", number: number, filter: FindingFilter, from: number, row: number | null, count: number, values: boolean}} FindRequest
 */

/**
 * What the worker answers. `sought` is the position among the findings given of the one that a row led to; -1 if there is none.
 * @typedef {{type: "progress", file: string, bytes: number, total: number, rows: number}} ProgressAnswer
 * @typedef {{type: "result", summary: Summary}} ResultAnswer
 * @typedef {{type: "refused", message: string, advice: string}} RefusedAnswer
 * @typedef {{type: "failed", detail: string}} FailedAnswer
 * @typedef {{type: "found", number: number, total: number, from: number, sought: number, findings: Finding[]}} FoundAnswer
 * @typedef {ProgressAnswer | ResultAnswer | RefusedAnswer | FailedAnswer | FoundAnswer} Answer
 */
