/** `wrong_patient`: a document sent to the wrong patient, by uniqueId; its bytes and its number do not go to that INS again. */
export const holdKinds = [
  'source_id',
  'ipp',
  'ins',
  'document_id',
  'file_sha256',
  'unit',
  'author',
  'wrong_patient',
] as const
export type HoldKind = (typeof holdKinds)[number]

export interface Hold {
  readonly kind: HoldKind
  readonly value: string
  readonly reason: string
  readonly by: string
  readonly until?: number
  readonly createdAt: number
  /** Profile that laid it, in a journal that several share; absent: it concerns all of them. */
  readonly establishment?: string
}
