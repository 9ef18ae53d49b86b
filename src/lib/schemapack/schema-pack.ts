import {access, realpath} from 'node:fs/promises'
import {join} from 'node:path'
import {DmpError} from '../errors/dmp-error.ts'
import type {SchemaFinding, SchemaPack, SchemaVerdict} from '../ports/schema-pack.ts'
import {elideBase64} from '../xml/elide-base64.ts'
import {openXsd, type XsdValidator} from '../xml/xsd-validator.ts'
import {applySheet, findSaxon, type SaxonPaths} from './saxon.ts'

/** Schemas of a pack, by what they check; looked for at these places under its folder. */
const SCHEMAS = {
  cda: ['schemas/cda/CDA_extended.xsd', 'cda/CDA_extended.xsd', 'CDA_extended.xsd'],
  submitObjects: ['schemas/xds/ebRS30/lcm.xsd', 'xds/ebRS30/lcm.xsd', 'ebRS30/lcm.xsd'],
  provideAndRegister: ['schemas/xds/IHE/IHEXDSB.xsd', 'xds/IHE/IHEXDSB.xsd', 'IHE/IHEXDSB.xsd'],
} as const

export type SchemaKind = keyof typeof SCHEMAS

/** The Schematron of the structuration minimale as one XSLT 2.0 sheet, beside its value sets. */
const SHEETS = ['schematron/StrucMin.flat.xsl', 'StrucMin.flat.xsl']

/** Above this size a document is checked on a copy without its wrapped content. */
const ELIDE_ABOVE = 8 * 1024 * 1024

/** The port, and what only tests and diagnosis ask for. */
export interface OpenSchemaPack extends SchemaPack {
  /** Findings of one schema about one message. @throws DmpError DMP_SCHEMA_PACK_UNUSABLE, DMP_XML_REFUSED */
  checkXml(kind: SchemaKind, bytes: Uint8Array): Promise<readonly SchemaFinding[]>
  close(): void
}

async function firstIn(folder: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    const path = join(folder, name)
    try {
      await access(path)
      return path
    } catch {}
  }
  return undefined
}

function unusable(folder: string, part: string, cause?: unknown): DmpError {
  return new DmpError('DMP_SCHEMA_PACK_UNUSABLE', {params: {folder, part}, cause})
}

async function withoutContent(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes.length <= ELIDE_ABOVE) return bytes
  const source = {
    size: bytes.length,
    async *open() {
      yield bytes
    },
  }
  return (await elideBase64(source)).bytes
}

/** Schemas of one pack, each compiled when first asked for. */
class Schemas {
  readonly #folder: string
  readonly #open = new Map<SchemaKind, Promise<XsdValidator>>()

  constructor(folder: string) {
    this.#folder = folder
  }

  async #compile(kind: SchemaKind): Promise<XsdValidator> {
    const path = await firstIn(this.#folder, SCHEMAS[kind])
    if (!path) throw unusable(this.#folder, SCHEMAS[kind][0])
    try {
      return await openXsd(path, this.#folder)
    } catch (cause) {
      throw unusable(this.#folder, path, cause)
    }
  }

  validator(kind: SchemaKind): Promise<XsdValidator> {
    const known = this.#open.get(kind) ?? this.#compile(kind)
    this.#open.set(kind, known)
    return known
  }

  close(): void {
    for (const validator of this.#open.values()) validator.then((one) => one.close()).catch(() => undefined)
    this.#open.clear()
  }
}

/**
 * Opens the schemas and rules that the authorities publish, as the user installed them: XSD in process with
 * libxml2, Schematron through Saxon where Java and Saxon are there. A layer that cannot be applied is named in
 * the verdict with its reason (`no-java`, `no-saxon`, `no-sheet`, `failed`).
 * @param folder absolute path of the pack
 * @throws DmpError DMP_SCHEMA_PACK_UNUSABLE when the folder or its CDA schema is missing
 */
export async function openSchemaPack(folder: string, paths: SaxonPaths = {}): Promise<OpenSchemaPack> {
  let root: string
  try {
    root = await realpath(folder)
  } catch (cause) {
    throw unusable(folder, '-', cause)
  }
  if (!(await firstIn(root, SCHEMAS.cda))) throw unusable(folder, SCHEMAS.cda[0])
  const schemas = new Schemas(root)
  const checkXml = async (kind: SchemaKind, bytes: Uint8Array) => {
    const validator = await schemas.validator(kind)
    return validator
      .validate(await withoutContent(bytes))
      .map(({line, text}): SchemaFinding => ({layer: 'xsd', line, text}))
  }

  async function sheetFindings(documents: readonly Uint8Array[], signal?: AbortSignal) {
    const sheet = await firstIn(root, SHEETS)
    if (!sheet) return 'no-sheet'
    const saxon = await findSaxon(paths)
    return typeof saxon === 'string' ? saxon : applySheet(saxon, sheet, documents, signal)
  }

  return {
    checkXml,
    async checkCda(documents, signal) {
      const bytes = await Promise.all(documents.map((one) => withoutContent(one.bytes)))
      const byXsd: (readonly SchemaFinding[])[] = []
      for (const one of bytes) byXsd.push(await checkXml('cda', one))
      const bySheet = bytes.length === 0 ? [] : await sheetFindings(bytes, signal)
      return byXsd.map((xsd, index): SchemaVerdict => {
        const sheet = typeof bySheet === 'string' ? undefined : bySheet[index]
        const reason = typeof bySheet === 'string' ? bySheet : 'failed'
        return {
          findings: [...xsd, ...(sheet ?? [])],
          unavailable: sheet ? [] : [{layer: 'schematron', reason}],
        }
      })
    },
    close: () => schemas.close(),
  }
}
