/** A registry on disk, filled with entries as tests want them. */
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {EntryOrigin} from '../../../src/lib/sandbox/store/counted-entries.ts'
import {RegistryStore, type StoredEntry} from '../../../src/lib/sandbox/store/registry-store.ts'

export interface Filed {
  readonly uniqueId?: string
  readonly finess?: string
  readonly entity?: string
  /** UTC, as XDS writes it. */
  readonly submitted?: string
  readonly created?: string
  readonly type?: string
  readonly software?: string
  readonly status?: 'Approved' | 'Deprecated' | 'Deleted'
  readonly replaces?: string
  readonly isSignature?: boolean
  readonly receivedAt?: number
  /** As an earlier version would have filed it. */
  readonly origin?: undefined
}

export class FilledRegistry {
  readonly folder = mkdtempSync(join(tmpdir(), 'dmp-figures-registry-'))
  readonly store = RegistryStore.open(this.folder, 0)
  #next = 0

  /** Each in a set of its own. */
  file(...ones: readonly Filed[]): void {
    for (const one of ones) this.#commit([one])
  }

  /** All in one set: quick for very many. */
  fileTogether(ones: readonly Filed[]): void {
    this.#commit(ones)
  }

  #commit(ones: readonly Filed[]): void {
    const set = `set.${this.#next}`
    this.store.commit({
      set: {
        ...{uniqueId: set, sourceId: 's', kind: 'submission', patientKey: 'p', patientId: 'p'},
        ...{structureId: '', receivedAt: 0},
      },
      entries: ones.map((one) => this.#entry(one, set)),
      statusChanges: [],
    })
  }

  #entry(one: Filed, setUniqueId: string): StoredEntry {
    this.#next += 1
    const n = this.#next
    const {finess = '750000001', entity = finess, status = 'Approved'} = one
    const origin: EntryOrigin = {
      entity: `1${entity}`,
      site: `1${finess}`,
      software: one.software ?? 'DPI',
      submissionTime: one.submitted ?? '20260302100000',
      creationTime: one.created ?? '20260301',
    }
    return {
      ...{entryUuid: `urn:uuid:${n}`, logicalId: `urn:uuid:${n}`, uniqueId: one.uniqueId ?? `doc.${n}`},
      ...{setUniqueId, patientKey: 'p', patientId: 'p', structureId: `1${finess}`},
      ...{sha1: '', sha256: '', size: 1, mimeType: 'text/xml', confidentiality: 'N'},
      status: `urn:status:${status}`,
      receivedAt: one.receivedAt ?? 0,
      typeCode: one.type ?? '11490-0',
      isSignature: one.isSignature ?? false,
      cdaSetId: undefined,
      cdaVersion: undefined,
      replaces: one.replaces,
      ...('origin' in one ? {} : {origin}),
    }
  }

  remove(): void {
    this.store.close()
    rmSync(this.folder, {recursive: true, force: true})
  }
}
