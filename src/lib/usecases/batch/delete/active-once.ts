import {DmpError} from '../../../errors/dmp-error.ts'
import type {Ins} from '../../../ins/patient-identity.ts'
import type {Journal} from '../../../ports/journal.ts'
import {requireActiveDmp} from '../../patient/ask-existence.ts'
import type {Workbench} from '../../ports.ts'

/** Patients remembered; beyond, the first ones are asked again. */
const KEPT = 20_000

const answers = new WeakMap<Journal, Map<string, Promise<unknown>>>()

/** A closed DMP stays closed for the run; a line that failed says nothing of the patient. */
const settles = (error: unknown) =>
  error instanceof DmpError && (error.code === 'DMP_PATIENT_CLOSED' || error.code === 'DMP_PATIENT_NONE')

/**
 * The patient's DMP must be active before anything is deleted in it: TD0.2, once per patient and run of this process.
 * @throws DmpError DMP_PATIENT_CLOSED, DMP_PATIENT_NONE, and those of the line
 */
export async function requireActiveOnce(bench: Workbench, ins: Ins): Promise<void> {
  const journal = await bench.journal()
  const asked = answers.get(journal) ?? new Map<string, Promise<unknown>>()
  answers.set(journal, asked)
  const key = `${ins.oid} ${ins.matricule}`
  const known = asked.get(key)
  if (known) return void (await known)
  const answer = requireActiveDmp(bench, ins)
  asked.set(key, answer)
  const [first] = asked.keys()
  if (asked.size > KEPT && first !== undefined) asked.delete(first)
  try {
    await answer
  } catch (error) {
    if (!settles(error)) asked.delete(key)
    throw error
  }
}
