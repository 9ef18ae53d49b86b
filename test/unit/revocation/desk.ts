import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import type {Clock} from '../../../src/lib/ports/clock.ts'
import type {Revocation, RevocationWish} from '../../../src/lib/ports/revocation.ts'
import type {RevocationStatus} from '../../../src/lib/revocation/status.ts'
import {createRevocation} from '../../../src/lib/revocation-sources/revocation.ts'
import {systemClock} from '../../../src/lib/system/clock.ts'
import {systemRandom} from '../../../src/lib/system/random.ts'
import {ListServer, RevocationDesk} from '../../support/revocation-desk.ts'
import {authUse, type Issued, TestPki} from '../../support/test-keys.ts'

export const dayMs = 86_400_000

/** A revocation checker with a cache of its own and a clock that a test sets forward. */
export function desk(
  folder = mkdtempSync(join(tmpdir(), 'dmp-revocation-cache-')),
  env: Readonly<Record<string, string>> = {},
): {
  readonly folder: string
  readonly revocation: Revocation
  later(ms: number): void
} {
  let ahead = 0
  const clock: Clock = {...systemClock, now: () => Date.now() + ahead}
  return {
    folder,
    revocation: createRevocation({folder, clock, random: systemRandom, files: localFiles, env}),
    later: (ms) => {
      ahead += ms
    },
  }
}

/** What the tests of asking share: an authority and one of the same name, a list server, a leaf and its responder. */
export class RevocationStage {
  readonly pki = new TestPki()
  readonly stranger = new TestPki({
    intermediateDn:
      '/C=FR/O=DMP ESSAI/OU=0002 000000000/OU=IGC-SANTE TEST FICTIF/CN=TEST AC ORGANISATIONS FICTIVE',
  })
  readonly made = new RevocationDesk(this.pki)
  readonly server: ListServer
  readonly leaf: Issued
  readonly delegate: Issued
  at = desk()
  readonly #caches = [this.at.folder]

  constructor(server: ListServer) {
    this.server = server
    this.leaf = this.pki.leaf('leaf', {
      extensions: [...authUse, `crlDistributionPoints=URI:${server.url('list.crl')}`],
    })
    this.delegate = this.pki.leaf('ocsp', {extensions: ['extendedKeyUsage=OCSPSigning']})
  }

  static async open(): Promise<RevocationStage> {
    return new RevocationStage(await ListServer.open())
  }

  /** A leaf that names these addresses, with the key of the first. */
  named(name: string, list: string, ocsp?: string): Issued {
    return this.pki.leaf(name, {
      keyOf: this.leaf,
      extensions: [
        ...authUse,
        ...(list ? [`crlDistributionPoints=URI:${list}`] : []),
        ...(ocsp ? [`authorityInfoAccess=OCSP;URI:${ocsp}`] : []),
      ],
    })
  }

  ask({certificate}: Issued, wish: Partial<RevocationWish> = {}): Promise<RevocationStatus> {
    const issuer = this.pki.intermediate.certificate
    return this.at.revocation.statusOf(certificate, issuer, {offline: false, ...wish})
  }

  /** An empty cache and a server that knows nothing. */
  reset(): void {
    this.at = desk()
    this.#caches.push(this.at.folder)
    this.server.answers.clear()
    this.server.asked.length = 0
  }

  async close(): Promise<void> {
    await this.server.close()
    for (const part of [this.made, this.pki, this.stranger]) part.remove()
    for (const folder of this.#caches) rmSync(folder, {recursive: true, force: true})
  }
}
