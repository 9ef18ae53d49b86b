import type {Certificate} from '../pki/certificate.ts'
import type {CertificateFinding} from '../pki/finding.ts'
import {productOf} from '../pki/product.ts'
import {readStructureId} from '../pki/structure-id.ts'
import type {KeySource} from '../profile/profile.ts'
import type {SettingValue} from '../profile/setting.ts'
import {namesOfKeySource} from '../profile/settings/certificates.ts'

/** Settings of a profile by dotted key; `undefined` takes one away. */
export type SettingChanges = ReadonlyMap<string, SettingValue | undefined>

const uses = {ORG_AUTH_CLI: 'auth', SIGN: 'sign'} as const
const allNames = [...new Set(Object.values(namesOfKeySource).flat())]

/** Which half of the pair a certificate is; undefined for every other product. */
export function halfOf(certificate: Certificate): 'auth' | 'sign' | undefined {
  const product = productOf(certificate)
  return product === 'ORG_AUTH_CLI' || product === 'SIGN' ? uses[product] : undefined
}

/** The settings that make a profile use a source of keys, those of another kind taken away. */
export function changesForSource(use: 'auth' | 'sign', source: KeySource): SettingChanges {
  const given: Readonly<Record<string, SettingValue | undefined>> = {...source}
  const own = namesOfKeySource[source.kind] ?? []
  return new Map(
    allNames.map((name) => [`certificates.${use}.${name}`, own.includes(name) ? given[name] : undefined]),
  )
}

/** The settings that follow a certificate of another structure; empty when its OU is neither FINESS nor SIRET. */
export function changesForStructure(unit: string): SettingChanges {
  const id = readStructureId(unit)
  if (id?.kind === 'finess') return new Map([['structure.finessEj', id.number]])
  return id?.kind === 'siret' ? new Map([['structure.siret', id.number]]) : new Map()
}

/**
 * What forbids an installation: errors of a certificate that is put in, or of the two together. The half that stays
 * may well have ended: that is why its twin is renewed.
 */
export function blockingFindings(
  findings: readonly CertificateFinding[],
  installed: readonly ('auth' | 'sign')[],
): readonly CertificateFinding[] {
  return findings.filter(
    ({severity, certificate}) =>
      severity === 'error' && (certificate === 'pair' || installed.some((use) => use === certificate)),
  )
}
