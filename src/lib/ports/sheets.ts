import type {Table} from '../tabular/tabular.ts'

/** Workbooks of a spreadsheet (`.xlsx`): archives of XML, read as they come. */
export interface Sheets {
  /**
   * One sheet as a table, its first row with the most usual number of cells taken as the header.
   * @param sheet its name; otherwise the first visible one, the facts telling the others that could be meant
   * @throws DmpError DMP_MANIFEST_UNREADABLE {file, reason}, DMP_XML_REFUSED, DMP_FILE_UNREADABLE
   */
  open(
    path: string,
    wish: {readonly sheet?: string; readonly headerLine?: number},
    signal: AbortSignal,
  ): Promise<Table>
}
