import type {VersionFacts} from '../usecases/version-facts.ts'
import type {Screen} from './screen.ts'

/** `dmp version`: the product, and with --verbose what the VIHF says of it. */
export function versionLines(facts: VersionFacts, {t}: Screen): string[] {
  const lines = [`${facts.name} ${facts.version}`]
  if (facts.lps) {
    lines.push(
      `LPS_Nom      ${facts.lps.name}`,
      `LPS_Version  ${facts.lps.version}`,
      `LPS_ID       ${facts.lps.id ?? '—'}`,
      t('version.profile', {profile: facts.lps.profile ?? '—'}),
    )
  }
  if (facts.runtime)
    lines.push(`node ${facts.runtime.node}, OpenSSL ${facts.runtime.openssl}, ${facts.runtime.platform}`)
  return lines
}
