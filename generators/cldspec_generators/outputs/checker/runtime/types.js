/**
 * The types that several files share. They are for readers and for `tsc`; nothing here runs.
 *
 * A cell as a value: null for a blank, undefined for an unreadable cell, the position of an allowed value in its list, a date as
 * the number yyyymmdd, a number times ten to the power of its decimal places (a bigint if it may be too large), or a text.
 * @typedef {null | undefined | number | bigint | string} Value
 *
 * A row of values, one for each data item in template order. The compiled rules know what each of them is.
 * @typedef {any[]} Row
 *
 * A data item. `rules` has the positions of the rules about its cells, by what is wrong with a cell: unreadable, spelling, or a remark.
 * @typedef {object} Item
 * @property {string} id
 * @property {string} title
 * @property {"text" | "code" | "date" | "integer" | "decimal"} type
 * @property {string[] | null} values the allowed values
 * @property {Record<string, number> | null} spellings the position of the allowed value by each of its spellings, folded
 * @property {number} scale the decimal places
 * @property {boolean} isBig whether its numbers may be too large for a number of JavaScript
 * @property {string | null} pattern
 * @property {boolean} hasCheckDigit
 * @property {string[]} conforms examples of its format
 * @property {number | null} maxLength
 * @property {boolean} takesAnyText
 * @property {boolean} isIdentifier
 * @property {boolean} reportsErrors
 * @property {boolean} needsDigit
 * @property {string[]} fillers
 * @property {string} insteadOfBlankWord what to write instead of a word for nothing
 * @property {Record<string, number>} rules
 *
 * A rule.
 * @typedef {object} Rule
 * @property {string} id
 * @property {string} title
 * @property {Severity} severity
 * @property {string | null} item
 * @property {string} message
 * @property {string | null} needs the item that it only asks to be filled in
 * @property {[string[], string[]] | null} usual the suggestion to a row that differs from most rows: before and after the number of one
 *   of these; and before and after their value, and after the number
 * @property {string | null} check the quality check that it belongs to, which can be left out
 *
 * @typedef {"error" | "warning" | "information"} Severity
 *
 * A run of characters: the numbers of its first and its last.
 * @typedef {[number, number]} Characters
 *
 * @typedef {object} CellFacts
 * @property {Characters[]} spaces
 * @property {Characters[]} invisible
 * @property {Characters[]} lost
 * @property {Record<string, string>} characterNames
 * @property {Record<string, string>} plain
 * @property {Record<string, string>} lookAlikeNames
 * @property {string} lookAlikeInText
 * @property {string} lookAlikeInIdentifier
 * @property {string} formulaError
 * @property {string} withoutResult
 * @property {string} roundedNumber
 * @property {string[]} noValueWords
 * @property {string[]} unknownWords
 * @property {number} wholeDigits
 * @property {number} firstYear
 * @property {number} lastYear
 * @property {number} checkedDigits
 * @property {string} neverCalculated
 * @property {string} tooNarrow
 * @property {string} itHas
 * @property {{message: string, openedWrongly: string, savedOnAMac: string}} damagedLetters
 *
 * @typedef {object} TextFacts
 * @property {Characters[]} whiteSpace
 * @property {Characters[]} digits
 * @property {Record<string, string>} caseFolded
 * @property {Record<string, string>} sentences
 * @property {number} longestSuggested
 * @property {string[]} months
 * @property {[string, string][]} synonyms
 * @property {Record<string, string>} booleans
 * @property {number} mostInitials
 * @property {number} mostValuesWithInitials
 * @property {number} fewestOfBeginning
 * @property {number} shortWord
 * @property {number} longWord
 * @property {string} excelDay0
 * @property {number} firstExcelDay
 * @property {number} lastExcelDay
 *
 * How events of previous submissions are recognised, by positions of items, and what is said of them.
 * @typedef {object} SubmissionFacts
 * @property {number[][]} knownBy
 * @property {number[]} ofReturn
 * @property {number[]} compared
 * @property {number} few
 * @property {number} many
 * @property {Record<string, string>} messages
 * @property {Record<string, {title: string, severity: Severity, message: string}>} rules
 * @property {string} note
 *
 * What readers know about files; `file_facts.py` has the rest.
 * @typedef {object} FileFacts
 * @property {Record<string, {title: string, severity: Severity, message: string}>} formatRules
 * @property {Severity} ifUnknownColumn
 * @property {string} longRow
 * @property {Record<string, string>} oddRows
 * @property {number} mostCandidates
 * @property {number} faultyRowsListed
 * @property {string} total
 * @property {number} mostCellsOfTotal
 * @property {number[]} keysOfRows
 * @property {boolean[]} neededColumns by item
 * @property {number} lastHeaderRow
 * @property {number} maxColumns
 * @property {number} maxNameLength
 * @property {number} maxSuggestions
 * @property {string} aboutUnknownColumn
 * @property {Record<string, string>} separators their names in words
 * @property {number} maxCellLength
 * @property {number} maxLineLength
 * @property {number} beginning the bytes in which headers are looked for
 * @property {string} swallowed
 * @property {number} fewestSeparators
 * @property {number} byteCharacters
 * @property {number} alwaysAllowed
 * @property {number} maxExpansion
 * @property {{start: number[], kind: string, remedy: string}[]} otherKinds
 * @property {string[]} csvEndings
 * @property {string[]} workbookEndings
 * @property {number} maxArea
 * @property {{name: string, headers: string[], values: {item: number, values: string[]}[]}[]} laterReleases
 * @property {number} shareOfLater
 * @property {number} maxLaterTexts
 * @property {string} looksLater
 * @property {string} saysNothing
 *
 * @typedef {object} Specification
 * @property {string} title
 * @property {string} version
 * @property {string} label
 * @property {string} status
 * @property {Item[]} items
 * @property {Rule[]} rules
 * @property {Rule} vanished the rule that every event of a previous submission is in the latest one too
 * @property {Severity[]} severities highest first
 * @property {string[]} statuses
 * @property {{valid: string, blank: string, missing: string, invalid: string, notInFile: string}} validities
 * @property {CellFacts} cells
 * @property {TextFacts} texts
 * @property {FileFacts} files
 * @property {SubmissionFacts} submissions
 *
 * A rule about rows with the same values of some items. `item` is -1 where the rule is that there are no two such rows.
 * @typedef {{rule: number, item: number, blanks: boolean}} GroupRule
 *
 * The rules of a specification as functions.
 * @typedef {object} CompiledRules
 * @property {((r: Row, broken: (rule: number) => void) => void)[]} rows the rules about one row
 * @property {{items: number[], when: (r: Row) => boolean, rules: GroupRule[]}[]} keys the rules about rows with the same values of items
 * @property {{when: (r: Row) => boolean, rule: GroupRule}[]} whole the rules that all rows have the same value of an item
 * @property {((r: Row) => number)[]} statuses whether a row should have an item, as the position of a status
 * @property {number[]} statusOfItem the position in `statuses` for each item
 *
 * The row of headers: its number, its cells, and the index of each item's column, or -1.
 * @typedef {{number: number, cells: string[], columns: number[]}} Header
 *
 * A file of which the rows follow. Texts in Windows-1252 may have been saved on an older Mac.
 * @typedef {{name: string, description: string, header: Header, sheet?: string, notes?: string[], isWindows1252?: boolean}} FileStart
 *
 * @typedef {{name: string, description: string, headerRow: number, rows: number, notes: string[], sheet: string | null}} FileSummary
 *
 * A finding of a reader: about the file, or about a row as a whole. The severity is that of its rule by default.
 * @typedef {object} FileFinding
 * @property {string} rule
 * @property {number} row
 * @property {string} message
 * @property {string | null} [item]
 * @property {string | null} [suggestion]
 * @property {string | null} [value]
 * @property {Severity} [severity]
 *
 * @typedef {object} Finding
 * @property {string} file
 * @property {number} row
 * @property {string | null} item
 * @property {string} rule
 * @property {Severity} severity
 * @property {string} message
 * @property {string | null} suggestion
 * @property {string | null} value
 *
 * @typedef {{rule: string, title: string, severity: Severity, item: string | null, message: string, rows: number}} BrokenRule
 *
 * @typedef {object} Summary
 * @property {boolean} conforms
 * @property {number} rows
 * @property {number} rowsConforming
 * @property {Record<Severity, number>} rowsWith
 * @property {number} total the findings
 * @property {string} today
 * @property {FileSummary[]} files
 * @property {BrokenRule[]} brokenRules
 * @property {{item: string, cells: {status: string, validity: string, count: number}[]}[]} quality
 * @property {Cumulation | null} cumulation how the submission differs from previous ones
 *
 * @typedef {{added: number, changed: number, unchanged: number, vanished: number, merged: number, changed_by_item: Record<string, number>}} Cumulation
 *
 * @typedef {{rule?: string, item?: string | null, severity?: Severity, file?: string, row?: number}} Filter
 *
 * @typedef {{skip?: string[], today: string, showValues?: boolean}} CheckOptions
 */
