import {decide} from '../../../src/lib/revocation/decision.ts'
import {testifyOcsp} from '../../../src/lib/revocation/ocsp-answer.ts'
import {buildOcspRequest} from '../../../src/lib/revocation/ocsp-request.ts'
import {RevocationDesk} from '../revocation-desk.ts'
import type {Issued} from '../test-keys.ts'
import type {Cast} from './cast.ts'
import {type Minted, ran} from './mint.ts'
import {type Case, fact, type Part, type Word} from './row.ts'

interface ResponderWish {
  readonly knows: 'good' | 'revoked' | 'nothing'
  readonly signer: (cast: Cast) => Minted
  /** Arguments of the responder; an answer for a day unless told otherwise. */
  readonly args?: readonly string[]
}

const issued = ({name, keyPath, path, certificate}: Minted): Issued => ({
  ...{name, keyPath, certificatePath: path, der: certificate.der, certificate},
})
const desks = new WeakMap<Cast, RevocationDesk>()

/** Responders of this cast; `closeResponders` ends them. */
function deskOf(cast: Cast): RevocationDesk {
  const desk = desks.get(cast) ?? new RevocationDesk({intermediate: issued(cast.authority())})
  desks.set(cast, desk)
  return desk
}
export const closeResponders = (cast: Cast) => desks.get(cast)?.remove()

const lasting = {from: '20250105090000Z', to: '20330601000000Z'}
const delegate = (cast: Cast) =>
  cast.leaf('delegate', {
    ...lasting,
    extensions: ['extendedKeyUsage=OCSPSigning', 'authorityKeyIdentifier=keyid'],
  })
const own = (cast: Cast) => cast.authority()

function answered(says: string, {knows, signer, args = ['-ndays', '1']}: ResponderWish): Case {
  const started = new WeakMap<Cast, Promise<string>>()
  const asked = (cast: Cast) => cast.leaf('asked', lasting)
  const address = (cast: Cast) => {
    const subject = issued(asked(cast))
    const revoked = knows === 'revoked' ? [{of: subject, reason: 'superseded'}] : []
    const valid = knows === 'good' ? [subject] : []
    const known = started.get(cast) ?? deskOf(cast).responder(revoked, valid, issued(signer(cast)), args)
    started.set(cast, known)
    return known
  }
  return {
    says,
    ids: ['REV-01', 'REV-02'],
    ours: async (cast): Promise<Word> => {
      const url = await address(cast)
      const [{certificate}, issuer] = [asked(cast), cast.authority().certificate]
      const body = new Uint8Array(buildOcspRequest(certificate, issuer))
      const headers = {'content-type': 'application/ocsp-request'}
      const response = await fetch(url, {method: 'POST', body, headers})
      const now = Date.now()
      const bytes = new Uint8Array(await response.arrayBuffer())
      const status = decide([testifyOcsp(bytes, {certificate, issuer, from: url, now})], now)
      if (status.status !== 'unknown') return fact(status.status)
      return fact('unknown', `unknown (${status.doubt})`)
    },
    theirs: async (cast): Promise<Word> => {
      const {said} = ran('openssl', [
        ...['ocsp', '-url', await address(cast), '-issuer', cast.authority().path, '-cert', asked(cast).path],
        ...['-CAfile', cast.mint.bundle('ocsp-trusted', cast.authority(), cast.root()), '-no_nonce'],
      ])
      const status = /: (good|revoked|unknown)$/m.exec(said)?.[1] ?? 'unknown'
      if (!said.includes('Response verify OK')) return fact('unknown', 'unknown (Response Verify Failure)')
      return fact(status)
    },
  }
}

export const responderPart: Part = {
  title: 'OCSP',
  about: 'The answer of a real `openssl ocsp` responder, read by dmp and by `openssl ocsp`.',
  cases: [
    answered('good, by a delegate', {knows: 'good', signer: delegate}),
    answered('good, by the authority itself', {knows: 'good', signer: own}),
    answered('good, responder named by its key', {
      knows: 'good',
      signer: delegate,
      args: ['-resp_key_id', '-ndays', '1'],
    }),
    answered('good, without a next date', {knows: 'good', signer: delegate, args: []}),
    answered('revoked', {knows: 'revoked', signer: delegate}),
    answered('revoked, by the authority itself', {knows: 'revoked', signer: own}),
    answered('not known to the responder', {knows: 'nothing', signer: delegate}),
    answered('good, signed by a certificate without delegation', {
      knows: 'good',
      signer: (cast) => cast.leaf('no-delegate', lasting),
    }),
    answered('good, signed by an authority of another environment', {
      knows: 'good',
      signer: (cast) => cast.authority('production'),
    }),
    answered('revoked, signed by a delegate that has ended', {
      knows: 'revoked',
      signer: (cast) =>
        cast.leaf('ended-delegate', {
          from: '20200105090000Z',
          to: '20230105090000Z',
          extensions: ['extendedKeyUsage=OCSPSigning', 'authorityKeyIdentifier=keyid'],
        }),
    }),
  ],
}
