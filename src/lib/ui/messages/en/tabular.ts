import type {Messages} from '../messages.ts'

/** Tables, mappings and identities files; reasons and repairs of records of a bulk plan. */
export const tabularEn: Messages = {
  'error.DMP_MAPPING_INVALID.what': 'mapping {file}, line {line}, {field}: {reason}',
  'error.DMP_MAPPING_INVALID.why':
    'the mapping says which column of the export means what; a fault in it would repeat in every row, so nothing was read.',
  'error.DMP_MAPPING_INVALID.todo':
    'correct the mapping and run again; dmp batch map FILE proposes one and shows ten decoded rows (dmp stats map for figures)',
  'error.DMP_MAPPING_INVALID.reason.yaml': 'it is not plain YAML (texts, lists and sections; each name once)',
  'error.DMP_MAPPING_INVALID.reason.size': 'the file is too large for a mapping',
  'error.DMP_MAPPING_INVALID.reason.unknown-key': 'unknown key in this place',
  'error.DMP_MAPPING_INVALID.reason.text': 'a text is needed',
  'error.DMP_MAPPING_INVALID.reason.map': 'pairs “name: value” are needed',
  'error.DMP_MAPPING_INVALID.reason.list': 'a list is needed',
  'error.DMP_MAPPING_INVALID.reason.column': 'it is not a column of the manifest',
  'error.DMP_MAPPING_INVALID.reason.column-absent': 'this column is not in the file',
  'error.DMP_MAPPING_INVALID.reason.column-twice': 'this column is in the file twice: rename one',
  'error.DMP_MAPPING_INVALID.reason.template': 'the braces do not make a column name',
  'error.DMP_MAPPING_INVALID.reason.date-form':
    'the form of date is not understood (day: dd, month: MM, year: yyyy, hour: HH, minutes: mm, seconds: ss; or excel)',
  'error.DMP_MAPPING_INVALID.reason.zone': 'unknown time zone (for example Europe/Paris)',
  'error.DMP_MAPPING_INVALID.reason.length': 'a length from 1 to 99 is needed',
  'error.DMP_MAPPING_INVALID.reason.version': 'version 1 is needed',
  'error.DMP_MAPPING_INVALID.reason.value': 'this value is not allowed here',
  'error.DMP_MAPPING_INVALID.reason.twice': 'the name is given twice',
  'error.DMP_MAPPING_INVALID.reason.flag': '--column needs name=COLUMN',
  'error.DMP_MAPPING_INVALID.reason.flag-field':
    'FIELD=HEADER is needed (period, finess, type, indicator, software, environment, count)',
  'error.DMP_MAPPING_INVALID.reason.pattern': 'this is no regular expression',
  'error.DMP_MAPPING_INVALID.reason.pattern-heavy':
    'this expression might never end (nested repetition, reference back or too many repetitions): write the header out',
  'error.DMP_MAPPING_INVALID.reason.pattern-long': 'this expression is too long (200 characters at most)',
  'batch.reason.type-unmapped': 'type “{label}” has no code: declare it in section “types” of the mapping',
  'batch.reason.unit-unmapped': 'unit {unit} is not in the mapping',
  'batch.reason.unit-near': 'unit {unit} is not in the mapping; {near} is (zeros lost?)',
  'batch.reason.status-held': 'status “{status}” at the source: for a person to decide',
  'batch.reason.status-unknown': 'status “{status}” at the source, without a rule in the mapping',
  'batch.reason.status-absent': 'the source does not say the status of the document',
  'batch.reason.status-refused': 'status “{status}” at the source: not to be sent',
  'batch.reason.restricted': 'restricted document (R or V): for a person to decide',
  'batch.reason.hidden-row': 'the row is hidden in the sheet',
  'batch.reason.file-twice': 'two files of the disk bear this name, save for the form of accents',
  'batch.reason.repeated-header': 'the header is repeated',
  'batch.reason.total-line': 'line of a total',
  'batch.reason.identity-absent': 'this IPP is not in the identities file and the row gives no INS',
  'batch.reason.identity-near': 'this IPP is not in the identities file; another is, save for leading zeros',
  'batch.reason.identity-disagrees': 'the row and the identities file do not say the same ({field})',
  'batch.reason.identity-former-ins':
    'this INS is a former number of the patient by the identities file: make the document again under the current INS',
  'batch.reason.identity-faulty': 'the line of this IPP in the identities file is faulty',
  'batch.reason.identity-two-ins': 'the identities file gives this IPP two INS',
  'batch.reason.identity-two-ipp': 'the identities file gives this INS to two IPP (duplicate or collision)',
  'batch.reason.identity-two-traits': 'the identities file gives this IPP two sets of traits',
  'batch.reason.identity-sex': 'the sex in the identities file contradicts the first digit of the number',
  'batch.reason.identity-parent':
    'the INS number of this IPP is that of a person 12 to 60 years older: probably a parent’s',
  'batch.reason.identity-merged': 'this IPP was merged into another one: nothing goes under it any more',
  'batch.reason.identity-environment': 'the OID of this INS is not that of the environment',
  'batch.reason.identity-not-qualified': 'the identities file does not state this identity as qualified',
  'batch.repair.bom': 'byte order mark removed',
  'batch.repair.from-windows-1252': 'file read as windows-1252',
  'batch.repair.from-utf-16le': 'file read as UTF-16',
  'batch.repair.from-utf-16be': 'file read as UTF-16',
  'batch.repair.title-lines': 'lines above the header passed over',
  'batch.repair.excel-text': 'spreadsheet wrapper ="…" removed',
  'batch.repair.nfc': 'accents put into their composed form',
  'batch.repair.blanks': 'blanks removed from the INS number',
  'batch.repair.number-cell': 'number read from a number cell, digit for digit',
  'batch.repair.padded': 'leading zeros restored up to the declared length',
  'batch.repair.key-padded': 'leading zero of the key restored',
  'batch.repair.date-form': 'date read in the declared form',
  'command.batch.map.summary': 'reads a table, proposes a mapping of its columns and shows ten decoded rows',
  'command.batch.map.description':
    'CSV, .xlsx workbook or NDJSON: encoding, delimiter and header are found, columns recognised by name or content. The output is itself the mapping file (all else in it is a comment). INS and traits are masked; nothing is sent or journalled.',
  'arg.map-file': 'the table to read',
  'flag.map-mapping': 'try this mapping instead of proposing one',
  'flag.map-column': 'one column: canonical name=name in the source; may be repeated',
  'flag.map-sheet': 'sheet of the workbook (the first visible one by default)',
  'flag.map-identities': 'the table is an identities file IPP → INS',
  'flag.map-rows': 'decoded rows to show',
  'flag.map-output': 'file to write the proposed mapping to',
  'flag.map-force': 'overwrite this file',
  'map.file': '{file}: {kind}',
  'map.kind.csv': 'CSV',
  'map.kind.xlsx': '.xlsx workbook',
  'map.kind.ndjson': 'NDJSON',
  'map.encoding': 'encoding: {encoding}',
  'map.delimiter': 'delimiter: {delimiter}',
  'map.tab': 'tab',
  'map.header': 'header: line {line}',
  'map.sheet': 'sheet: {sheet} (sheets of the workbook: {sheets})',
  'map.looked': 'records looked at: {count}',
  'map.source': 'source column',
  'map.canonical': 'taken for',
  'map.alone': '(left alone)',
  'map.line': 'line',
  'map.rows': 'first {count} rows, decoded (INS and traits masked):',
  'map.row-remark': '  line {line}: {remark}',
  'map.doubts': 'To check or to decide:',
  'map.written': 'mapping written to {file}.',
  'map.next': 'Read and complete the mapping, then try it: dmp batch map FILE --mapping MAPPING',
  'map.next-identities':
    'Read it over, put this section identities into the mapping that dmp batch plan is given, then try it: dmp batch map FILE --identities --mapping MAPPING',
  'map.doubt.traits-missing':
    'without the six traits, a document that is no CDA cannot be built; missing: {columns}',
  'map.doubt.name-as-used':
    '{name} is taken for the used name (used_name); if it is the birth name, write birth_name',
  'map.doubt.foreign-lines': '{count} lines are in another encoding than the file; they will be refused',
  'map.doubt.title-lines': '{count} lines above the header are passed over',
  'map.doubt.two-columns': '{name} could also be {column}; {kept} was taken',
  'map.doubt.by-content': '{name} is taken for {column} by its content',
  'map.doubt.types':
    '{count} local types to be tied to a type code (section types); without a code their documents wait',
  'map.doubt.status': 'statuses of documents: say which go (accept), wait (hold) or stay (refuse)',
  'map.doubt.ins-oid': 'the OID of the INS is not in the table: give it as a default (defaults: ins_oid)',
  'map.doubt.identity-status':
    'nothing says that identities are qualified: column identity_status, or an identities file',
  'map.doubt.no-file': 'no column names the files (file)',
  'map.doubt.no-patient': 'no column names the patient (ipp or ins)',
  'map.doubt.visibility': 'visibility is not in the table: state it for the whole run (--visible…)',
  'map.doubt.dates-mixed': '{count} dates of {name} are not in the proposed form',
  'map.doubt.dates-order': 'in {name}, day and month could change places: no day seen is beyond 12',
  'map.doubt.dates-excel': '{name} holds a spreadsheet’s counts of days, read as dates',
  'map.doubt.numbers-lost':
    '{name}: {count} numbers in scientific notation, lost; make the export anew with this column as text',
  'map.doubt.zeros-lost':
    '{name}: lengths from {shortest} to {longest} and never a leading zero; lost? (section pad when the length is fixed)',
  'map.doubt.paths':
    'paths begin with {prefix}, taken off: files are looked for below the folder of the table (paths: root)',
  'warning.identities-faulty':
    'identities file {file}: {count} faulty lines (the first: line {line}, {field}: {reason}); their patients wait',
  'warning.identities-unusual':
    'identities file {file}: {count} remarks (year, month or place of birth that do not follow the number)',
  'warning.identities-old':
    'identities file {file}: {count} identities checked more than {days} days ago; check them again by INSi',
  'warning.identities.identity-two-ins':
    'identities file {file}: {count} IPP with two INS; their documents wait',
  'warning.identities.identity-two-ipp':
    'identities file {file}: {count} IPP that share an INS (duplicates or collisions); their documents wait',
  'warning.identities.identity-two-traits':
    'identities file {file}: {count} IPP with two sets of traits; their documents wait',
  'warning.identities.identity-sex':
    'identities file {file}: {count} patients whose sex contradicts the number; their documents wait',
  'warning.identities.identity-parent':
    '{file}: {count} patient(s) bear an INS number that is probably a parent’s: their documents wait',
  'warning.identities.identity-merged': '{file}: {count} IPP merged into another one: their documents wait',
  'warning.identities.identity-environment':
    'identities file {file}: {count} INS of another environment; their documents wait',
  'warning.identities.identity-not-qualified':
    'identities file {file}: {count} identities that are not qualified; their documents wait',
}
