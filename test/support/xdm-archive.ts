/** IHE XDM archives of invented documents. */
import {createHash} from 'node:crypto'
import yazl from 'yazl'
import {entrySchemes} from '../../src/lib/xds/schemes.ts'
import type {CarriedCda} from './carried-cda.ts'

export async function zipOf(
  members: Readonly<Record<string, Uint8Array | string>>,
  options: {mode?: number} = {},
): Promise<Buffer> {
  const zip = new yazl.ZipFile()
  for (const [name, content] of Object.entries(members)) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content)
    zip.addBuffer(bytes, name, {mode: options.mode ?? 0o100644})
  }
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

export interface EntryWish {
  readonly uri?: string
  readonly hash?: string | undefined
  readonly size?: string | undefined
  readonly mimeType?: string
  readonly uniqueId?: string
  readonly ins?: string
  readonly typeCode?: string
  readonly masks?: readonly string[]
  /** A slot of any name beside the others. */
  readonly extra?: string
}

const slot = (name: string, value: string | undefined) =>
  value === undefined
    ? ''
    : `<r:Slot name="${name}"><r:ValueList><r:Value>${value}</r:Value></r:ValueList></r:Slot>`

function entry({bytes, input}: CarriedCda, index: number, wish: EntryWish): string {
  const digest = createHash('sha1').update(bytes).digest('hex')
  const code = (scheme: string, value: string) =>
    `<r:Classification classificationScheme="${scheme}" nodeRepresentation="${value}"/>`
  const id = (scheme: string, value: string) =>
    `<r:ExternalIdentifier identificationScheme="${scheme}" value="${value}"/>`
  return `<r:ExtrinsicObject id="e${index}" mimeType="${wish.mimeType ?? 'text/xml'}">${[
    slot('URI', wish.uri ?? `DOC000${index}.XML`),
    slot('hash', 'hash' in wish ? wish.hash : digest.toUpperCase()),
    slot('size', 'size' in wish ? wish.size : String(bytes.length)),
    wish.extra ? slot(wish.extra, 'D') : '',
    code(entrySchemes.typeCode, wish.typeCode ?? input.code.code),
    ...(wish.masks ?? ['N']).map((mask) => code(entrySchemes.confidentialityCode, mask)),
    id(entrySchemes.patientId, `${wish.ins ?? '265059999900141'}^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH`),
    id(entrySchemes.uniqueId, wish.uniqueId ?? input.id),
  ].join('')}</r:ExtrinsicObject>`
}

export function metadataOf(entries: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><l:SubmitObjectsRequest xmlns:l="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0" xmlns:r="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><r:RegistryObjectList>${entries.join('')}</r:RegistryObjectList></l:SubmitObjectsRequest>`
}

/** Members of an archive of these documents, as the folder of one subset lays them out. */
export function xdmMembers(
  documents: readonly CarriedCda[],
  wish: EntryWish = {},
  folder = 'IHE_XDM/SUBSET01/',
): Record<string, Uint8Array | string> {
  const members: Record<string, Uint8Array | string> = {
    'INDEX.HTM': '<html/>',
    [`${folder}METADATA.XML`]: metadataOf(documents.map((one, index) => entry(one, index + 1, wish))),
  }
  for (const [index, {bytes}] of documents.entries()) members[`${folder}DOC000${index + 1}.XML`] = bytes
  return members
}
