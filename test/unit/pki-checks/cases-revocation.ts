import type {RevocationDoubt} from '../../../src/lib/revocation/status.ts'
import {type Case, dayMs, now} from './kit.ts'

const evidence = {by: 'crl', from: 'http://crl.test/a.crl', thisUpdate: now - dayMs} as const
const unknown = (doubt: RevocationDoubt) =>
  ({status: 'unknown', doubt, tries: [{from: 'http://crl.test/a.crl', doubt}]}) as const

/** Revocation: revoked, good, and not known. */
export const revocationCases: readonly Case[] = [
  {
    id: 'REV-01',
    says: 'holds for good',
    expected: 'ok',
    look: (kit) => kit.one({revocation: {status: 'good', ...evidence}}),
  },
  {
    id: 'REV-01',
    says: 'refuses revoked',
    expected: 'error',
    look: (kit) => kit.one({revocation: {status: 'revoked', at: now - dayMs, stale: false, ...evidence}}),
  },
  {
    id: 'REV-01',
    says: 'refuses what a stale list says is revoked',
    expected: 'error stale',
    look: (kit) => kit.one({revocation: {status: 'revoked', at: now - dayMs, stale: true, ...evidence}}),
  },
  {
    id: 'REV-01',
    says: 'keeps refusing what a later list takes back, and says so',
    expected: 'error contradicted',
    look: (kit) =>
      kit.one({
        revocation: {
          status: 'revoked',
          at: now - dayMs,
          stale: false,
          ...evidence,
          contradictedBy: {...evidence, thisUpdate: now},
        },
      }),
  },
  {
    id: 'REV-02',
    says: 'tells which source was asked in vain beside the one that holds',
    expected: 'info unheard',
    look: (kit) =>
      kit.one({
        revocation: {
          status: 'good',
          ...evidence,
          unheard: [{from: 'http://ocsp.test', doubt: 'refused', detail: '403'}],
        },
      }),
  },
  {
    id: 'REV-01',
    says: 'never calls unknown good',
    expected: 'skipped',
    look: (kit) => kit.one({revocation: unknown('unreachable')}),
  },
  {
    id: 'REV-01',
    says: 'refuses what a revoked authority signed, although it is not revoked itself',
    expected: 'error authority',
    look: (kit) =>
      kit.one({
        revocation: {status: 'good', ...evidence},
        chainRevocation: [
          {issuer: 'AC', status: {status: 'revoked', at: now - dayMs, stale: false, ...evidence}},
        ],
      }),
  },
  {
    id: 'REV-02',
    says: 'warns of an authority whose revocation is not known',
    expected: 'warning authority',
    look: (kit) =>
      kit.one({
        revocation: {status: 'good', ...evidence},
        chainRevocation: [{issuer: 'AC', status: unknown('unreachable')}],
      }),
  },
  {
    id: 'REV-02',
    says: 'warns of an authority that names no address',
    expected: 'warning authority-no-address',
    look: (kit) =>
      kit.one({
        revocation: {status: 'good', ...evidence},
        chainRevocation: [{issuer: 'AC', status: unknown('no-address')}],
      }),
  },
  {
    id: 'REV-02',
    says: 'is an error for an authority that nobody can ask about, where the profile is strict',
    expected: 'error authority-no-address',
    look: (kit) =>
      kit.one({
        revocation: {status: 'good', ...evidence},
        revocationMode: 'strict',
        chainRevocation: [{issuer: 'AC', status: unknown('no-address')}],
      }),
  },
  {
    id: 'REV-02',
    says: 'says nothing of an authority that is believed for itself',
    expected: 'ok',
    look: (kit) =>
      kit.one({
        revocation: {status: 'good', ...evidence},
        chainRevocation: [{issuer: 'AC', status: unknown('unreachable'), believed: true}],
      }),
  },
  {
    id: 'REV-01',
    says: 'refuses a revoked authority, believed or not',
    expected: 'error authority',
    look: (kit) =>
      kit.one({
        chainRevocation: [
          {
            issuer: 'AC',
            status: {status: 'revoked', at: now - dayMs, stale: true, ...evidence},
            believed: true,
          },
        ],
      }),
  },
  {
    id: 'REV-02',
    says: 'holds for a chain of which nothing is revoked',
    expected: 'ok',
    look: (kit) =>
      kit.one({
        revocation: {status: 'good', ...evidence},
        chainRevocation: [{issuer: 'AC', status: {status: 'good', ...evidence}}],
      }),
  },
  {
    id: 'REV-02',
    says: 'holds for good',
    expected: 'ok',
    look: (kit) => kit.one({revocation: {status: 'good', ...evidence}}),
  },
  ...(
    [
      'issuer-unknown',
      'unreachable',
      'refused',
      'unreadable',
      'wrong-signer',
      'stale',
      'not-yet-valid',
      'responder-does-not-know',
      'back-off',
    ] as const
  ).map(
    (doubt): Case => ({
      id: 'REV-02',
      says: `only warns of a list that is ${doubt}`,
      expected: `warning ${doubt}`,
      look: (kit) => kit.one({revocation: unknown(doubt)}),
    }),
  ),
  {
    id: 'REV-02',
    says: 'tells a certificate without an address',
    expected: 'warning no-address',
    look: (kit) => kit.one({revocation: {status: 'unknown', doubt: 'no-address', tries: []}}),
  },
  {
    id: 'REV-02',
    says: 'tells a certificate whose addresses cannot be asked over HTTP',
    expected: 'warning address-unusable',
    look: (kit) => kit.one({revocation: unknown('no-address')}),
  },
  {
    id: 'REV-02',
    says: 'is no alarm where the operator asked for no network',
    expected: 'info offline',
    look: (kit) => kit.one({revocation: unknown('offline')}),
  },
  {
    id: 'REV-02',
    says: 'is no alarm where the profile wants no check',
    expected: 'info off',
    look: (kit) => kit.one({revocation: unknown('off'), revocationMode: 'off'}),
  },
  {
    id: 'REV-02',
    says: 'is an error where the profile is strict, even offline',
    expected: 'error offline',
    look: (kit) => kit.one({revocation: unknown('offline'), revocationMode: 'strict'}),
  },
  {
    id: 'REV-02',
    says: 'tells that a list given was not used (wrong-signer)',
    expected: 'info list-wrong-signer',
    look: (kit) =>
      kit.one({
        revocation: {
          status: 'good',
          ...evidence,
          unusedLists: [{from: '/srv/a.crl', doubt: 'wrong-signer'}],
        },
      }),
  },
  {
    id: 'REV-02',
    says: 'tells that a list given was not used (delta)',
    expected: 'warning list-delta',
    look: (kit) =>
      kit.one({
        revocation: {
          status: 'good',
          ...evidence,
          unusedLists: [{from: '/srv/a.crl', doubt: 'unreadable', detail: 'delta'}],
        },
      }),
  },
  {
    id: 'REV-02',
    says: 'tells that a list given was not used (stale)',
    expected: 'warning list-stale',
    look: (kit) =>
      kit.one({
        revocation: {
          status: 'good',
          ...evidence,
          unusedLists: [{from: '/srv/a.crl', doubt: 'stale', detail: '2026-01-01T00:00:00.000Z'}],
        },
      }),
  },
  {
    id: 'REV-02',
    says: 'tells that a list given was not used (unreadable)',
    expected: 'warning list-unreadable',
    look: (kit) =>
      kit.one({
        revocation: {
          status: 'good',
          ...evidence,
          unusedLists: [{from: '/srv/a.crl', doubt: 'unreadable', detail: 'other-point'}],
        },
      }),
  },
]
