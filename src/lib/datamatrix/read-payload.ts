import {DmpError} from '../errors/dmp-error.ts'
import {readBirthDate} from '../ins/birth-date.ts'
import {coherenceFindings, isPlaceCode} from '../ins/coherence.ts'
import {insOids, isInsOid} from '../ins/ins-oids.ts'
import {inspectMatricule} from '../ins/matricule.ts'
import {nameFault} from '../ins/names.ts'
import type {Matricule} from '../ins/patient-identity.ts'
import {
  type BlockId,
  blockForms,
  blockIds,
  type CodeKind,
  type DatamatrixFinding,
  type PayloadReading,
  type ReadIdentity,
  SEPARATOR,
} from './payload.ts'
import {untype} from './typed-text.ts'
import {walkBlocks} from './walk-blocks.ts'

type Values = ReadonlyMap<BlockId, string>
type Member = [keyof ReadIdentity, string]

const wrong = (block: BlockId, fault: string): DatamatrixFinding => ({
  rule: 'DATAMATRIX-VALUE',
  severity: 'error',
  params: {block, fault},
})

const isFictitious = (oid: string | undefined) => oid === insOids.test || oid === insOids.demonstration

/** A wrong key is an error on paper, and a remark for test people: published ones have some. */
function matriculeOf(value: string, oid: string | undefined): string | DatamatrixFinding {
  try {
    const {matricule, keyIsRight} = inspectMatricule(value)
    if (matricule !== value) return wrong('S1', 'structure')
    return keyIsRight || isFictitious(oid) ? matricule : wrong('S1', 'key')
  } catch (error) {
    if (error instanceof DmpError) return wrong('S1', 'structure')
    throw error
  }
}

function dateOf(value: string): string | DatamatrixFinding {
  const [, day, month, year] = /^(\d{2})-(\d{2})-(\d{4})$/.exec(value) ?? []
  const digits = `${year}${month}${day}`
  return year !== undefined && typeof readBirthDate(digits) === 'object' ? digits : wrong('S6', 'date')
}

const names = (block: 'S3' | 'S4', value: string) => {
  const fault = nameFault(value, block === 'S3' ? 'given' : 'birth-name')
  return fault ? wrong(block, 'name') : value
}

const readers: Readonly<Record<BlockId, (value: string, values: Values) => string | DatamatrixFinding>> = {
  S1: (value, values) => matriculeOf(value, values.get('S2')),
  S2: (value) => (isInsOid(value) ? value : wrong('S2', 'oid')),
  S3: (value) => names('S3', value),
  S4: (value) => names('S4', value),
  S5: (value) => (value === 'M' || value === 'F' ? value : wrong('S5', 'sex')),
  S6: dateOf,
  S7: (value) => (isPlaceCode(value) ? value : wrong('S7', 'place')),
}

const members: Readonly<Record<BlockId, keyof ReadIdentity>> = {
  S1: 'matricule',
  S2: 'oid',
  S3: 'givenNames',
  S4: 'birthName',
  S5: 'sex',
  S6: 'birthDate',
  S7: 'birthPlace',
}

function kindOf(text: string, aim: string | undefined): CodeKind {
  if (/^IS/.test(text)) return 'ins'
  if (/^DC\d\d/.test(text)) return '2d-doc'
  if (aim === 'd2' || /^(?:\(01\)\d{14}|01\d{14})/.test(text.replace(SEPARATOR, ''))) return 'gs1'
  return 'other'
}

/** What the whole identity says against itself, once everything was read. */
function doubts(identity: ReadIdentity): DatamatrixFinding[] {
  const {matricule, oid, givenNames, birthName, sex, birthDate, birthPlace} = identity
  const findings: DatamatrixFinding[] = []
  if (isFictitious(oid))
    findings.push({rule: 'DATAMATRIX-TEST-OID', severity: 'warning', params: {oid: oid ?? ''}})
  if (!matricule) return findings
  if (isFictitious(oid) && !inspectMatricule(matricule).keyIsRight)
    findings.push({rule: 'DATAMATRIX-TEST-KEY', severity: 'warning', params: {}})
  const born = readBirthDate(birthDate ?? '')
  if (givenNames === undefined || birthName === undefined || sex === undefined || typeof born === 'string')
    return findings
  const firstGiven = givenNames.split(' ')[0] ?? ''
  const traits = {
    givenNames,
    birthName,
    firstGiven,
    sex,
    birthDate: born.day,
    birthPlace: birthPlace ?? '99999',
  }
  return [...findings, ...coherenceFindings(matricule as Matricule, traits)]
}

/**
 * Understands what a scanner typed or a reader of images found. Never throws for a bad text: what is wrong is a
 * finding, and what could be read is given all the same.
 */
export function readPayload(raw: string): PayloadReading {
  const {text, aim, findings: typed} = untype(raw)
  const kind = kindOf(text, aim)
  if (kind !== 'ins') {
    const other = {rule: 'DATAMATRIX-OTHER-CODE', severity: 'error', params: {kind}} as const
    return {kind, identity: {}, findings: [...typed, other], text, printed: new Map()}
  }
  const {values, findings: walked} = walkBlocks(text)
  const read: Member[] = []
  const faults: DatamatrixFinding[] = []
  for (const [id, value] of values) {
    const found = value === '' ? wrong(id, 'empty') : readers[id](value, values)
    if (typeof found === 'string') read.push([members[id], found])
    else faults.push(found)
  }
  const identity = Object.fromEntries(read) as ReadIdentity
  // After a block that cannot be understood, what is missing is not known.
  const cutShort = walked.some(
    ({rule, params}) => rule === 'DATAMATRIX-SEPARATOR' || params['fault'] !== undefined,
  )
  const saysTrue = walked.some(({rule}) => rule === 'DATAMATRIX-S1TRUE')
  const missing = blockIds
    .filter((id) => blockForms[id].required && !values.has(id) && !cutShort && !(saysTrue && id === 'S1'))
    .map(
      (block): DatamatrixFinding => ({
        rule: 'DATAMATRIX-BLOCK',
        severity: 'error',
        params: {block, fault: 'missing'},
      }),
    )
  const all = [...typed, ...walked, ...faults, ...missing, ...doubts(identity)]
  return {kind, identity, findings: all, text, printed: values}
}

/** Whether the content of a symbol is that of a datamatrix INS, sound or not. */
export function isInsCode(text: string): boolean {
  return readPayload(text).kind === 'ins'
}
