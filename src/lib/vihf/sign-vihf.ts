import {createHash} from 'node:crypto'
import type {Signer} from '../ports/signer.ts'
import {buildVihf, type PreparedVihf, signedVihf, vihfToSign} from './build-vihf.ts'
import type {VihfFacts} from './facts.ts'

/** A signed assertion, good for one call (EX_AIR-040: 30 seconds). */
export interface Vihf {
  readonly assertionId: string
  readonly xml: string
  readonly issuedAt: number
  /** SHA-256 (hex) of `xml`, for the trace: the assertion itself is never kept. */
  readonly sha256Hex: string
}

/**
 * Builds and signs one assertion with the ORG SIGN key (EX_GEN-1450). To be called as the request leaves.
 * @throws DmpError DMP_KEY_* of the signer
 */
export async function signVihf(
  prepared: PreparedVihf,
  facts: VihfFacts,
  signer: Signer,
  signal?: AbortSignal,
): Promise<Vihf> {
  const toSign = vihfToSign(buildVihf(prepared, facts))
  const signature = await signer.sign('rsa-sha256', Buffer.from(toSign.signedInfo, 'utf8'), signal)
  const xml = signedVihf(toSign, Buffer.from(signature).toString('base64'))
  return {
    assertionId: toSign.unsigned.assertionId,
    xml,
    issuedAt: facts.issuedAt,
    sha256Hex: createHash('sha256').update(xml, 'utf8').digest('hex'),
  }
}
