/**
 * What a submission says, read from ebRIM into plain values (IHE ITI TF-3 §4.2; GIE message samples). The registry's
 * rules work on these shapes; nothing here is judged beyond being well-formed.
 */

export interface LotCode {
  readonly code: string
  readonly system: string
  readonly label: string
}

export interface LotAuthor {
  readonly person: string
  readonly institutions: readonly string[]
  readonly roles: readonly string[]
  readonly specialties: readonly string[]
}

export interface LotSet {
  /** Id inside the message. */
  readonly id: string
  readonly uniqueId: string
  readonly sourceId: string
  readonly patientId: string
  readonly submissionTime: string
  readonly title: string
  readonly author: LotAuthor
  readonly contentType: LotCode
}

export interface LotEntry {
  readonly id: string
  readonly mimeType: string
  readonly uniqueId: string
  readonly patientId: string
  readonly title: string
  /** Every slot by name; times, language, hash, size, legal authenticator and so on. */
  readonly slots: ReadonlyMap<string, readonly string[]>
  readonly authors: readonly LotAuthor[]
  readonly classCode: LotCode
  readonly typeCode: LotCode
  readonly format: LotCode
  readonly facility: LotCode
  readonly practice: LotCode
  readonly confidentiality: readonly LotCode[]
  readonly events: readonly LotCode[]
}

export interface LotAssociation {
  readonly type: string
  readonly source: string
  readonly target: string
  readonly objectType: string | undefined
  readonly slots: ReadonlyMap<string, readonly string[]>
}

export interface Submission {
  readonly set: LotSet
  readonly entries: readonly LotEntry[]
  readonly associations: readonly LotAssociation[]
}

/** The single value of a slot. */
export function slotOf(entry: LotEntry, name: string): string | undefined {
  return entry.slots.get(name)?.[0]
}
