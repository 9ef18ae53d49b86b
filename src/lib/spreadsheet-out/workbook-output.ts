/*
 * Workbooks of a spreadsheet, `.xlsx` (ECMA-376, ISO/IEC 29500), written as their rows come.
 *
 * Sheets are compressed one after the other while their rows are given; memory holds a few hundred kilobytes, whatever
 * the number of rows. Texts stand in their cells (no table of shared texts, which would have to be held). Every text is
 * typed as such, so that no spreadsheet runs it or rounds it. The archive carries no time: the same rows, the same bytes.
 *
 * Not here: formulas, charts, merged cells, reading (`spreadsheet/`).
 */
import {once} from 'node:events'
import {PassThrough} from 'node:stream'
import {ZipFile} from 'yazl'
import {
  type ByteSink,
  MOST_SHEET_ROWS,
  type SheetCell,
  type SheetOutput,
  type SheetWish,
  type SheetWriter,
  type WorkbookOutput,
} from '../ports/sheet-output.ts'
import {bookParts, sheetPath} from './book-parts.ts'
import {sheetEnd, sheetRow, sheetStart} from './sheet-xml.ts'

/** Characters gathered before they are compressed. */
const GATHERED = 64 * 1024
const LONGEST_NAME = 31
const FORBIDDEN = /[[\]:*?/\\]|^'|'$/
/** The first day an archive can name, in the zone of the process: the same bytes everywhere. */
const options = () => ({mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100600})

export const sheetOutput: SheetOutput = {
  open: async (sink) => new StreamedWorkbook(sink),
}

class StreamedWorkbook implements WorkbookOutput {
  readonly #zip = new ZipFile()
  readonly #names: string[] = []
  readonly #drained: Promise<void>
  #open: StreamedSheet | undefined

  constructor(sink: ByteSink) {
    const failed = new Promise<never>((_, reject) => this.#zip.on('error', reject))
    this.#drained = Promise.race([this.#pour(sink), failed])
    // Told to whoever writes next; nobody waits for it before.
    this.#drained.catch(() => undefined)
  }

  async #pour(sink: ByteSink): Promise<void> {
    for await (const chunk of this.#zip.outputStream) await sink.write(chunk as Uint8Array)
  }

  async sheet(wish: SheetWish): Promise<SheetWriter> {
    requireName(wish.name, this.#names)
    await this.#open?.end()
    this.#names.push(wish.name)
    const content = new PassThrough()
    this.#zip.addReadStream(content, sheetPath(this.#names.length), options())
    this.#open = new StreamedSheet(content, wish, this.#drained)
    return this.#open
  }

  async finish(): Promise<void> {
    await this.#open?.end()
    for (const [path, xml] of bookParts(this.#names)) this.#zip.addBuffer(Buffer.from(xml), path, options())
    this.#zip.end()
    await this.#drained
  }

  async discard(): Promise<void> {
    this.#open?.drop()
    const stream = this.#zip.outputStream as PassThrough
    stream.destroy()
    await this.#drained.catch(() => undefined)
  }
}

class StreamedSheet implements SheetWriter {
  readonly #content: PassThrough
  readonly #wish: SheetWish
  readonly #failed: Promise<void>
  #text: string
  #rows = 0

  constructor(content: PassThrough, wish: SheetWish, failed: Promise<void>) {
    this.#content = content
    this.#wish = wish
    this.#failed = failed
    this.#text = sheetStart(wish)
  }

  async row(cells: readonly SheetCell[]): Promise<void> {
    if (this.#rows >= MOST_SHEET_ROWS) throw new RangeError('a sheet takes no more rows')
    this.#rows += 1
    this.#text += sheetRow(this.#wish.columns, cells)
    if (this.#text.length >= GATHERED) await this.#pass()
  }

  async end(): Promise<void> {
    this.#text += sheetEnd(this.#wish, this.#rows)
    await this.#pass()
    this.#content.end()
  }

  drop(): void {
    this.#content.destroy()
  }

  async #pass(): Promise<void> {
    const text = this.#text
    this.#text = ''
    // A sink that failed takes nothing more: waiting for room alone would never end.
    if (!this.#content.write(text)) await Promise.race([once(this.#content, 'drain'), this.#failed])
  }
}

function requireName(name: string, taken: readonly string[]): void {
  const known = taken.some((one) => one.toLowerCase() === name.toLowerCase())
  if (name === '' || name.length > LONGEST_NAME || FORBIDDEN.test(name) || known)
    throw new RangeError(`a sheet cannot be called ${name}`)
}
