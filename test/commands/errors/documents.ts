import {writeFileSync} from 'node:fs'
import {basename} from 'node:path'
import {patientColumns} from '../../support/feeding.ts'
import {runJson} from '../../support/program.ts'
import {MINIMAL} from '../../unit/config/profile-folder.ts'
import type {Scenarios} from './stage.ts'

const strange = '2.25.987654321'

export const documents: Scenarios = {
  DMP_XML_REFUSED: (stage) => {
    const desk = stage.desk()
    const file = desk.write(
      'x.xml',
      '<!DOCTYPE ClinicalDocument [<!ENTITY e "x">]><ClinicalDocument>&e;</ClinicalDocument>',
    )
    return desk.attempt(['document', 'locate', '--cda', file])
  },
  DMP_CDA_UNREADABLE: (stage) => {
    const desk = stage.desk()
    return desk.attempt(['document', 'locate', '--cda', desk.write('x.xml', '<other/>')])
  },
  DMP_CDA_INPUT_INVALID: (stage) => {
    const desk = stage.desk()
    return desk.attempt(['document', 'submit', ...desk.document(), '--title', 'a\u0001b'])
  },
  DMP_DOCUMENT_INVALID: (stage) => {
    const desk = stage.desk()
    const [, ...rest] = desk.document()
    return desk.attempt(['document', 'submit', desk.write('cut.pdf', '%PDF-1.7\n%cut'), ...rest])
  },
  DMP_VALUESET_UNUSABLE: (stage) => {
    const desk = stage.desk()
    desk.write('state/valuesets/J59.json', '{"not": "a value set"')
    return desk.submit()
  },
  DMP_SCHEMA_PACK_UNUSABLE: (stage) => {
    const desk = stage.desk()
    return desk.submit({DMP_SCHEMA_PACK: desk.path('no-pack')})
  },
  DMP_MANIFEST_UNREADABLE: (stage) => {
    const desk = stage.desk()
    const manifest = desk.write('manifest.ndjson', new Uint8Array([0xff, 0xfe, 0, 0x80, 0x81]))
    return desk.attempt(['document', 'submit', '--manifest', manifest, '--visible'])
  },
  DMP_MANIFEST_LINE: (stage) => {
    const desk = stage.desk()
    const patient = desk.patient('active-linked', {nonsense: 'x'})
    return desk.attempt(['patient', 'status', '--patient', patient])
  },

  DMP_CODE_UNKNOWN: (stage) => {
    const desk = stage.desk()
    return desk.attempt(['document', 'submit', ...desk.document(), '--facility', 'NOSUCH'])
  },
  DMP_HOMOLOGATION_MISSING: (stage) => {
    const test = MINIMAL.replace('environment: sandbox', 'environment: test').replace(
      '127.0.0.1:8443',
      'dmp.invalid',
    )
    return stage.empty().profile(`${test}ids: {oidRoot: 2.25.4711}\n`, 'p').status({DMP_PROFILE: 'p'})
  },
  DMP_ALREADY_SENT: async (stage) => {
    const desk = stage.desk()
    const args = desk.document()
    await desk.accepted(args)
    return desk.attempt(['document', 'submit', ...args])
  },
  DMP_NUMBER_KNOWN: async (stage) => {
    const desk = stage.desk()
    const number = ['--source-id', 'DOC-NUMBERED']
    await desk.accepted([...desk.document(), ...number])
    return desk.attempt(['document', 'submit', ...desk.document(), ...number, '--again'])
  },
  DMP_SAME_BYTES_OTHER_PATIENT: async (stage) => {
    const desk = stage.desk()
    const [file = '', ...rest] = desk.document()
    await desk.accepted([file, ...rest])
    const [, ...other] = desk.document('active-linked-2')
    return desk.attempt(['document', 'submit', file, ...other])
  },
  DMP_HELD: async (stage) => {
    const desk = stage.desk()
    const args = desk.document()
    const uniqueId = await desk.accepted(args)
    const wrong = ['--reason', 'wrong-patient', '--yes', '--confirm', uniqueId]
    const {runJson} = await import('../../support/program.ts')
    await runJson(['document', 'delete', uniqueId, ...wrong, '--receipt', desk.path('r.json')], desk)
    return desk.attempt(['document', 'submit', ...args, '--again'])
  },
  DMP_HOLD_UNKNOWN: (stage) => stage.desk().attempt(['batch', 'hold', 'lift', 'source_id', 'DOC-NOSUCH']),
  DMP_SOURCE_CHANGED: async (stage) => {
    const desk = stage.desk()
    const [file = '', ...rest] = desk.document().filter((word) => word !== '--visible')
    const uniqueId = await desk.accepted([file, ...rest, '--hide-from-patient'])
    writeFileSync(file, 'Another text\n')
    const yes = ['--to', 'patient', '--yes', '--confirm', uniqueId]
    return desk.attempt(['document', 'reveal', uniqueId, ...yes])
  },
  DMP_REPLACEMENT_REFUSED: async (stage) => {
    const desk = stage.desk()
    const [file = '', ...rest] = desk.document()
    const uniqueId = await desk.accepted([file, ...rest])
    return desk.attempt(['document', 'replace', uniqueId, '--file', file, ...rest])
  },
  DMP_REFERENCE_UNCLEAR: (stage) => stage.desk().attempt(['document', 'locate', '--venue', 'V-NOSUCH']),
  DMP_DOCUMENT_NOT_FOUND: (stage) => {
    const desk = stage.desk()
    const patient = ['--patient', desk.patient()]
    return desk.attempt(['document', 'delete', strange, '--reason', 'mistake', ...patient])
  },
  DMP_DELETION_IMPOSSIBLE: async (stage) => {
    const desk = stage.desk()
    const uniqueId = await desk.accepted(desk.document())
    const args = ['document', 'delete', uniqueId, '--reason', 'mistake', '--yes', '--confirm', uniqueId]
    const {runJson} = await import('../../support/program.ts')
    await runJson([...args, '--receipt', desk.path('r.json')], desk)
    return desk.attempt(args)
  },

  DMP_INS_INVALID: (stage) => {
    const desk = stage.desk()
    return desk.attempt(['patient', 'status', '--ins', `@${desk.write('ins.txt', '123\n')}`])
  },
  DMP_INS_ENVIRONMENT: (stage) => {
    const desk = stage.desk()
    const patient = desk.patient('active-linked', {ins_oid: '1.2.250.1.213.1.4.8'})
    return desk.attempt(['patient', 'status', '--patient', patient])
  },
  DMP_DATAMATRIX_TRAIT: (stage) => {
    const desk = stage.desk()
    const patient = desk.patient('active-linked', {birth_name: 'ESSAI 2'})
    return desk.attempt([
      'ins',
      'datamatrix',
      'encode',
      '--patient',
      patient,
      '--output',
      desk.path('ins.png'),
    ])
  },
  DMP_IDENTITY_NOT_QUALIFIED: (stage) => {
    const desk = stage.desk()
    const [file = '', , , ...rest] = desk.document()
    const patient = desk.patient('active-linked', {identity_status: undefined})
    return desk.attempt(['document', 'submit', file, '--patient', patient, ...rest])
  },
  DMP_VISIBILITY_NOT_STATED: (stage) => {
    const desk = stage.desk()
    return desk.attempt(['document', 'submit', ...desk.document().filter((word) => word !== '--visible')])
  },
  DMP_VISIBILITY_FORBIDDEN: (stage) => {
    const desk = stage.desk()
    return desk.attempt(['document', 'submit', ...desk.document(), '--hide-from-patient'])
  },
  DMP_PATIENT_CLOSED: (stage) => {
    const desk = stage.desk()
    return desk.attempt(['document', 'submit', ...desk.document('closed-by-patient')])
  },
  async DMP_CLOSED_MEANWHILE(stage) {
    const desk = stage.desk()
    const document = desk.document('closed-by-patient')
    const dated = {type_code: '11488-4', document_date: '2026-03-02'}
    const file = basename(document[0] ?? '')
    const row = {file, ...patientColumns('closed-by-patient'), ...dated}
    const manifest = desk.write('files/closed.ndjson', `${JSON.stringify(row)}\n`)
    const env = {...desk.env, DMP_UNKNOWN_RECHECK_AFTER: '1ms'}
    const {answer} = await runJson(['batch', 'plan', manifest, '--visible', '--settle', '0'], {env})
    await stage.box.control('cut-before-commit,times=1,service=repository')
    const sent = await runJson(['batch', 'submit', answer.data.batchId], {env})
    if (sent.answer.data?.account?.held !== 1) throw new Error(JSON.stringify([answer, sent.answer]))
    await stage.box.control()
    return desk.attempt(['document', 'submit', ...document])
  },
  DMP_PATIENT_NONE: (stage) => {
    const desk = stage.desk()
    return desk.attempt(['document', 'submit', ...desk.document('none')])
  },
}
