import {DmpError} from '../errors/dmp-error.ts'
import {isDay} from '../ins/birth-date.ts'
import {isPlaceCode} from '../ins/coherence.ts'
import {isInsOid} from '../ins/ins-oids.ts'
import {nameFault, normaliseName} from '../ins/names.ts'
import type {Ins, StrictTraits} from '../ins/patient-identity.ts'
import {type BlockId, blockForms, HEADER, SEPARATOR} from './payload.ts'

/** Which trait cannot be printed and why; message `error.DMP_DATAMATRIX_TRAIT.fault.<fault>`. */
export type TraitFault = 'oid' | 'date' | 'place' | 'sex' | NonNullable<ReturnType<typeof nameFault>>

function refuse(trait: string, fault: TraitFault): DmpError {
  return new DmpError('DMP_DATAMATRIX_TRAIT', {params: {trait, fault}, details: {trait, fault}})
}

function name(trait: 'birthName' | 'givenNames', text: string): string {
  const normalised = normaliseName(text)
  const fault = nameFault(normalised, trait === 'birthName' ? 'birth-name' : 'given')
  if (fault) throw refuse(trait, fault)
  return normalised
}

/**
 * The text of a datamatrix INS, S1 to S7 in order; names are folded as INSi folds them and nothing of them is dropped.
 * The caller has made sure that the identity is qualified. The place of birth is left out when it is not stated.
 * @throws DmpError DMP_DATAMATRIX_TRAIT {trait, fault}; the value is never in the error
 */
export function encodePayload(ins: Ins, traits: StrictTraits): string {
  const {birthDate, birthPlace, sex} = traits
  if (!isInsOid(ins.oid)) throw refuse('oid', 'oid')
  if (sex !== 'M' && sex !== 'F') throw refuse('sex', 'sex')
  if (!isDay(birthDate)) throw refuse('birthDate', 'date')
  if (birthPlace !== '' && !isPlaceCode(birthPlace)) throw refuse('birthPlace', 'place')
  const values: [BlockId, string][] = [
    ['S1', ins.matricule],
    ['S2', ins.oid],
    ['S3', name('givenNames', traits.givenNames)],
    ['S4', name('birthName', traits.birthName)],
    ['S5', sex],
    ['S6', `${birthDate.slice(6)}-${birthDate.slice(4, 6)}-${birthDate.slice(0, 4)}`],
    ...(birthPlace === '' ? [] : ([['S7', birthPlace]] as [BlockId, string][])),
  ]
  const last = values.length - 1
  const block = ([id, value]: [BlockId, string], index: number) => {
    const {variable, longest} = blockForms[id]
    return `${id}${value}${variable && value.length < longest && index < last ? SEPARATOR : ''}`
  }
  return HEADER + values.map(block).join('')
}
