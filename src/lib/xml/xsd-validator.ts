import {closeSync, openSync, readSync, realpathSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {sep} from 'node:path'
import {fileURLToPath} from 'node:url'
import {decodeXml, refuseXml} from './decode.ts'
import {defaultXmlLimits} from './open-xml.ts'

/** One remark of a schema about a document. */
export interface XsdFinding {
  readonly line: number
  readonly text: string
}

export interface XsdValidator {
  /** Empty when the document is valid. @throws DmpError DMP_XML_REFUSED */
  validate(bytes: Uint8Array): readonly XsdFinding[]
  close(): void
}

interface Detail {
  readonly line: number
  readonly message: string
}

const DECLARATION = /^<\?xml[^>]*\?>/

/** Keeps the number of lines while taking the declaration away, whose encoding no longer holds. */
function withoutDeclaration(text: string): string {
  return text.replace(DECLARATION, (found) => found.replace(/[^\n]/g, ''))
}

function pathOf(name: string): string | undefined {
  try {
    return realpathSync(name.startsWith('file:') ? fileURLToPath(name) : name)
  } catch {
    return undefined
  }
}

/** Lets the schema compiler read files under one folder and nothing else of the machine or the network. */
function folderOnly(folder: string) {
  const root = realpathSync(folder) + sep
  const inside = (name: string) => {
    const path = pathOf(name)
    return path?.startsWith(root) ? path : undefined
  }
  return {
    match: (name: string) => inside(name) !== undefined,
    open: (name: string) => {
      const path = inside(name)
      return path === undefined ? undefined : openSync(path, 'r')
    },
    read: (fd: number, buffer: Uint8Array) => readSync(fd, buffer),
    close: (fd: number) => {
      closeSync(fd)
      return true
    },
  }
}

/** libxml2 quotes the value that does not fit, which may be a patient's: it is left out. */
function withoutValues(message: string): string {
  return message
    .trim()
    .replace(/\b([Vv]alue) '(?:[^']|'(?!\s|$))*'/g, "$1 '…'")
    .replace(/: '(?:[^']|'(?!\s|$))*' is not/g, ": '…' is not")
}

function detailsOf(cause: unknown): readonly Detail[] {
  const details = (cause as {details?: readonly Detail[]}).details
  return Array.isArray(details) ? details : []
}

/**
 * Compiles a schema with libxml2, in process. Its imports are looked for under `folder` only.
 * @param schema path of the schema inside `folder`
 * @throws what libxml2 says when the schema does not compile; the caller names the pack
 */
export async function openXsd(schema: string, folder: string): Promise<XsdValidator> {
  const {ParseOption, XmlDocument, XsdValidator, xmlCleanupInputProvider, xmlRegisterInputProvider} =
    await import('libxml2-wasm')
  const option = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_HUGE
  xmlRegisterInputProvider(folderOnly(folder))
  let validator: InstanceType<typeof XsdValidator>
  try {
    using document = XmlDocument.fromBuffer(await readFile(schema), {url: schema, option})
    validator = XsdValidator.fromDoc(document)
  } finally {
    xmlCleanupInputProvider()
  }
  return {
    validate(bytes) {
      const text = withoutDeclaration(decodeXml(bytes, defaultXmlLimits.maxBytes))
      let document: InstanceType<typeof XmlDocument>
      try {
        document = XmlDocument.fromString(text, {option: option | ParseOption.XML_PARSE_NO_XXE})
      } catch (cause) {
        throw refuseXml('malformed', detailsOf(cause)[0]?.line ?? 0, cause)
      }
      try {
        validator.validate(document)
        return []
      } catch (cause) {
        const details = detailsOf(cause)
        if (details.length === 0) throw cause
        return details.map(({line, message}) => ({line, text: withoutValues(message)}))
      } finally {
        document.dispose()
      }
    },
    close: () => validator.dispose(),
  }
}
