import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {matriculeKey} from './matricule-key.ts'
import type {PatientTraits, SandboxPatient} from './patient.ts'

/** A birth date fixed (AAAAMMJJ) or counted from the day the sandbox was first used. */
type BirthDate = string | {readonly yearsAgo: number; readonly daysLater: number}

interface PatientRow {
  readonly key: string
  readonly matricule?: string
  /** Characters 6 to 13, when year and month follow from the birth date. */
  readonly matriculeEnd?: string
  readonly formerMatricules?: readonly string[]
  readonly traits: Omit<PatientTraits, 'birthDate'> & {readonly birthDate: BirthDate}
  readonly usedName?: string
  readonly heldLocally?: Partial<PatientTraits>
  readonly dmp: SandboxPatient['dmp']
  readonly linked: boolean
  readonly closure?: {readonly date: string; readonly reason: string}
  readonly blocks?: readonly string[]
}

interface PatientFile {
  readonly oid: string
  readonly patients: readonly PatientRow[]
}

/** Reads `sandbox-patients.json` of `dataFolder`; relative birth dates count from `firstUse` (ms). */
export async function readPatients(dataFolder: string, firstUse: number): Promise<readonly SandboxPatient[]> {
  const file = JSON.parse(await readFile(join(dataFolder, 'sandbox-patients.json'), 'utf8')) as PatientFile
  return file.patients.map((row) => resolvePatient(row, file.oid, firstUse))
}

function resolvePatient(row: PatientRow, oid: string, firstUse: number): SandboxPatient {
  const traits = {...row.traits, birthDate: resolveBirthDate(row.traits.birthDate, firstUse)}
  return {
    ...row,
    oid,
    traits,
    matricule: row.matricule ?? matriculeOf(traits, row.matriculeEnd ?? ''),
    formerMatricules: row.formerMatricules ?? [],
    blocks: row.blocks ?? [],
  }
}

function resolveBirthDate(date: BirthDate, firstUse: number): string {
  if (typeof date === 'string') return date
  const day = new Date(firstUse)
  day.setUTCDate(day.getUTCDate() + date.daysLater)
  day.setUTCFullYear(day.getUTCFullYear() - date.yearsAgo)
  return day.toISOString().slice(0, 10).replaceAll('-', '')
}

function matriculeOf(traits: PatientTraits, end: string): string {
  const body = `${traits.sex === 'M' ? 1 : 2}${traits.birthDate.slice(2, 6)}${end}`
  return body + matriculeKey(body)
}
