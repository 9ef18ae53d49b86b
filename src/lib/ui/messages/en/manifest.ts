import type {Messages} from '../messages.ts'

export const manifestEn: Messages = {
  'error.DMP_MANIFEST_UNREADABLE.what': 'the manifest {file} cannot be read: {reason}',
  'error.DMP_MANIFEST_UNREADABLE.why':
    'a manifest is a table with one line for each document: one JSON object a line (NDJSON, UTF-8) or, for a bulk run, a CSV file or an .xlsx workbook.',
  'error.DMP_MANIFEST_UNREADABLE.todo':
    'correct the file (column names: docs/guides/manifest.md) and run again; dmp batch map FILE shows how a table is read and proposes a mapping of its columns',
  'error.DMP_MANIFEST_UNREADABLE.reason.empty': 'it holds no line',
  'error.DMP_MANIFEST_UNREADABLE.reason.utf-16': 'it is in UTF-16',
  'error.DMP_MANIFEST_UNREADABLE.reason.array': 'it is a JSON array and not one object a line',
  'error.DMP_MANIFEST_UNREADABLE.reason.csv': 'it is a CSV table',
  'error.DMP_MANIFEST_UNREADABLE.reason.xls':
    'it is an old workbook (.xls) or one protected by a password: save it as .xlsx without a password',
  'error.DMP_MANIFEST_UNREADABLE.reason.xlsb': 'it is a binary workbook (.xlsb): save it as .xlsx',
  'error.DMP_MANIFEST_UNREADABLE.reason.ods': 'it is an OpenDocument workbook (.ods): save it as .xlsx',
  'error.DMP_MANIFEST_UNREADABLE.reason.pdf': 'it is a PDF',
  'error.DMP_MANIFEST_UNREADABLE.reason.no-workbook': 'it is an archive without a workbook',
  'error.DMP_MANIFEST_UNREADABLE.reason.encrypted': 'the archive is encrypted',
  'error.DMP_MANIFEST_UNREADABLE.reason.no-sheet': 'the workbook has no sheet',
  'error.DMP_MANIFEST_UNREADABLE.reason.sheet-absent':
    'the sheet asked for does not exist; sheets of the workbook: {columns}',
  'error.DMP_MANIFEST_UNREADABLE.reason.sheet-unnamed':
    'several sheets of the workbook are filled and none is named: {columns}; name the right one (--sheet, or source.sheet in the mapping), or hide the others',
  'error.DMP_MANIFEST_UNREADABLE.reason.no-header':
    'the header line is missing: the first line holds values already (or the header is on another line: source.header in the mapping)',
  'error.DMP_MANIFEST_UNREADABLE.reason.no-columns': 'no column is known; columns read: {columns}',
  'error.DMP_MANIFEST_UNREADABLE.reason.unknown-columns':
    'unknown columns: {columns} (map them by --mapping or --column, or prefix them with x_)',
  'error.DMP_MANIFEST_UNREADABLE.reason.header-twice': 'columns given twice: {columns}',
  'error.DMP_MANIFEST_LINE.what': '{file}, line {line}, column {field}: {reason}',
  'error.DMP_MANIFEST_LINE.why': 'this line was not sent; the other lines are not affected.',
  'error.DMP_MANIFEST_LINE.todo':
    'correct the line and run again with the same manifest: what was sent already does not leave again',
  'error.DMP_MANIFEST_LINE.what.patient': '{file}, field {field}: {reason}',
  'error.DMP_MANIFEST_LINE.why.patient': 'the patient file cannot be used as it is; nothing was done.',
  'error.DMP_MANIFEST_LINE.todo.patient':
    'correct this field of the patient file: JSON, the columns of the manifest (docs/guides/bulk.md)',
  'error.DMP_MANIFEST_LINE.reason.json': 'the line is not valid JSON',
  'error.DMP_MANIFEST_LINE.reason.encoding-mixed':
    'the line is UTF-8 in a file that is not: several exports were put end to end',
  'error.DMP_MANIFEST_LINE.reason.double-encoding':
    'accents were converted twice (Ã© for é): make the export anew',
  'error.DMP_MANIFEST_LINE.reason.foreign-encoding':
    'the accents are those of another encoding (DOS, Macintosh): make the export anew in UTF-8',
  'error.DMP_MANIFEST_LINE.reason.quote': 'a closing quote is followed by something other than the delimiter',
  'error.DMP_MANIFEST_LINE.reason.quote-open': 'a quote is opened and never closed',
  'error.DMP_MANIFEST_LINE.reason.columns': 'the line does not have as many cells as the header',
  'error.DMP_MANIFEST_LINE.reason.cell-error':
    'the cell holds no value that can be used (error of a formula, object)',
  'error.DMP_MANIFEST_LINE.reason.number-cell':
    'the cell is a number: leading zeros are lost; text format in the workbook, or pad: LENGTH in the mapping',
  'error.DMP_MANIFEST_LINE.reason.spreadsheet-number':
    'a spreadsheet turned this number into a rounded one (2.54E+14): digits are lost',
  'error.DMP_MANIFEST_LINE.reason.date-form': 'the date is not in the form declared for this column',
  'error.DMP_MANIFEST_LINE.reason.date-impossible': 'this date or time does not exist',
  'error.DMP_MANIFEST_LINE.reason.date-ambiguous':
    'this time came twice (end of summer time): give the offset',
  'error.DMP_MANIFEST_LINE.reason.date-two-digits': 'the year has two digits only',
  'error.DMP_MANIFEST_LINE.reason.date-serial':
    'it is a spreadsheet’s count of days: declare the form “excel” for this column if it is a date',
  'error.DMP_MANIFEST_LINE.reason.date-local':
    'the form of this date is not declared: section “dates” of the mapping (--mapping)',
  'error.DMP_MANIFEST_LINE.reason.day': 'a date YYYY-MM-DD is needed',
  'error.DMP_MANIFEST_LINE.reason.reveal-not-hidden':
    'reveal_due is given and the document is not hidden from the patient (invisible_patient)',
  'error.DMP_MANIFEST_LINE.reason.bulk-only':
    'send_after and reveal_due are for a bulk run only: dmp batch plan',
  'error.DMP_MANIFEST_LINE.reason.file-absent': 'the file does not exist',
  'error.DMP_MANIFEST_LINE.reason.file-near': 'the file does not exist under this name; there is {near}',
  'error.DMP_MANIFEST_LINE.reason.path-reserved': 'this name means a device on Windows',
  'error.DMP_MANIFEST_LINE.reason.ins-name': 'a name is empty',
  'error.DMP_MANIFEST_LINE.reason.ins-birth-date': 'the birth date is not a date',
  'error.DMP_MANIFEST_LINE.reason.ins-birth-place': 'the birth place is not a code',
  'error.DMP_MANIFEST_LINE.reason.not-object': 'the line is not a JSON object',
  'error.DMP_MANIFEST_LINE.reason.line-too-long': 'the line exceeds 1 MB',
  'error.DMP_MANIFEST_LINE.reason.encoding': 'the text is not valid UTF-8',
  'error.DMP_MANIFEST_LINE.reason.utf-16': 'the line is in UTF-16',
  'error.DMP_MANIFEST_LINE.reason.column-twice': 'a column is given twice',
  'error.DMP_MANIFEST_LINE.reason.unknown-column': 'unknown column (prefix x_ for a column of your own)',
  'error.DMP_MANIFEST_LINE.reason.number-not-text':
    'a number is given where a text in quotes is needed (leading zeros are lost)',
  'error.DMP_MANIFEST_LINE.reason.not-text': 'a text is needed',
  'error.DMP_MANIFEST_LINE.reason.one-line': 'the text must be one line, without control characters',
  'error.DMP_MANIFEST_LINE.reason.too-long': 'the text exceeds 1000 characters',
  'error.DMP_MANIFEST_LINE.reason.missing': 'a required value is missing',
  'error.DMP_MANIFEST_LINE.reason.missing-document':
    'a deletion names its document: document_id or source_id',
  'error.DMP_MANIFEST_LINE.reason.missing-patient': 'the patient is missing: ins and ins_oid, or ipp',
  'error.DMP_MANIFEST_LINE.reason.ipp-alone':
    'the INS is missing, and an IPP alone does not tell who the patient is: the identities file (--identities) gives the INS of each IPP, or the line carries it (ins, ins_oid and the six traits)',
  'error.DMP_MANIFEST_LINE.reason.traits-absent':
    'the six traits of the patient are missing (birth_name, first_given, given_names, birth_date, sex, birth_place): give them in the line, or in the identities file (--identities)',
  'error.DMP_MANIFEST_LINE.reason.flag': 'Y or N is needed',
  'error.DMP_MANIFEST_LINE.reason.integer': 'a whole number from 1 is needed',
  'error.DMP_MANIFEST_LINE.reason.action': 'submit, replace or delete is needed',
  'error.DMP_MANIFEST_LINE.reason.oid': 'an OID is needed',
  'error.DMP_MANIFEST_LINE.reason.ins-oid': 'it is not an OID of the INS',
  'error.DMP_MANIFEST_LINE.reason.sex': 'M or F is needed',
  'error.DMP_MANIFEST_LINE.reason.place': 'a five-character INSEE code is needed (99999 when unknown)',
  'error.DMP_MANIFEST_LINE.reason.date': 'a date YYYY-MM-DD, or a date-time with offset, is needed',
  'error.DMP_MANIFEST_LINE.reason.name-formula': 'it begins like a formula of a spreadsheet',
  'error.DMP_MANIFEST_LINE.reason.birth-date-future': 'nobody is born yet on this date',
  'error.DMP_MANIFEST_LINE.reason.birth-date-format': 'a date YYYY-MM-DD is needed',
  'error.DMP_MANIFEST_LINE.reason.birth-date-impossible': 'this date does not exist',
  'error.DMP_MANIFEST_LINE.reason.code': 'a code is needed',
  'error.DMP_MANIFEST_LINE.reason.structure': 'a structure identifier is needed (1 + FINESS, or 3 + SIRET)',
  'error.DMP_MANIFEST_LINE.reason.event-codes': 'pairs system:code separated by a blank are needed',
  'error.DMP_MANIFEST_LINE.reason.confidentiality': 'N is needed',
  'error.DMP_MANIFEST_LINE.reason.restricted':
    'a restricted document (R, V) is not shared: for a person to decide',
  'error.DMP_MANIFEST_LINE.reason.sha256': 'a SHA-256 of 64 hexadecimal digits is needed',
  'error.DMP_MANIFEST_LINE.reason.path-absolute': 'the path must be relative to the manifest’s folder',
  'error.DMP_MANIFEST_LINE.reason.path-outside': 'the path leaves the manifest’s folder',
  'error.DMP_MANIFEST_LINE.reason.path-characters': 'the path holds a control character',
  'error.DMP_MANIFEST_LINE.reason.path-empty': 'the path names no file',
  'error.DMP_MANIFEST_LINE.reason.not-qualified':
    'the identity is not stated as qualified (QUAL or QUALIFIEE)',
  'error.DMP_MANIFEST_LINE.reason.traits-incomplete':
    'the six strict traits are given together or not at all',
  'error.DMP_MANIFEST_LINE.reason.visibility':
    'visibility is neither in the line nor stated for the whole manifest',
  'error.DMP_MANIFEST_LINE.reason.visibility-partial': 'the three visibility columns are given together',
  'error.DMP_MANIFEST_LINE.reason.delete-elsewhere':
    'a deletion is not asked for in a manifest: dmp document delete',
  'error.DMP_MANIFEST_LINE.reason.own-ids':
    'this identifier is given to a document when it is built; remove the column (it is for a CDA only, which already bears it)',
  'error.DMP_MANIFEST_LINE.reason.replaces-submit': 'replaces goes with action replace, and action is submit',
  'error.DMP_MANIFEST_LINE.reason.source-id-twice': 'this source_id is already on line {first}',
  'error.DMP_MANIFEST_LINE.reason.ins-empty': 'INS number refused: it is empty',
  'error.DMP_MANIFEST_LINE.reason.ins-spreadsheet':
    'INS number refused: a spreadsheet turned it into a rounded number, its last digits are lost',
  'error.DMP_MANIFEST_LINE.reason.ins-full-width':
    'INS number refused: it is written in full-width digits, type it again',
  'error.DMP_MANIFEST_LINE.reason.ins-characters':
    'INS number refused: it holds something other than digits and letters',
  'error.DMP_MANIFEST_LINE.reason.ins-length': 'INS number refused: it does not have 15 characters',
  'error.DMP_MANIFEST_LINE.reason.ins-no-key':
    'INS number refused: it has 13 characters only: the two-digit key is missing',
  'error.DMP_MANIFEST_LINE.reason.ins-provisional':
    'INS number refused: it is a provisional number (NNP), not an INS number',
  'error.DMP_MANIFEST_LINE.reason.ins-migrant':
    'INS number refused: it is a temporary migrant number, not an INS number',
  'error.DMP_MANIFEST_LINE.reason.ins-old-ins':
    'INS number refused: it is a former calculated identifier (INS-C or INS-A), withdrawn in 2021',
  'error.DMP_MANIFEST_LINE.reason.ins-structure':
    'INS number refused: its characters do not form an INS number (a letter is allowed in position 7 only, for Corsica)',
  'error.DMP_MANIFEST_LINE.reason.ins-key':
    'INS number refused: its key does not match its first 13 characters: at least one character is wrong',
}
