import {mkdtempSync, rmSync} from 'node:fs'
import {readFile, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {
  createParamLpsSource,
  MAX_AGE_MS,
  type ParamLpsSourceOptions,
} from '../../../src/lib/paramlps-cache/param-lps-source.ts'
import type {InboundMessage} from '../../../src/lib/ports/transport.ts'

const HOUR = 3_600_000
const xml = (age: number) =>
  `<p><fonctions-gestion-mineurs>true</fonctions-gestion-mineurs><age-majorite>${age}</age-majorite><cumulInvisiblePatientMasquePs>true</cumulInvisiblePatientMasquePs></p>`

let folder: string
let now: number
let served: string | Error
let status: number
let fetches: number

const files: ParamLpsSourceOptions['files'] = {
  exists: (path) =>
    stat(path).then(
      () => true,
      () => false,
    ),
  read: (path) =>
    readFile(path).catch((cause) => {
      throw new DmpError('DMP_FILE_UNREADABLE', {params: {file: path}, cause})
    }),
  write: (path, content) => writeFile(path, content, {mode: 0o600}),
}

function source(changes: Partial<ParamLpsSourceOptions> = {}) {
  return createParamLpsSource({
    files,
    clock: {now: () => now},
    transport: async () => ({
      get: async (): Promise<InboundMessage> => {
        fetches++
        if (served instanceof Error) throw served
        return {httpStatus: status, contentType: 'text/xml', headers: {}, body: Buffer.from(served)}
      },
    }),
    url: 'https://dmp.example/param-lps',
    cachePath: join(folder, 'param-lps.json'),
    ...changes,
  })
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dmp-param-'))
  now = Date.UTC(2026, 2, 1)
  served = xml(18)
  status = 200
  fetches = 0
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

describe('param-lps on disk', () => {
  it('is fetched once a day, also by another run', async () => {
    expect(await source().current()).toMatchObject({
      from: 'fetched',
      ageMs: 0,
      paramLps: {cumulAllowed: true},
    })
    now += MAX_AGE_MS
    expect(await source().current()).toMatchObject({from: 'cache', ageMs: MAX_AGE_MS})
    expect(fetches).toBe(1)
    now += 1
    served = xml(21)
    expect(await source().current()).toMatchObject({from: 'fetched', paramLps: {ageOfMajority: 21}})
    expect(fetches).toBe(2)
  })

  it.each<[string, () => void]>([
    ['the DMP does not answer', () => (served = new Error('down'))],
    ['the DMP answers with an error', () => (status = 503)],
    ['the answer is not XML', () => (served = 'garbage')],
    ['the answer has a DOCTYPE', () => (served = `<!DOCTYPE p>${xml(18)}`)],
    ['the answer is some other page', () => (served = '<html><body>Maintenance</body></html>')],
  ])('keeps the last good copy when %s, and tells its age', async (_what, breakIt) => {
    await source().current()
    now += 30 * HOUR
    breakIt()
    const known = await source().current()
    expect(known).toMatchObject({from: 'stale', ageMs: 30 * HOUR, paramLps: {cumulAllowed: true}})
    expect(known.paramLps.findings).toEqual([
      {rule: 'PARAM-LPS-STALE', severity: 'warning', params: {hours: 30}},
    ])
    expect(known.fetchError).toBeInstanceOf(Error)
    served = xml(18)
    status = 200
    expect(await source().current()).toMatchObject({from: 'fetched'})
  })

  it('falls back to the strict reading when there has never been one', async () => {
    served = new Error('down')
    expect(await source().current()).toMatchObject({
      from: 'strict',
      paramLps: {cumulAllowed: false, minorsRule: true},
    })
    expect(await source({url: undefined}).current()).toMatchObject({from: 'strict'})
    expect(fetches).toBe(1)
  })

  it.each([
    '',
    '{',
    '{"fetchedAt":1}',
    'null',
    '{"fetchedAt":1e15,"url":"https://dmp.example/param-lps","xml":"PGE+"}',
  ])('is fetched again when the copy is damaged: %j', async (content) => {
    await writeFile(join(folder, 'param-lps.json'), content)
    expect(await source().current()).toMatchObject({from: 'fetched'})
  })

  it('is fetched again when the copy comes from another address or from the future', async () => {
    await source().current()
    expect(await source({url: 'https://other.example/param-lps'}).current()).toMatchObject({from: 'fetched'})
    now -= 48 * HOUR
    expect(await source({url: 'https://other.example/param-lps'}).current()).toMatchObject({from: 'fetched'})
  })

  it('gives way to the file that the profile names, and says when that cannot be read', async () => {
    const file = join(folder, 'own.xml')
    await writeFile(file, xml(21))
    expect(await source({file}).current()).toMatchObject({from: 'file', paramLps: {ageOfMajority: 21}})
    expect(fetches).toBe(0)
    await expect(source({file: join(folder, 'absent.xml')}).current()).rejects.toMatchObject({
      code: 'DMP_FILE_UNREADABLE',
    })
  })

  it('still answers when the copy cannot be kept', async () => {
    const readOnly = {...files, write: () => Promise.reject(new DmpError('DMP_FILE_UNWRITABLE'))}
    expect(await source({files: readOnly}).current()).toMatchObject({from: 'fetched'})
  })

  it('stops when told to', async () => {
    served = new Error('aborted')
    await expect(source().current(AbortSignal.abort())).rejects.toThrow()
  })
})
