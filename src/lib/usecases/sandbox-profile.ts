import type {SandboxEstablishment, SandboxFolder} from '../ports/sandbox.ts'
import type {SettingValue} from '../profile/setting.ts'
import {profileText} from '../profile/write-profile.ts'

/** Base of the services on this port; by name, because the sandbox refuses a TLS hello without SNI. */
export function sandboxEndpoint(port: number): string {
  return `https://localhost:${port}/si-dmp-server/v2/services`
}

/** Address of the parameters (param-lps) of the sandbox on this port. */
export function sandboxParamLps(port: number): string {
  return `https://localhost:${port}/param-lps`
}

/**
 * The text of a profile that feeds the sandbox as one of its establishments. Author and responsible are invented;
 * `oidRoot` is this installation's own (EX_GEN-1350).
 */
export function sandboxProfileText(
  {pki, port, homologationFile}: SandboxFolder,
  {name, finessEj, finessEg, auth, sign}: SandboxEstablishment,
  oidRoot: string,
): string {
  const passphrase = {from: 'file', path: pki.passphraseFile} as const
  const values: Readonly<Record<string, SettingValue>> = {
    environment: 'sandbox',
    'endpoints.base': sandboxEndpoint(port),
    'endpoints.paramLps': sandboxParamLps(port),
    'trust.caFiles': [pki.caFile],
    'trust.revocation': 'off',
    'structure.finessEj': finessEj,
    'structure.finessEg': finessEg,
    'structure.name': name.toUpperCase(),
    'structure.kind': 'es',
    'structure.legalStatus': 'public',
    'structure.sector': 'SA01',
    'structure.contentTypeCode': '03',
    'structure.practiceSettingCode': 'ETABLISSEMENT',
    'structure.ippOid': `${oidRoot}.7`,
    'certificates.auth.path': auth.p12,
    'certificates.auth.passphrase': passphrase,
    'certificates.sign.path': sign.p12,
    'certificates.sign.passphrase': passphrase,
    'author.kind': 'person',
    'author.id': '899700000005',
    'author.family': 'FICTIF',
    'author.given': 'Jeanne',
    'author.specialtyCode': 'G15_10/SM26',
    'legalAuthenticator.id': '899700000005',
    'legalAuthenticator.family': 'FICTIF',
    'legalAuthenticator.given': 'Jeanne',
    'lps.homologation': {from: 'file', path: homologationFile},
    'ids.oidRoot': oidRoot,
    'vihf.user.responsibleId': 'RESP0001',
  }
  return profileText(new Map(Object.entries(values)))
}
