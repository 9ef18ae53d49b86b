import {DmpError} from '../../errors/dmp-error.ts'
import type {Oid} from '../../ids/oid.ts'
import {insFits, isInsOid} from '../../ins/ins-oids.ts'
import {maskIns, parseMatricule} from '../../ins/matricule.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import {compareIns} from '../../insi/compare-ins.ts'
import type {Profile} from '../../profile/profile.ts'
import {refuseSharedInput, wordValue} from '../submission/patient-of-flags.ts'
import {type SearchBench, type SearchWish, searchIns} from './ins-search.ts'
import {fieldsOfPatient} from './search-words.ts'
import type {InsVerify} from './verify-report.ts'

export interface VerifyWish extends SearchWish {
  /** `@FILE`, `-` or the number itself. */
  readonly ins?: string | undefined
  /** `.8` may stand for the whole OID. */
  readonly insOid?: string | undefined
}

const ROOT = '1.2.250.1.213.1.4'

/**
 * `ins verify`: an INS held, against the one that a search by its traits finds. A search and a comparison made here,
 * labelled as such; not the vérification of the téléservice (`ports/ins-verification.ts`).
 * @throws DmpError DMP_MISSING_VALUE without an INS, its OID or its traits; DMP_INS_INVALID; those of `ins search`
 */
export async function insVerify(bench: SearchBench, wish: VerifyWish): Promise<InsVerify> {
  refuseSharedInput([wish.traits.patient, wish.ins, wish.fromAnswer])
  const fields = await fieldsOfPatient(bench, wish.traits)
  const stated = await heldIns(bench, wish, fields)
  const profile = wish.fromAnswer === undefined || wish.profileNamed ? await bench.profile() : undefined
  const held = profile ? asUsed(stated, profile) : stated
  const {report, traits, found} = await searchIns(bench, {...wish, fields})
  if (!traits)
    throw new DmpError('DMP_MISSING_VALUE', {params: {names: '--patient'}, details: {missing: ['patient']}})
  const {verdict, between, differences, notCompared} = compareIns({ins: held, traits}, report.verdict, found)
  return {
    method: 'recherche+comparaison',
    verdict,
    between: between ?? null,
    held: {
      matricule: wish.unmask ? held.matricule : maskIns(held.matricule),
      oid: held.oid,
    },
    differences,
    notCompared,
    search: report,
  }
}

async function heldIns(
  bench: SearchBench,
  {ins, insOid}: VerifyWish,
  fields: ReadonlyMap<string, string>,
): Promise<Ins> {
  if (ins && ins !== '-' && !ins.startsWith('@')) bench.warn({code: 'ins-typed'})
  const number = ins === undefined ? fields.get('ins') : await wordValue(bench, ins)
  const given = insOid ?? fields.get('ins_oid')
  const missing = [...(number === undefined ? ['--ins'] : []), ...(given === undefined ? ['--ins-oid'] : [])]
  if (number === undefined || given === undefined)
    throw new DmpError('DMP_MISSING_VALUE', {params: {names: missing.join(', ')}, details: {missing}})
  const oid = (given.startsWith('.') ? ROOT + given : given) as Oid
  if (!isInsOid(oid)) {
    const params = {oid, environment: '-', reason: 'unknown'}
    throw new DmpError('DMP_INS_ENVIRONMENT', {params, details: params})
  }
  return {matricule: parseMatricule(number), oid}
}

/** Under the OID that the profile uses it; only its traits leave, so one of another environment is no fault here. */
function asUsed(ins: Ins, {environment, ins: {oidMapping}}: Profile): Ins {
  try {
    return insFits(ins, environment, [], oidMapping).ins
  } catch (error) {
    if (error instanceof DmpError) return ins
    throw error
  }
}
