import {type Certificate, peerOf, readPemCertificates} from '../certificate/certificate.ts'
import type {TrustAnchors} from '../certificate/chain.ts'
import {FaultKnobs} from '../faults/fault-knobs.ts'
import {UsedOnce} from '../vihf/freshness.ts'
import type {VihfPolicy} from '../vihf/vihf.ts'
import type {SandboxCounters, SandboxOptions} from './options.ts'
import {SubmissionQuota} from './submission-quota.ts'

/** What the calls of one running sandbox have in common. */
export interface Gate {
  readonly options: SandboxOptions
  readonly trust: TrustAnchors
  readonly knobs: FaultKnobs
  readonly quota: SubmissionQuota
  readonly messageIds: UsedOnce
  readonly assertionIds: UsedOnce
  readonly vihf: VihfPolicy
  readonly counters: SandboxCounters
  log(event: string, facts: Readonly<Record<string, string | number>>): void
}

export function openGate(options: SandboxOptions): Gate {
  const counters: SandboxCounters = {
    connections: 0,
    calls: 0,
    accepted: 0,
    refused: 0,
    submissions: 0,
    quotaRefused: 0,
  }
  return {
    options,
    trust: {authorities: readPemCertificates(options.tls.ca)},
    knobs: new FaultKnobs(options.faults),
    quota: new SubmissionQuota({perSecond: 4, perDay: 30_000, ...options.quota}),
    messageIds: new UsedOnce(),
    assertionIds: new UsedOnce(),
    vihf: {maxAgeSeconds: 30, ...options.vihf},
    counters,
    log(event, facts) {
      const time = new Date(options.clock.now()).toISOString()
      options.log?.(JSON.stringify({time, event, ...facts}))
    },
  }
}

/** Struct_IdNat of a client certificate: the establishment whose quota a call uses. */
export function establishmentOf(certificate: Certificate): string {
  return peerOf(certificate).subject.OU
}
