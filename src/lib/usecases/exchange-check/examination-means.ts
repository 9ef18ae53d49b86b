import {igcSanteAnchors} from '../../pki/anchors.ts'
import type {Certificate} from '../../pki/certificate.ts'
import {provenBasis} from '../../pki/trusted-authority.ts'
import type {ExaminationMeans} from '../../ports/strict-exchange.ts'
import {leafOfSource} from '../cert/leaf-of-source.ts'
import {secretOfFlag} from '../cert/secret-wish.ts'
import type {CheckBench, ExchangeWish} from './check-ports.ts'

/**
 * What a request is compared with: the certificates that should have been used, and the authorities that are trusted,
 * those of `--ca` alone where given. Companions of a certificate count where the data of the product prove them.
 * @throws DmpError DMP_CERT_SOURCE_UNREADABLE, DMP_KEY_FILE_UNREADABLE, DMP_TRUST_STORE_UNREADABLE, DMP_USAGE
 */
export async function examinationMeans(bench: CheckBench, wish: ExchangeWish): Promise<ExaminationMeans> {
  const passphrase = secretOfFlag(bench, '--passphrase-from', wish.passphraseFrom)
  const opened = async (name: string | undefined) =>
    name === undefined ? undefined : leafOfSource(bench, name, passphrase)
  const auth = await opened(wish.auth)
  const sign = await opened(wish.sign)
  const given: Certificate[] = []
  for (const path of wish.authorities) given.push(...(await bench.keyFiles.authorities(path)))
  const stored = (await bench.trustStore.list()).map(({certificate}) => certificate)
  const companions = [auth, sign].flatMap((one) => one?.container.certificates.filter(({isCa}) => isCa) ?? [])
  const proven = companions.filter((one) => provenBasis(one, companions).basis !== 'unproven')
  const trusted = given.length > 0 ? given : [...stored, ...proven]
  return {
    now: bench.clock.now(),
    authorities: trusted.map(({der}) => der),
    anchors: given.length > 0 ? [] : igcSanteAnchors.map(({spki}) => ({spki: Buffer.from(spki, 'base64')})),
    onlyThese: given.length > 0,
    auth: auth?.leaf.der,
    sign: sign?.leaf.der,
  }
}
