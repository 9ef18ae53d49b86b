import {fault} from '../refusals.ts'
import {elementsOf} from '../xml/navigate.ts'
import type {SourceElement} from '../xml/tree.ts'

const xsiType = '{http://www.w3.org/2001/XMLSchema-instance}type'
const profession = '1.2.250.1.71.1.2.7'
const training = '1.2.250.1.71.1.2.8'
const nonProfessional = '1.2.250.1.213.1.1.4.6'
const socialArc = '1.2.250.1.213.1.6.1.'
const specialty = '1.2.250.1.71.4.2.5'
const pharmacistTable = '1.2.250.1.71.4.2.6'
const doctor = '10'
const pharmacist = '21'
const producers = new Set(['AUTOMATE', 'SECRETARIAT_MEDICAL', 'DISPOSITIF', 'EXP_PATIENT', 'ALIM_AM'])

function refuse(cause: string, text: string): never {
  throw fault('SandboxVihfRefused', `vihf/${cause}`, text)
}

/** Checks the roles of the VIHF (JDV_J65): what they are, and the second one that doctors and pharmacists need. */
export function checkRoles(values: readonly SourceElement[]): string[] {
  const roles = values.map(readRole)
  const [first, second, ...others] = roles
  if (first === undefined) refuse('attribute/role', 'Attribut subject:role absent du VIHF')
  if (others.length > 0) refuse('attribute/role', 'Plus de deux rôles dans le VIHF')
  const known =
    first.codeSystem === profession ||
    first.codeSystem === training ||
    first.codeSystem.startsWith(socialArc) ||
    (first.codeSystem === nonProfessional && producers.has(first.code))
  if (!known) refuse('attribute/role', 'Premier rôle inconnu dans le VIHF')
  const isProfession = first.codeSystem === profession || first.codeSystem === training
  if (isProfession && first.code === doctor && second?.codeSystem !== specialty) {
    refuse('specialty', 'Aucune spécialité dans le vihf pour un médecin')
  }
  if (isProfession && first.code === pharmacist && second?.codeSystem !== pharmacistTable) {
    refuse('specialty', 'Aucune spécialité dans le vihf pour un pharmacien')
  }
  return roles.map((role) => role.code)
}

function readRole(value: SourceElement): {readonly code: string; readonly codeSystem: string} {
  const [role, ...others] = elementsOf(value)
  const named =
    role?.namespace === 'urn:hl7-org:v3' && role.name === 'Role' && role.attributes.get(xsiType) === 'CE'
  if (role === undefined || !named || others.length > 0)
    refuse('attribute/role', 'Rôle mal formé dans le VIHF')
  const code = role.attributes.get('code') ?? ''
  const codeSystem = role.attributes.get('codeSystem') ?? ''
  if (code === '' || codeSystem === '' || !role.attributes.get('displayName')) {
    refuse('attribute/role', 'Rôle sans code, codeSystem ou displayName')
  }
  return {code, codeSystem}
}
