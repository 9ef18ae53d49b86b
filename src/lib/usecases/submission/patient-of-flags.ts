import {DmpError} from '../../errors/dmp-error.ts'
import type {Oid} from '../../ids/oid.ts'
import {parseMatricule} from '../../ins/matricule.ts'
import type {IdentityStatus, Ins, PatientIdentity} from '../../ins/patient-identity.ts'
import {columns, readValue} from '../../manifest/columns.ts'
import {readIdentity} from '../../manifest/row-identity.ts'
import type {Workbench} from '../ports.ts'

/** How a command names a patient: a file (or standard input) with the manifest's columns, or the INS alone. */
export interface PatientWords {
  readonly patient?: string | undefined
  /** `@FILE`, `-` or the number itself. */
  readonly ins?: string | undefined
  readonly insOid?: string | undefined
  readonly identityStatus?: string | undefined
}

export interface NamedPatient {
  readonly ins?: Ins
  readonly identity?: PatientIdentity
  readonly identityStatus?: IdentityStatus | string
  readonly ipp?: string
}

type Bench = Pick<Workbench, 'files' | 'profile'>

/** @throws DmpError DMP_FILE_UNREADABLE for bytes that are no text in UTF-8 */
function text(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch (cause) {
    throw new DmpError('DMP_FILE_UNREADABLE', {params: {file, reason: 'ENOTUTF8'}, cause})
  }
}

/** A value given as it is, from `@file` or from standard input (`-`). @throws DmpError DMP_MISSING_VALUE when empty */
export async function wordValue({files}: Pick<Workbench, 'files'>, word: string): Promise<string> {
  if (word === '') return word
  const isGiven = word !== '-' && !word.startsWith('@')
  const file = word === '-' ? '-' : word.slice(1)
  const given = isGiven ? word : text(await files.read(file, {maxBytes: 65_536}), file)
  // As in a manifest: the same number with a blank beside it is the same number.
  const value = given.trim()
  if (value === '')
    throw new DmpError('DMP_MISSING_VALUE', {params: {names: word}, details: {missing: [word]}})
  return value
}

/** Standard input gives one value. @throws DmpError DMP_MISSING_VALUE when two words ask for it */
export function refuseSharedInput(words: readonly (string | undefined)[]): void {
  if (words.filter((word) => word === '-').length > 1)
    throw new DmpError('DMP_MISSING_VALUE', {params: {names: '- (2)'}, details: {missing: ['-']}})
}

function fault(file: string, field: string, reason: string): DmpError {
  return new DmpError('DMP_MANIFEST_LINE', {
    params: {file, line: 1, field, reason, case: 'patient'},
    details: {file, field, reason},
  })
}

function fieldsOf(content: string, file: string): Map<string, string> {
  let parsed: unknown
  try {
    parsed = JSON.parse(content)
  } catch {
    throw fault(file, '-', 'json')
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw fault(file, '-', 'not-object')
  const fields = new Map<string, string>()
  for (const [name, value] of Object.entries(parsed)) {
    const column = columns[name]
    if (!column) throw fault(file, name.slice(0, 60), 'unknown-column')
    const read = readValue(column, value)
    if (read && 'reason' in read) throw fault(file, name, read.reason)
    if (read) fields.set(name, read.text)
  }
  return fields
}

/** Fields of a patient file as they are written, each of its column's form. @throws DmpError DMP_MANIFEST_LINE */
export async function patientFields(
  {files}: Pick<Bench, 'files'>,
  file: string,
): Promise<ReadonlyMap<string, string>> {
  return fieldsOf(text(await files.read(file, {maxBytes: 65_536}), file), file)
}

async function fromFile(bench: Bench, file: string, local: boolean): Promise<NamedPatient> {
  const fields = await patientFields(bench, file)
  const get = (name: string) => fields.get(name)
  const {ins, insOid, identityStatus, traits} = readIdentity(get, (field, reason) => {
    throw fault(file, field, reason)
  })
  const ipp = local ? get('ipp') : undefined
  const ippOid = ipp ? (await bench.profile()).structure.ippOid : undefined
  const whole = ins && insOid ? {matricule: ins, oid: insOid} : undefined
  const identity: PatientIdentity | undefined = whole &&
    traits && {
      ins: whole,
      traits,
      ...(get('used_name') ? {usedName: get('used_name') ?? ''} : {}),
      ...(get('used_given') ? {usedGiven: get('used_given') ?? ''} : {}),
      ...(ipp && ippOid ? {ipp: {value: ipp, oid: ippOid}} : {}),
    }
  return {
    ...(whole ? {ins: whole} : {}),
    ...(identity ? {identity} : {}),
    ...(identityStatus ? {identityStatus} : {}),
    ...(ipp ? {ipp} : {}),
  }
}

/**
 * The patient that flags name.
 * @param local whether his local number is wanted, which takes a profile
 * @throws DmpError DMP_MANIFEST_LINE naming file and field, DMP_INS_INVALID, DMP_DOCUMENT_INVALID when two INS differ
 */
export async function patientOfFlags(
  bench: Bench,
  words: PatientWords,
  {local = true}: {readonly local?: boolean} = {},
): Promise<NamedPatient> {
  refuseSharedInput([words.patient, words.ins])
  const named: NamedPatient = words.patient ? await fromFile(bench, words.patient, local) : {}
  const status = words.identityStatus ? {identityStatus: words.identityStatus} : {}
  const matricule = words.ins && parseMatricule(await wordValue(bench, words.ins))
  const otherOid = words.insOid && named.ins && words.insOid !== named.ins.oid
  if ((matricule && named.ins && matricule !== named.ins.matricule) || otherOid)
    throw disagreement(words.patient ?? '-')
  if (!matricule || named.ins) return {...named, ...status}
  const {ins: settings} = await bench.profile()
  const oid = (words.insOid ?? settings.allowedOids[0]) as Oid
  return {...named, ins: {matricule, oid}, ...status}
}

/** Two INS for one patient: neither is chosen. */
function disagreement(file: string): DmpError {
  const finding = {rule: 'INS-DISAGREES', severity: 'error', params: {}}
  return new DmpError('DMP_DOCUMENT_INVALID', {
    params: {file, count: 1, first: finding.rule},
    details: {findings: [finding], file},
  })
}
