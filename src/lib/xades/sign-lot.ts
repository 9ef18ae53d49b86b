import {createHash} from 'node:crypto'
import type {Signer} from '../ports/signer.ts'
import {buildLotSignature, type LotSignatureFacts, signedLotSignature} from './build-lot-signature.ts'

export interface LotSignature {
  readonly bytes: Uint8Array
  /** Of `bytes`, for the signature's own entry. */
  readonly sha1Hex: string
  readonly size: number
}

export type LotToSign = Omit<LotSignatureFacts, 'chain'> & {
  /** `xds.signingCertificate` */
  readonly signingCertificate: 'chain' | 'leaf'
}

/** Builds and signs the XAdES of a lot with the ORG SIGN key. @throws DmpError DMP_KEY_* of the signer */
export async function signLot(facts: LotToSign, signer: Signer, signal?: AbortSignal): Promise<LotSignature> {
  const {chain} = signer.certificate
  const toSign = buildLotSignature({
    ...facts,
    chain: facts.signingCertificate === 'leaf' ? chain.slice(0, 1) : chain,
  })
  const value = await signer.sign(`rsa-${facts.digest}`, Buffer.from(toSign.signedInfo, 'utf8'), signal)
  const bytes = Buffer.from(signedLotSignature(toSign, Buffer.from(value).toString('base64')), 'utf8')
  return {bytes, sha1Hex: createHash('sha1').update(bytes).digest('hex'), size: bytes.length}
}
