import {allowedUses} from '../../cards/card-types.ts'
import type {CardCertificate, CardCertificateUse} from '../card-certificate.ts'
import type {Evidence, Judgement, Params} from '../check.ts'
import {judgeKnown} from '../judge-known.ts'
import {matchedToken, type Token} from '../match-token.ts'
import {flagsText, type PinState, pinState, tokenFlags} from '../pin-state.ts'
import {clockGap} from '../server-clock.ts'
import {cardTrouble, returned, withoutToken} from './cps-token.ts'

const dayMs = 86_400_000
/** A card takes weeks to be renewed. */
const soonDays = 60

type Read = Extract<CardCertificate, {state: 'read'}>

/** Certificates of the card, read without a PIN: dates, authority, usage, test or real. */
export const p11Certs = judgeKnown(
  ['cpsModule'],
  ['readers', 'network'],
  ({cpsModule, readers, network}, {settings}): Judgement => {
    const token = matchedToken(readers, cpsModule)
    if (!token) return withoutToken(cpsModule)
    const {certificates} = token
    const gap = clockGap(network)
    const now = settings.now + gap
    if (certificates.state === 'failed')
      return {status: 'error', ...cardTrouble(certificates, undefined), evidence: [returned(certificates)]}
    const legible = certificates.list.filter(isLegible)
    const read = legible.filter(({use}) => use !== 'other')
    const unreadable = certificates.list.length - legible.length
    const evidence = [
      ...(gap === 0 ? [] : [{code: 'dates-by-server-clock'}]),
      ...read.flatMap((one) => describe(one, now)),
      // The server asks for it when the card connects.
      ...(read.length === 0 ? [] : [{code: 'card-revocation-not-asked'}]),
      ...(unreadable === 0 ? [] : [{code: 'card-certificates-unreadable', params: {count: unreadable}}]),
    ]
    const auth = read.find(({use}) => use === 'auth')
    const remedy = {code: 'renew-card'}
    if (!auth) {
      const code =
        certificates.list.length === 0
          ? 'no-card-certificate'
          : unreadable > 0
            ? 'card-certificate-unreadable'
            : 'no-auth-certificate'
      return {status: 'error', cause: {code}, evidence, remedy}
    }
    return judged(read, auth, cpsModule.expected, evidence, now)
  },
)

/** A date that cannot be read would be neither past nor near. */
const isLegible = (one: CardCertificate): one is Read =>
  one.state === 'read' && Number.isFinite(one.notBefore) && Number.isFinite(one.notAfter)

function judged(
  read: readonly Read[],
  auth: Read,
  expected: 'production' | 'test' | null,
  evidence: readonly Evidence[],
  now: number,
): Judgement {
  const told = (status: 'warn' | 'error', code: string, remedy: string, params = {}): Judgement => ({
    status,
    cause: {code, params},
    evidence,
    remedy: {code: remedy, params},
  })
  const {environment, issuer} = auth
  const [faulty] = read.flatMap(({proof}) => (proof.state === 'faulty' ? [proof] : []))
  if (faulty) {
    const {check, message, params} = faulty
    return told('error', 'certs-finding', 'doubt-card', {...params, check, message})
  }
  if (environment === 'test' && expected === 'production')
    return told('error', 'test-card-in-production', 'use-real-card', {issuer})
  const ended = read.find(({notAfter}) => notAfter <= now)
  if (ended)
    return told('error', `card-certificate-expired-${ended.use}`, 'renew-card', {
      days: Math.floor((now - ended.notAfter) / dayMs),
    })
  const early = read.find(({notBefore}) => notBefore > now)
  if (early)
    return told('error', 'card-certificate-early', 'look-at-card-dates', {date: isoDay(early.notBefore)})
  const kind = judgedKind(auth, evidence)
  if (kind) return kind
  const days = Math.floor((Math.min(...read.map(({notAfter}) => notAfter)) - now) / dayMs)
  if (days < soonDays) return told('warn', 'card-certificate-ends', 'renew-card', {days})
  if (environment === 'production' && expected === 'test')
    return told('warn', 'real-card-in-test', 'use-test-card', {issuer})
  if (environment === 'test' && expected === null) return told('warn', 'test-card', 'use-real-card', {issuer})
  if (environment === 'unknown' || environment === 'conflict')
    return told('warn', `card-issuer-${environment}`, 'look-at-card-issuer', {issuer})
  // Names and dates are whatever its maker wrote: without a signature that is known they prove nothing.
  const unproved = read.find(({proof}) => proof.state !== 'proved')
  if (unproved)
    return wanting('card-issuer-unproved', {issuer: unproved.issuer}, 'add-card-authority', evidence)
  if (auth.product !== 'CARD_AUTH')
    return wanting('card-product-unproved', {product: auth.product, issuer}, 'look-at-card-product', evidence)
  const [first, ...others] = evidence
  if (!first) return {status: 'unknown', cause: {code: 'no-evidence'}, evidence}
  return {status: 'ok', cause: {code: 'card-certificates-good', params: {days}}, evidence: [first, ...others]}
}

/**
 * The kind of card against what the professional wants of it: to consult. A kind that no source gives that right, and a
 * card that does not say which it is, are never found well. The server decides in the end.
 */
function judgedKind({cardType, product}: Read, evidence: readonly Evidence[]): Judgement | undefined {
  // What is no card's certificate is told as that.
  if (cardType === null)
    return product === 'CARD_AUTH'
      ? wanting('card-kind-unsaid', {}, 'look-at-card-product', evidence)
      : undefined
  const allowed = allowedUses(cardType).find(({use}) => use === 'consult')?.allowed ?? 'untold'
  const code = `card-kind-${cardType}`
  if (allowed === 'no') return {status: 'error', cause: {code}, evidence, remedy: {code: 'use-own-cps'}}
  return allowed === 'untold' ? wanting(code, {}, 'use-own-cps', evidence) : undefined
}

function wanting(code: string, params: Params, remedy: string, evidence: readonly Evidence[]): Judgement {
  return {status: 'unknown', cause: {code, params}, evidence, remedy: {code: remedy, params}}
}

function describe(
  {use, notAfter, issuer, environment, proof, cardType}: Read,
  now: number,
): readonly Evidence[] {
  const days = Math.floor((notAfter - now) / dayMs)
  const params = {issuer, end: isoDay(notAfter), days}
  return [
    {code: `card-certificate-${use satisfies CardCertificateUse}`, params},
    {code: `card-certificate-environment-${environment}`, params: {issuer}},
    ...(use === 'auth' && cardType !== null ? [{code: `card-type-${cardType}`}] : []),
    ...(proof.state === 'proved'
      ? [{code: `card-signed-${proof.by}`, params: {authority: proof.authority}}]
      : []),
  ]
}

/** A date that no calendar has is told as it is. */
const isoDay = (ms: number) =>
  Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString().slice(0, 10) : '?'

const pinVerdicts: Readonly<
  Record<Exclude<PinState, 'clear'>, {readonly status: 'warn' | 'error'; readonly remedy: string}>
> = {
  locked: {status: 'error', remedy: 'unblock-pin'},
  'locked-for-good': {status: 'error', remedy: 'replace-card'},
  'final-try': {status: 'warn', remedy: 'mind-last-try'},
  'count-low': {status: 'warn', remedy: 'mind-pin'},
  'unblock-locked': {status: 'warn', remedy: 'never-miss-pin'},
  'not-set': {status: 'warn', remedy: 'set-pin'},
  'to-be-changed': {status: 'warn', remedy: 'change-pin'},
}

/** State of the PIN by the flags of the token, the worst of them alone. No PIN is tried. */
export const p11Pin = judgeKnown(['cpsModule'], ['readers'], ({cpsModule, readers}): Judgement => {
  const token = matchedToken(readers, cpsModule)
  if (!token) return withoutToken(cpsModule)
  const state = pinState(token.flags)
  const evidence: readonly [Evidence, ...Evidence[]] = [flags(token), ...lengths(token)]
  if (state === 'clear') return {status: 'ok', cause: {code: 'pin-clear'}, evidence}
  const {status, remedy} = pinVerdicts[state]
  return {status, cause: {code: `pin-${state}`}, evidence, remedy: {code: remedy}}
})

const flags = (token: Token): Evidence => ({code: 'token-flags', params: {flags: flagsText(token.flags)}})

function lengths({flags: word, minPin, maxPin}: Token): readonly Evidence[] {
  const keypad = (word & tokenFlags.keypad) !== 0
  return [{code: 'pin-length', params: {min: minPin, max: maxPin}}, ...(keypad ? [{code: 'pin-keypad'}] : [])]
}

/** The login that the person asked for. */
export const p11PinTest = judgeKnown(['pinTest'], [], ({pinTest}): Judgement => {
  switch (pinTest.outcome) {
    case 'accepted':
      return {
        status: 'ok',
        cause: {code: 'pin-accepted'},
        evidence: [{code: 'pin-accepted'}, {code: `pin-after-${pinTest.after}`}],
      }
    case 'wrong':
      return {
        status: 'error',
        cause: {code: 'pin-wrong'},
        evidence: [{code: `pin-after-${pinTest.after}`}],
        remedy: {code: pinTest.after === 'locked' ? 'unblock-pin' : 'mind-pin'},
      }
    case 'refused':
      return {
        status: 'error',
        cause: {code: `pin-refused-${pinTest.because}`},
        evidence: [],
        remedy: {
          code:
            pinTest.because === 'locked'
              ? 'unblock-pin'
              : pinTest.because === 'length'
                ? 'mind-pin'
                : 'mind-last-try',
        },
      }
    case 'failed':
      return {
        status: 'unknown',
        cause: {code: 'pin-test-failed', params: {problem: pinTest.problem, detail: pinTest.detail}},
        evidence: [],
        remedy: {code: 'look-at-pin-first'},
      }
  }
})
