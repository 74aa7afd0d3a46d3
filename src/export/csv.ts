/** Rows of CSV that a spreadsheet opens as they are. https://www.rfc-editor.org/rfc/rfc4180 */

export type Cell = string | number | boolean | null;

/** Begins a file, so that spreadsheets take it for UTF-8. */
export const byteOrderMark = '\ufeff';

/** One row with its line end. Null is an empty cell. */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe in front:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
