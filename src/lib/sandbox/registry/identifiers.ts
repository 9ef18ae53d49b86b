const OID = /^[0-2](?:\.(?:0|[1-9]\d*))+$/
const ENTRY_UUID = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** An OID of at most 64 characters. */
export function isRegistryOid(text: string): boolean {
  return text.length <= 64 && OID.test(text)
}

/** uniqueId of a document: an OID, or `root^extension` of at most 128 characters with an OID as root. */
export function isDocumentId(text: string): boolean {
  const [root = '', extension] = text.split('^')
  return (
    text.length <= 128 && isRegistryOid(root) && (extension === undefined || /^[!-~]{1,64}$/.test(extension))
  )
}

export function isEntryReference(text: string): boolean {
  return ENTRY_UUID.test(text)
}
