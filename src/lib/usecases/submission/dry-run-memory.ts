import type {DocumentUniqueId, EntryUuid} from '../../ids/identifiers.ts'
import type {Oid} from '../../ids/oid.ts'
import type {PreparedDocument} from './prepare-document.ts'
import type {ReplacedVersion} from './submit-one.ts'

/** The documents of one dry run so far: what a real run would already have sent when it comes to the next one. */
export class DryRunMemory {
  readonly #bytes = new Map<string, string>()
  readonly #sent = new Map<string, PreparedDocument>()

  /** The document of the same run with the same bytes for the same patient and place, when there is one. */
  twin({sourceSha256, ins, request}: PreparedDocument): string | undefined {
    const key = `${sourceSha256} ${ins.oid} ${ins.matricule} ${request.replaces ?? ''}`
    const first = this.#bytes.get(key)
    if (first === undefined) this.#bytes.set(key, request.origin ? `${request.origin.line}` : request.file)
    return first
  }

  keep(document: PreparedDocument): void {
    const {request, reading} = document
    for (const name of [request.sourceId, reading?.header.id?.root])
      if (name !== undefined) this.#sent.set(name, document)
  }

  /** An earlier document of the run as a version to replace; its identifiers are placeholders. */
  version(name: string): ReplacedVersion | undefined {
    const earlier = this.#sent.get(name)
    if (!earlier) return undefined
    const {visibility} = earlier.request
    return {
      uniqueId: '2.25.5' as Oid as string as DocumentUniqueId,
      entryUuid: 'urn:uuid:00000000-0000-0000-0000-000000000000' as EntryUuid,
      setId: '2.25.4',
      versionNumber: 1,
      ...(visibility ? {visibility} : {}),
      requirePatient() {},
    }
  }
}
