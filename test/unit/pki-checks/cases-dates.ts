import {igcSanteAnchors} from '../../../src/lib/pki/anchors.ts'
import {signUse, testSigns} from '../../support/test-keys.ts'
import {type Case, dayMs, type Kit, now} from './kit.ts'

const keyPeriod = (from: string, to: string) =>
  `2.5.29.16=DER:3022800F${Buffer.from(from).toString('hex')}810F${Buffer.from(to).toString('hex')}`
const olderSeal = (kit: Kit, end: string) =>
  kit.seal(`pkup-${end}`, {extensions: [...signUse, ...testSigns, keyPeriod('20200101000000Z', end)]})
const endOf = (kit: Kit) => kit.auth.certificate.notAfter
const crl = {by: 'crl', from: 'http://crl.test/a.crl', nextUpdate: now + dayMs} as const

/** Dates and environments. */
export const dateCases: readonly Case[] = [
  {id: 'TIME-01', says: 'holds before the end', expected: 'ok', look: (kit) => kit.one()},
  {
    id: 'TIME-01',
    says: 'holds in the very last second',
    expected: 'ok',
    look: (kit) => kit.one({now: endOf(kit)}),
  },
  {
    id: 'TIME-01',
    says: 'fails after the end',
    expected: 'error',
    look: (kit) => kit.one({now: endOf(kit) + 1}),
  },
  {id: 'TIME-02', says: 'holds from the first day', expected: 'ok', look: (kit) => kit.one()},
  {
    id: 'TIME-02',
    says: 'fails before the first day',
    expected: 'error',
    look: (kit) => kit.one({now: kit.auth.certificate.notBefore - 1}),
  },
  {
    id: 'TIME-03',
    says: 'says nothing far from the end',
    expected: 'ok',
    look: (kit) => kit.one({now: endOf(kit) - 61 * dayMs}),
  },
  {
    id: 'TIME-03',
    says: 'warns 60 days before the end',
    expected: 'warning',
    look: (kit) => kit.one({now: endOf(kit) - 60 * dayMs}),
  },
  {
    id: 'TIME-03',
    says: 'gives notice where one is wanted',
    expected: 'info',
    look: (kit) => kit.one({now: endOf(kit) - 80 * dayMs, thresholds: {noticeDays: 90}}),
  },
  {
    id: 'TIME-03',
    says: 'is an error from the number of days that the operator set',
    expected: 'error',
    look: (kit) => kit.one({now: endOf(kit) - 15 * dayMs, thresholds: {errorDays: 15}}),
  },
  {
    id: 'TIME-03',
    says: 'leaves the end itself to TIME-01',
    expected: 'ok',
    look: (kit) => kit.one({now: endOf(kit) + 1}),
  },
  {
    id: 'TIME-03',
    says: 'counts to the end of the key, where that comes first',
    expected: 'error key',
    look: (kit) =>
      kit.one({certificate: olderSeal(kit, '20300610000000Z'), thresholds: {warnDays: 60, errorDays: 15}}),
  },
  {
    id: 'TIME-03',
    says: 'leaves an ended key to TIME-04',
    expected: 'ok',
    look: (kit) => kit.one({certificate: olderSeal(kit, '20260101000000Z')}),
  },
  {id: 'TIME-04', says: 'holds without a private key period', expected: 'ok', look: (kit) => kit.one()},
  {
    id: 'TIME-04',
    says: 'warns of a key that must stop before its certificate',
    expected: 'warning',
    look: (kit) => kit.one({certificate: olderSeal(kit, '20980101000000Z')}),
  },
  {
    id: 'TIME-04',
    says: 'says that the key may not sign yet',
    expected: 'warning early',
    look: (kit) =>
      kit.one({
        certificate: kit.seal('pkup-early', {
          extensions: [...signUse, ...testSigns, keyPeriod('20980101000000Z', '20981231000000Z')],
        }),
      }),
  },
  {
    id: 'TIME-04',
    says: 'says that the key had to stop already',
    expected: 'error ended',
    look: (kit) => kit.one({certificate: olderSeal(kit, '20260101000000Z')}),
  },
  {id: 'TIME-05', says: 'holds for two that end together', expected: 'ok', look: (kit) => kit.pair()},
  {
    id: 'TIME-05',
    says: 'tells two that end more than 30 days apart',
    expected: 'info',
    look: (kit) => kit.pair({}, {}, {certificate: kit.seal('early', {notAfter: '20991101000000Z'})}),
  },
  {id: 'TIME-06', says: 'holds where the authorities last as long', expected: 'ok', look: (kit) => kit.one()},
  {
    id: 'TIME-06',
    says: 'warns of an authority that ends first',
    expected: 'warning',
    look: (kit) => {
      const name = '/C=FR/O=DMP ESSAI/CN=AC QUI FINIT'
      const authority = kit.authority('short-authority', name, {notAfter: '20500101000000Z'})
      const certificate = kit.pki.issue('of-short', authority, {keyOf: kit.auth}).certificate
      return kit.one({certificate, pool: [authority.certificate, kit.pki.root.certificate]})
    },
  },
  {
    id: 'TIME-06',
    says: 'knows the end of an anchor whose certificate is not at hand',
    expected: 'warning',
    look: (kit) => {
      const [anchor] = igcSanteAnchors
      return kit.one({pool: [], trusted: [], ...(anchor ? {path: {kind: 'anchor' as const, anchor}} : {})})
    },
  },
  {
    id: 'TIME-06',
    says: 'needs an issuer to judge',
    expected: 'skipped',
    look: (kit) => kit.one({pool: [], trusted: []}),
  },
  {
    id: 'TIME-07',
    says: 'believes a clock that is ahead of all it sees',
    expected: 'ok',
    look: (kit) => kit.one({revocation: {status: 'good', ...crl, thisUpdate: now - dayMs}}),
  },
  {
    id: 'TIME-07',
    says: 'doubts a clock that is behind a revocation list',
    expected: 'warning',
    look: (kit) => kit.one({revocation: {status: 'good', ...crl, thisUpdate: now + dayMs}}),
  },
  {
    id: 'TIME-07',
    says: 'doubts a clock that is behind the date of a file',
    expected: 'warning',
    look: (kit) => kit.one({file: {path: '/srv/a.p12', modifiedMs: now + 2 * dayMs}}),
  },
  {
    id: 'TIME-07',
    says: 'doubts a clock that is behind a list which comes too early to count',
    expected: 'warning',
    look: (kit) => {
      const early = {from: 'x', doubt: 'not-yet-valid', detail: '2088-01-01T00:00:00.000Z'} as const
      return kit.one({revocation: {status: 'unknown', doubt: 'not-yet-valid', tries: [early]}})
    },
  },
  {
    id: 'TIME-07',
    says: 'needs something dated to compare with',
    expected: 'skipped',
    look: (kit) => kit.one(),
  },
  {
    id: 'ENV-01',
    says: 'holds for a TEST certificate in test',
    expected: 'ok',
    look: (kit) => kit.one({environment: 'test'}),
  },
  {
    id: 'ENV-01',
    says: 'holds without a profile where the signs agree',
    expected: 'ok',
    look: (kit) => kit.one(),
  },
  {
    id: 'ENV-01',
    says: 'refuses a TEST certificate in production',
    expected: 'error mismatch',
    look: (kit) => kit.one({environment: 'production'}),
  },
  {
    id: 'ENV-01',
    says: 'refuses signs that contradict each other, whatever is expected',
    expected: 'error conflict',
    look: (kit) =>
      kit.one({
        certificate: kit.leaf('contradictory', {
          extensions: [
            'keyUsage=critical,digitalSignature',
            'extendedKeyUsage=clientAuth',
            '1.2.250.1.71.1.2.5=DER:040103',
          ],
        }),
      }),
  },
  {
    id: 'ENV-01',
    says: 'refuses a TEST certificate that a production authority is said to have signed',
    expected: 'error conflict',
    look: (kit) => {
      const anchor = igcSanteAnchors.find(({name}) => name === 'ACI-EL-ORG')
      return kit.one(anchor ? {path: {kind: 'anchor', anchor}} : {})
    },
  },
  {
    id: 'ENV-01',
    says: 'warns where nothing tells the environment and none is expected',
    expected: 'warning unknown',
    look: (kit) =>
      kit.one({certificate: kit.under('bare', '/C=FR/O=ESSAI/CN=AC SANS SIGNE', {extensions: []})}),
  },
  {
    id: 'ENV-01',
    says: 'refuses a certificate without signs in a profile',
    expected: 'error unknown',
    look: (kit) =>
      kit.one({
        certificate: kit.under('bare', '/C=FR/O=ESSAI/CN=AC SANS SIGNE', {extensions: []}),
        environment: 'test',
      }),
  },
  {id: 'ENV-02', says: 'holds for the present PKI', expected: 'ok', look: (kit) => kit.one()},
  {
    id: 'ENV-02',
    says: 'refuses the former IGC-CPS',
    expected: 'error',
    look: (kit) => kit.one({certificate: kit.under('legacy', '/C=FR/O=GIP-CPS/OU=AC-CLASSE-4')}),
  },
]
