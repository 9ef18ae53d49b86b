import {isFinessKeyRight, isRppsKeyRight, isSiretKeyRight} from '../../pki/structure-id.ts'
import type {Finding} from '../loaded-profile.ts'
import type {ProfileRule} from '../profile-rule.ts'

/** Keys warn and never block: published test numbers break them. */
const structureKeys: ProfileRule = ({structure}) => {
  const findings: Finding[] = (['finessEj', 'finessEg'] as const)
    .filter((name) => !isFinessKeyRight(structure[name]))
    .map((name) => ({
      code: 'finess-key',
      severity: 'warning',
      key: `structure.${name}`,
      params: {key: `structure.${name}`, number: structure[name]},
    }))
  const siret = structure.siret
  return siret === undefined || isSiretKeyRight(siret)
    ? findings
    : [...findings, {code: 'siret-key', severity: 'warning', key: 'structure.siret', params: {number: siret}}]
}

/** J61: an establishment of health is declared under SA01 to SA04, never one of the medico-social sector. */
const sectorFitsKind: ProfileRule = ({structure}) => {
  const hospital = /^SA0[1-4]$/.test(structure.sector)
  return hospital && structure.kind === 'esms'
    ? [
        {
          code: 'sector-kind',
          severity: 'warning',
          key: 'structure.sector',
          params: {sector: structure.sector, kind: structure.kind},
        },
      ]
    : []
}

/**
 * EX_0.1-1025: the internal id of the user is unique in the establishment, permanent, never given again, opaque and
 * traceable to a real person. What can be seen offline: an address, a name or a national number is not opaque.
 */
const vihfUserIsOpaque: ProfileRule = ({vihf}) => {
  const {user} = vihf
  const key = user.kind === 'named' ? 'vihf.user.id' : 'vihf.user.responsibleId'
  const id = user.kind === 'named' ? user.id : user.responsibleId
  const names = user.kind === 'named' ? [user.family, user.given] : []
  const holdsName = names.some((name) => name.length > 2 && id.toLowerCase().includes(name.toLowerCase()))
  const finding = (code: string, severity: Finding['severity']): Finding => ({
    code,
    severity,
    key,
    params: {key},
  })
  if (/[\s/^|&~<>]/.test(id)) return [finding('user-id-form', 'error')]
  if (id.includes('@') || holdsName) return [finding('user-id-not-opaque', 'warning')]
  if (/^8?\d{11}$/.test(id) && isRppsKeyRight(id.slice(-11))) return [finding('user-id-national', 'warning')]
  if (/^(admin|root|test|dmp|user|automate|system)\d*$/i.test(id))
    return [finding('user-id-generic', 'warning')]
  return []
}

const authorIsNamed: ProfileRule = ({author}) => {
  if (author.kind !== 'person') return []
  const lacking = (['id', 'family', 'given'] as const).filter((name) => author[name] === undefined)
  return lacking.map((name) => ({
    code: 'author-incomplete',
    severity: 'warning',
    key: `author.${name}`,
    params: {key: `author.${name}`},
  }))
}

/** EX_GEN-1350: identifiers live under a root of this installation alone. */
const oidRootIsKnown: ProfileRule = ({ids}) => {
  if (ids.form === 'root' && ids.oidRoot === undefined)
    return [{code: 'oid-root-missing', severity: 'error', key: 'ids.oidRoot'}]
  // Room for what the program puts under the root, within the 64 characters of an identifier.
  if (ids.oidRoot !== undefined && ids.oidRoot.length > 44)
    return [
      {
        code: 'oid-root-long',
        severity: 'error',
        key: 'ids.oidRoot',
        params: {length: ids.oidRoot.length, most: 44},
      },
    ]
  return []
}

/** EX_GEN-1490: without the number the DMP refuses everything; only the sandbox does without. */
const homologationIsThere: ProfileRule = ({environment, lps}) =>
  environment !== 'sandbox' && lps.homologation.from === 'none'
    ? [{code: 'homologation-missing', severity: 'warning', key: 'lps.homologation'}]
    : []

export const identityRules: readonly ProfileRule[] = [
  structureKeys,
  sectorFitsKind,
  vihfUserIsOpaque,
  authorIsNamed,
  oidRootIsKnown,
  homologationIsThere,
]
