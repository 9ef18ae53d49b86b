import {isDay} from './birth-date.ts'
import {nameFault, normaliseName, opensList} from './names.ts'
import type {IdentityFinding, Matricule, StrictTraits} from './patient-identity.ts'
import {unusualParts} from './read-matricule.ts'

/**
 * Doubts raised by a matricule beside its traits. The number is attributed once and traits change (sex, place
 * codes of former communes, pseudo-months of incomplete records), so these are warnings, save traits that cannot
 * be written in a header. Params name the trait, never its value.
 */
export function coherenceFindings(matricule: Matricule, traits: StrictTraits): IdentityFinding[] {
  return [...traitFindings(traits), ...numberFindings(matricule), ...crossFindings(matricule, traits)]
}

/** Traits that the header needs and cannot hold as they are (CI-SIS structuration minimale, INS alphabet). */
export function traitFindings(traits: StrictTraits): IdentityFinding[] {
  const findings: IdentityFinding[] = []
  const name = (trait: 'birthName' | 'firstGiven' | 'givenNames', kind: 'birth-name' | 'given') => {
    const fault = nameFault(normaliseName(traits[trait]), kind)
    if (fault)
      findings.push({
        rule: 'INS-NAME',
        severity: fault === 'empty' ? 'error' : 'warning',
        params: {trait, fault},
      })
  }
  name('birthName', 'birth-name')
  name('firstGiven', 'given')
  name('givenNames', 'given')
  if (!opensList(traits.firstGiven, traits.givenNames)) {
    findings.push({rule: 'INS-FIRST-GIVEN', severity: 'warning', params: {}})
  }
  if (!isDay(traits.birthDate)) findings.push({rule: 'INS-BIRTH-DATE', severity: 'error', params: {}})
  if (!isPlaceCode(traits.birthPlace)) findings.push({rule: 'INS-BIRTH-PLACE', severity: 'error', params: {}})
  return findings
}

/** INSEE code (COG) of a birth place: five characters, `2A`/`2B` for Corsica, 99xxx abroad, 99999 unknown. */
export function isPlaceCode(text: string): boolean {
  return /^(?:\d{2}|2[AB])\d{3}$/.test(text)
}

function numberFindings(matricule: Matricule): IdentityFinding[] {
  return unusualParts(matricule).length === 0 ? [] : [{rule: 'INS-UNUSUAL', severity: 'warning', params: {}}]
}

function crossFindings(matricule: Matricule, traits: StrictTraits): IdentityFinding[] {
  const findings: IdentityFinding[] = []
  const doubt = (trait: string) =>
    findings.push({rule: 'INS-COHERENCE', severity: 'warning', params: {trait}})
  const sex = {1: 'M', 3: 'M', 7: 'M', 2: 'F', 4: 'F', 8: 'F'}[matricule.slice(0, 1)]
  if (sex !== undefined && sex !== traits.sex) doubt('sex')
  if (matricule.slice(1, 3) !== traits.birthDate.slice(2, 4)) doubt('birthYear')
  const month = Number(matricule.slice(3, 5))
  if (month >= 1 && month <= 12 && matricule.slice(3, 5) !== traits.birthDate.slice(4, 6)) doubt('birthMonth')
  if (!samePlace(matricule.slice(5, 10), traits.birthPlace)) doubt('birthPlace')
  if (isOfParent(matricule, traits.birthDate))
    findings.push({rule: 'INS-PARENT', severity: 'warning', params: {}})
  return findings
}

/** Youngest and oldest at the birth of a child. */
const PARENT_AGES = [12, 60] as const

/** A child registered under the number of the card of a parent: the year of the number is that of a person so much older. */
function isOfParent(matricule: Matricule, birthDate: string): boolean {
  const older = (Number(birthDate.slice(2, 4)) + 100 - Number(matricule.slice(1, 3))) % 100
  return older >= PARENT_AGES[0] && older <= PARENT_AGES[1]
}

/** Corsica was `20` before 1976; an unknown place (99999) and departements of the former Algeria compare to nothing. */
function samePlace(inNumber: string, code: string): boolean {
  if (code === '99999' || inNumber === code) return true
  const corsican = (place: string) => place.replace(/^2[AB]/, '20')
  if (corsican(inNumber) === corsican(code)) return true
  return /^9[1-6]/.test(inNumber) && code.startsWith('99')
}
