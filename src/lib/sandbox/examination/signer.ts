import {createPublicKey, type KeyObject} from 'node:crypto'
import {SandboxRefusal} from '../backend.ts'
import {type Certificate, readCertificate} from '../certificate/certificate.ts'
import {type TrustAnchors, verifyChain} from '../certificate/chain.ts'
import {objectToAuthCli, objectToSeal, softwareCategories} from '../certificate/organisation-use.ts'
import {fault} from '../refusals.ts'
import type {Environment, ExaminationMeans, ExaminedSigner} from './examination.ts'
import type {Notes} from './finding.ts'

const testBit = 0x80

/** Production or TEST, by the category of product (TRE_G01). */
export function environmentOf(certificate: Certificate): Environment {
  return ((certificate.category ?? testBit) & testBit) === 0 ? 'production' : 'test'
}

/** Judges certificates by what is known here of their authorities, at the time of the request. */
export class SignerJudge {
  readonly trust: TrustAnchors
  readonly auth: Certificate | undefined
  readonly sign: Certificate | undefined
  readonly #anchors: readonly KeyObject[]
  readonly #onlyThese: boolean

  constructor(means: ExaminationMeans) {
    this.trust = {
      authorities: means.authorities.map((der) => readCertificate(der)),
      partial: !means.onlyThese,
    }
    this.#anchors = means.anchors.map(({spki}) =>
      createPublicKey({key: Buffer.from(spki), format: 'der', type: 'spki'}),
    )
    this.#onlyThese = means.onlyThese
    this.auth = means.auth && readCertificate(means.auth)
    this.sign = means.sign && readCertificate(means.sign)
  }

  /** `cause` of an objection to the chain or the dates; `unknown` when nobody known here issued it. */
  chainOf(
    certificate: Certificate,
    at: number,
  ): 'trusted' | 'unknown' | 'untrusted' | 'expired' | 'not-yet-valid' {
    if (at < certificate.notBefore) return 'not-yet-valid'
    if (at > certificate.notAfter) return 'expired'
    const verdict = verifyChain(certificate, this.trust, at)
    if (verdict.trusted) return 'trusted'
    if (verdict.cause !== 'untrusted') return verdict.cause
    if (this.#anchors.some((key) => certificate.x509.verify(key))) return 'trusted'
    return this.#onlyThese ? 'untrusted' : 'unknown'
  }

  /** The certificate of a signature: its issuer, dates, use, and whether it is the one expected. */
  judge(role: 'vihf' | 'lot', signer: Certificate, at: number, notes: Notes): ExaminedSigner {
    const what = role === 'vihf' ? 'vihf' : 'lot-signature'
    const said = `Le certificat ayant signé le ${role === 'vihf' ? 'VIHF' : 'lot'} est invalide`
    const step = role === 'vihf' ? 'signer' : 'seal'
    const object = (cause: string, text: string): void => {
      notes.attempt(step, () => {
        throw fault('DMPInvalidCertificate', `${what}/signer-${cause}`, text)
      })
    }
    const chain = this.chainOf(signer, at)
    if (chain === 'unknown') notes.notChecked.add('chain')
    else if (chain !== 'trusted') object(chain, said)
    const objection = objectToSeal(signer, at, softwareCategories)
    if (objection) object(objection.cause, `${said} : ${objection.text}`)
    if (this.sign && !this.sign.der.equals(signer.der))
      object('other', `${said} : ce n’est pas le certificat SIGN donné`)
    const known = chain === 'trusted' || chain === 'unknown' ? chain : 'refused'
    return {role, der: signer.der, chain: known}
  }

  /** The client certificate given beside the capture, as the door of the DMP judges one. */
  judgeClient(at: number, notes: Notes): void {
    notes.notChecked.add('tls')
    if (!this.auth) {
      notes.notChecked.add('client')
      return
    }
    const chain = this.chainOf(this.auth, at)
    const object = (cause: string, text: string): void =>
      notes.add({
        step: 'tls',
        cause: `tls/${cause}`,
        layer: 'tls',
        code: 'HTTP 403',
        text,
        location: `tls/${cause}`,
        certain: true,
      })
    if (chain === 'unknown') notes.notChecked.add('chain')
    else if (chain !== 'trusted')
      object(chain, 'Certificat client non reconnu ou hors de sa période de validité')
    const objection = objectToAuthCli(this.auth, softwareCategories)
    if (objection) object(objection.cause, objection.text)
  }
}

/** A refusal that is a registry's, for rules that have no function of their own there. */
export function registryRefusal(code: string, text: string, location: string): SandboxRefusal {
  return new SandboxRefusal('registry', code, text, location)
}
