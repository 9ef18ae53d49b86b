/** Object identifiers in dotted form, as the DMP wants them in every id (EX_2.1-1130). */
export type Oid = string & {readonly __brand: 'Oid'}

const OID = /^[0-2](?:\.(?:0|[1-9]\d*))+$/
/** DICOM and XDS limit a UID to 64 characters. */
export const OID_MAX_LENGTH = 64

export function isOid(text: string): text is Oid {
  return text.length <= OID_MAX_LENGTH && OID.test(text)
}

/** The OID `2.25.<integer>` of a UUID (ITU-T X.667), for documents whose id is a UUID (EX_2.1-1130). */
export function oidOfUuid(uuid: string): Oid {
  return `2.25.${BigInt(`0x${uuid.replaceAll('-', '')}`)}` as Oid
}
