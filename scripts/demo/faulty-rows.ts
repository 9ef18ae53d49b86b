/** Documents that must not get through, one fault each. */
import {pdfA1b, sampleJpeg, sampleText} from '../../test/support/sample-bodies.ts'
import {type Draft, documentColumns, type Row} from './backlog.ts'
import type {DemoPatient} from './patients.ts'
import {level1Cda} from './ready-cda.ts'

/** The start of a Word document: a ZIP archive whose first member says so. */
function docx(): Uint8Array {
  const name = '[Content_Types].xml'
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, Buffer.from(name), Buffer.alloc(64)])
}

/** The same matricule with another key. */
function wrongKey(matricule: string): string {
  const key = Number(matricule.slice(13))
  return matricule.slice(0, 13) + String((key % 97) + 1).padStart(2, '0')
}

type State = 'refused' | 'invalid' | 'duplicate'

export function faultyRows(of: (key: string) => DemoPatient): Draft[] {
  const fault = (
    name: string,
    expected: State,
    change: (row: Row) => Row = (row) => row,
    patient = 'active-linked-3',
    body: {bytes: Uint8Array | string; extension: string} = {bytes: sampleText(name), extension: 'txt'},
  ): Draft => {
    const file = `faults/${name}.${body.extension}`
    const row = change(documentColumns(of(patient), file, '11488-4', 'Consultation'))
    return {file, bytes: body.bytes, row: {...row, x_expect: expected, x_case: name}}
  }
  const pdf = (bytes: Uint8Array) => ({bytes, extension: 'pdf'})
  const same = (row: Row) => row
  const ready = (row: Row): Row => ({
    file: row['file'] ?? '',
    source_id: row['source_id'] ?? '',
    identity_status: 'QUAL',
  })
  const header = level1Cda(of('active-linked-3'), 'Consultation', 'Texte inventé.').text
  return [
    fault('dmp-closed-by-patient', 'refused', same, 'closed-by-patient'),
    fault('dmp-closed-after-death', 'refused', same, 'closed-after-death'),
    fault('no-dmp', 'refused', same, 'none'),
    fault('ins-wrong-key', 'invalid', (row) => ({...row, ins: wrongKey(row['ins'] ?? '')})),
    fault('identity-not-qualified', 'invalid', (row) => ({...row, identity_status: 'VALI'})),
    fault('type-code-unknown', 'invalid', (row) => ({...row, type_code: '99999-9'})),
    fault('date-missing', 'invalid', ({document_date: _, ...row}) => row),
    fault('column-unknown', 'invalid', (row) => ({...row, patient_name: 'colonne inconnue'})),
    fault('restricted', 'invalid', (row) => ({...row, confidentiality: 'R'})),
    fault('adult-hidden-from-representatives', 'invalid', (row) => ({
      ...row,
      masque_ps: 'N',
      invisible_patient: 'N',
      invisible_rep_legaux: 'Y',
    })),
    fault('pdf-truncated', 'invalid', same, 'active-linked-3', pdf(pdfA1b('truncated').slice(0, 400))),
    fault('word-named-pdf', 'invalid', same, 'active-linked-3', pdf(docx())),
    fault('jpeg-named-pdf', 'invalid', same, 'active-linked-3', pdf(sampleJpeg('misnamed'))),
    fault('empty', 'invalid', same, 'active-linked-3', {bytes: '', extension: 'txt'}),
    fault('cda-without-title', 'invalid', ready, 'active-linked-3', {
      bytes: header.replace(/<title>.*?<\/title>/, ''),
      extension: 'xml',
    }),
    fault('cda-doctype', 'invalid', ready, 'active-linked-3', {
      bytes: header.replace('<ClinicalDocument', '<!DOCTYPE ClinicalDocument>\n<ClinicalDocument'),
      extension: 'xml',
    }),
    fault('same-file-twice', 'duplicate', same, 'active-linked', pdf(pdfA1b('active-linked pdfa'))),
    fault('same-file-one-patient', 'invalid', same, 'active-linked-3', pdf(pdfA1b('two patients'))),
    fault('same-file-other-patient', 'invalid', same, 'active-linked-4', pdf(pdfA1b('two patients'))),
  ]
}
