import type {PDFDict, PDFDocument, PDFObject} from '@cantoo/pdf-lib'
import type {PdfActiveContent, PdfFacts} from '../ports/pdf-inspector.ts'
import {emptyFacts} from './empty-facts.ts'
import {readClaim} from './xmp-claim.ts'

type PdfLib = typeof import('@cantoo/pdf-lib')

const ACTIONS: Readonly<Record<string, PdfActiveContent>> = {
  JavaScript: 'javascript',
  Launch: 'launch',
  SubmitForm: 'submit-form',
  ImportData: 'import-data',
  GoToR: 'goto-remote',
  GoToE: 'goto-remote',
  Rendition: 'rich-media',
  RichMediaExecute: 'rich-media',
}
const MEDIA: ReadonlySet<string> = new Set(['RichMedia', 'Screen', 'Movie', 'Sound', '3D'])
const EMBEDDABLE: ReadonlySet<string> = new Set([
  'Type1',
  'MMType1',
  'TrueType',
  'CIDFontType0',
  'CIDFontType2',
])

interface Seen {
  readonly active: Set<PdfActiveContent>
  links: number
  fontsNotEmbedded: number
}

export interface OpenedPdf {
  readonly facts: PdfFacts
  /** When it could be opened. */
  readonly document?: PDFDocument
}

/**
 * Opens a PDF and walks everything that hangs from its catalog. Runs in the worker: a hostile file may make it slow
 * or greedy, never wrong in the main thread.
 */
export async function readPdfFacts(bytes: Uint8Array): Promise<PdfFacts> {
  return (await openPdf(bytes)).facts
}

/** The facts of a PDF, and the PDF itself for who looks further. */
export async function openPdf(bytes: Uint8Array): Promise<OpenedPdf> {
  const lib = await import('@cantoo/pdf-lib')
  const version = headerVersion(bytes)
  let document: PDFDocument
  try {
    document = await lib.PDFDocument.load(bytes, {
      ignoreEncryption: true,
      updateMetadata: false,
      throwOnInvalidObject: true,
      preserveXFA: true,
    })
    // Encrypted metadata is noise, and the file is refused anyway.
    if (document.isEncrypted) return {facts: emptyFacts({version, encrypted: true})}
    return {facts: factsOf(lib, document, bytes, version), document}
  } catch {
    const encrypted = namesEncryption(bytes)
    return {facts: emptyFacts(encrypted ? {version, encrypted} : {version, damaged: true})}
  }
}

/** The trailer of an encrypted file is clear, while its object streams do not open. */
function namesEncryption(bytes: Uint8Array): boolean {
  return /\/Encrypt\s*(?:<<|\d+\s+\d+\s+R)/.test(Buffer.from(bytes).toString('latin1'))
}

function factsOf(lib: PdfLib, document: PDFDocument, bytes: Uint8Array, version: string): PdfFacts {
  const catalog = document.catalog
  const seen: Seen = {active: new Set(), links: 0, fontsNotEmbedded: 0}
  walk(lib, document, catalog, (dict) => note(lib, dict, seen))
  if (hasOpenAction(lib, catalog)) seen.active.add('open-action')
  const claim = readClaim(lib, catalog)
  const pages = document.getPageCount()
  return emptyFacts({
    version: [version, nameOf(lib, catalog, 'Version') ?? ''].sort().at(-1) ?? version,
    active: [...seen.active].sort(),
    links: seen.links,
    fontsNotEmbedded: seen.fontsNotEmbedded,
    ...claim,
    outputIntent: hasOutputIntent(lib, catalog),
    objectStreams: /\/Type\s*\/(?:ObjStm|XRef)\b/.test(Buffer.from(bytes).toString('latin1')),
    pages,
    ...(pages > 0 && {firstPage: firstPage(document)}),
  })
}

/** Visits each dictionary reachable from the catalog once, without recursion. */
function walk(lib: PdfLib, document: PDFDocument, from: PDFObject, visit: (dict: PDFDict) => void): void {
  const met = new Set<PDFObject>()
  const todo: PDFObject[] = [from]
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const object = next instanceof lib.PDFRef ? document.context.lookup(next) : next
    if (object === undefined || met.has(object)) continue
    met.add(object)
    const holder = object instanceof lib.PDFStream ? object.dict : object
    if (holder instanceof lib.PDFDict) visit(holder)
    todo.push(...membersOf(lib, holder).filter((value) => isContainer(lib, value)))
  }
}

function membersOf(lib: PdfLib, holder: PDFObject): PDFObject[] {
  if (holder instanceof lib.PDFDict) return holder.values()
  return holder instanceof lib.PDFArray ? holder.asArray() : []
}

function isContainer(lib: PdfLib, value: PDFObject): boolean {
  return (
    value instanceof lib.PDFRef ||
    value instanceof lib.PDFDict ||
    value instanceof lib.PDFArray ||
    value instanceof lib.PDFStream
  )
}

function note(lib: PdfLib, dict: PDFDict, seen: Seen): void {
  const action = nameOf(lib, dict, 'S') ?? ''
  const subtype = nameOf(lib, dict, 'Subtype') ?? ''
  const kind = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined
  if (kind) seen.active.add(kind)
  if (dict.has(lib.PDFName.of('JS'))) seen.active.add('javascript')
  if (action === 'URI') seen.links++
  if (dict.has(lib.PDFName.of('EF')) || subtype === 'FileAttachment') seen.active.add('embedded-files')
  if (dict.has(lib.PDFName.of('XFA'))) seen.active.add('xfa')
  if (MEDIA.has(subtype)) seen.active.add('rich-media')
  if (EMBEDDABLE.has(subtype) && nameOf(lib, dict, 'Type') === 'Font' && !hasFontFile(lib, dict))
    seen.fontsNotEmbedded++
}

function hasFontFile(lib: PdfLib, font: PDFDict): boolean {
  const descriptor = font.lookup(lib.PDFName.of('FontDescriptor'))
  return (
    descriptor instanceof lib.PDFDict &&
    ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor.has(lib.PDFName.of(key)))
  )
}

/** An opening that only goes to a page is what every word processor writes; anything else acts by itself. */
function hasOpenAction(lib: PdfLib, catalog: PDFDict): boolean {
  const opening = catalog.lookup(lib.PDFName.of('OpenAction'))
  return opening instanceof lib.PDFDict && nameOf(lib, opening, 'S') !== 'GoTo'
}

function hasOutputIntent(lib: PdfLib, catalog: PDFDict): boolean {
  const intents = catalog.lookup(lib.PDFName.of('OutputIntents'))
  if (!(intents instanceof lib.PDFArray)) return false
  return intents.asArray().some((_, index) => {
    const intent = intents.lookup(index)
    return intent instanceof lib.PDFDict && nameOf(lib, intent, 'S') === 'GTS_PDFA1'
  })
}

function nameOf(lib: PdfLib, dict: PDFDict, key: string): string | undefined {
  const value = dict.lookup(lib.PDFName.of(key))
  return value instanceof lib.PDFName ? value.decodeText() : undefined
}

function firstPage(document: PDFDocument): {width: number; height: number} {
  const page = document.getPage(0)
  const {width, height} = page.getCropBox()
  const turned = Math.abs(page.getRotation().angle) % 180 === 90
  return turned ? {width: height, height: width} : {width, height}
}

function headerVersion(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  return /%PDF-(\d\.\d)/.exec(head)?.[1] ?? ''
}
