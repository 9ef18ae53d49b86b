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

/** Address of the téléservice INSi of the sandbox on this port. */
export function sandboxInsi(port: number): string {
  return `https://localhost:${port}/lps`
}

/**
 * The text of a profile that feeds the sandbox as one of its establishments. Author and responsible are invented;
 * `oidRoot` is this installation's own (EX_GEN-1350).
 */
export function sandboxProfileText(
  folder: SandboxFolder,
  establishment: SandboxEstablishment,
  oidRoot: string,
): string {
  const {pki, port, homologationFile} = folder
  const {name, finessEj, finessEg, auth, sign} = establishment
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
    ...insiValues(folder, establishment),
  }
  return profileText(new Map(Object.entries(values)))
}

/**
 * The `insi` block, for the structure that the certificats logiciels name. INSI-MANU, because a person at a desk starts
 * the calls of `dmp`; the folder holds INSI-AUTO beside it.
 */
function insiValues(
  {insi, pki, port}: SandboxFolder,
  {unit}: SandboxEstablishment,
): Readonly<Record<string, SettingValue>> {
  if (!insi || insi.unit !== unit) return {}
  return {
    'insi.url': sandboxInsi(port),
    'insi.certificate.path': insi.manu.p12,
    'insi.certificate.passphrase': {from: 'file', path: pki.passphraseFile},
    'insi.idam': {from: 'file', path: insi.idamFile},
    'insi.instance': insi.instance,
    'insi.caFiles': [pki.caFile, insi.caFile],
  }
}
