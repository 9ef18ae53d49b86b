/** A name of a column as it is compared: one form of accents, line ends and blanks made one blank. */
export function headerName(cell: string): string {
  return cell.normalize('NFC').replace(/\s+/gu, ' ').trim()
}
