/** A name of a column as it is compared: one form of accents, line ends and blanks made one blank. */
export function headerName(cell: string): string {
  return cell.normalize('NFC').replace(/\s+/gu, ' ').trim()
}

/** A matricule, a date or a document: what a row holds and no name of a column is. */
const VALUE = /^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?:\D|$)|\.(?:pdf|rtf|tiff?|jpe?g|txt|xml)$/i

/** Is this a row and not a header? Its cells are then somebody's, and are shown nowhere. */
export function isRow(header: readonly string[]): boolean {
  return header.some((cell) => VALUE.test(cell) || /\d{12}/.test(cell.replace(/[\s.]+/g, '')))
}
