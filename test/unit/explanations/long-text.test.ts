import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {settle} from '../../../src/lib/explanations/candidates.ts'
import {readLines, type TextPiece} from '../../../src/lib/explanations/read-lines.ts'
import {ExplanationSearch} from '../../../src/lib/explanations/search.ts'
import {index} from './catalogue.ts'

async function* chunksOf(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

async function linesOf(bytes: Uint8Array, size?: number): Promise<TextPiece[]> {
  const read: TextPiece[] = []
  for await (const piece of readLines(chunksOf(bytes, size))) read.push(piece)
  return read
}

async function found(bytes: Uint8Array, limits?: ConstructorParameters<typeof ExplanationSearch>[1]) {
  const search = new ExplanationSearch(index, limits)
  for await (const {text, goesOn} of readLines(chunksOf(bytes))) {
    if (goesOn) search.goOn(text)
    else search.line(text)
  }
  return settle(index, search, undefined)
}

const utf8 = (text: string) => new TextEncoder().encode(text)
const latin = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0))

describe('lines of a log', () => {
  it('are read as they were written, in whatever pieces they come', async () => {
    const lines = fc.array(
      fc.string({maxLength: 40}).map((text) => text.replace(/[\n\0]/g, ' ')),
      {minLength: 1},
    )
    await fc.assert(
      fc.asyncProperty(lines, fc.integer({min: 1, max: 50}), async (written, size) => {
        const read = await linesOf(utf8(`x${written.join('\n')}\n`), size)
        expect(read.map(({text}) => text)).toEqual(`x${written.join('\n')}`.split('\n'))
      }),
      {numRuns: 100},
    )
  })

  it('may be in two encodings in one file', async () => {
    const both = new Uint8Array([...utf8('spécialité\n'), ...latin('spécialité\n'), ...utf8('fin')])
    expect((await linesOf(both)).map(({text}) => text)).toEqual(['spécialité', 'spécialité', 'fin'])
  })

  it.each(['utf16le', 'utf16be'])('may be in UTF-16 (%s), with its mark or without', async (kind) => {
    const plain = Buffer.from('Aucune spécialité\r\nfin', 'utf16le')
    const marked = Buffer.from('\ufeffAucune spécialité\r\nfin', 'utf16le')
    const bytes = (buffer: Buffer) => (kind === 'utf16be' ? Buffer.from(buffer).swap16() : buffer)
    for (const one of [plain, marked]) {
      const read = (await linesOf(bytes(one), 7)).map(({text}) => text.trim())
      expect(read).toEqual(['Aucune spécialité', 'fin'])
    }
  })

  it('come in parts when they are too long, each beginning with the end of the one before', async () => {
    const read = await linesOf(utf8('ab'.repeat(100_000)))
    expect(read.map(({goesOn}) => goesOn)).toEqual([false, true, true, true])
    expect(Math.max(...read.map(({text}) => text.length))).toBeLessThanOrEqual(65_536)
    expect(read.reduce((sum, {text}) => sum + text.length, 0)).toBe(200_000 + 3 * 512)
  })
})

/** Lines of a log about the same things as the catalogue, none of which is an error that it knows. */
function busyLog(lines: number): string[] {
  const words =
    'patient service document message envoi lot serveur client requete reponse medecin session module'.split(
      ' ',
    )
  let state = 7
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
  return Array.from({length: lines}, (_, at) => {
    const said = Array.from({length: 4 + next(12)}, () => words[next(words.length)]).join(' ')
    return `2026-11-23 10:00:${at % 60} INFO [pool-${next(9)}] fr.hopital.Envoi - ${said}`
  })
}

describe('a long text', () => {
  it('of 10 MB is searched whole for codes and wordings, in bounded memory', async () => {
    const lines = busyLog(100_000)
    lines[50_000] += ' : Aucune spécialité dans le VIHF'
    for (let at = 0; at < lines.length; at += 1000) lines[at] += ' errorCode="XDSDuplicateUniqueIdInRegistry"'
    const bytes = utf8(lines.join('\n'))
    expect(bytes.length).toBeGreaterThan(10_000_000)
    const before = process.memoryUsage().heapUsed
    const {candidates, lines: read} = await found(bytes)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(300_000_000)
    expect(read).toBe(100_000)
    expect(candidates.map(({entry, line, times}) => [entry.id, line, times])).toEqual([
      ['specialty-missing', 50_001, undefined],
      ['id-already-registered', 1, 100],
    ])
  }, 120_000)

  it('is searched across the places where it is cut', async () => {
    for (let before = 0; before < 900; before += 37) {
      const text = `${'xyzzy '.repeat(before)}PS et Structure non liés ${'plugh '.repeat(300)}`
      expect((await found(utf8(text))).candidates.map(({entry}) => entry.id)).toEqual(['structure-unlinked'])
    }
  })

  it('of one wording over and over does not hide another', async () => {
    const same = Array.from({length: 3000}, (_, at) => `erreur d'authentification de la personne mor${at}`)
    const bytes = utf8([...same, 'PS et Structure non liés'].join('\n'))
    const {candidates} = await found(bytes)
    expect(candidates.map(({entry}) => entry.id)).toContain('structure-unlinked')
  })

  it('says when not all of it could be compared', async () => {
    const limits = {window: 400, alignments: 2, triesOfOne: 1, held: 10}
    const bytes = utf8(
      Array.from({length: 50}, (_, at) => `le certificat ayant signé le VIHF est inv ${'y'.repeat(at)}`).join(
        '\n',
      ),
    )
    expect((await found(bytes, limits)).wordingsShortened).toBe(true)
    expect((await found(bytes)).wordingsShortened).toBe(false)
  })

  it('of noise finds nothing', async () => {
    let state = 11
    const noise = Uint8Array.from({length: 300_000}, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return state >> 16
    })
    expect((await found(noise)).candidates).toEqual([])
    expect((await found(new Uint8Array(500_000))).candidates).toEqual([])
  })
})
