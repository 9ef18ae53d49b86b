import {describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {matriculeKey} from '../../../src/lib/ins/matricule.ts'
import type {Opening} from '../../../src/lib/ports/address-opener.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {webpsUrlLines} from '../../../src/lib/ui/webps/url-view.ts'
import {type WebpsWish, webpsUrl} from '../../../src/lib/usecases/webps/webps-url.ts'

const ins = `2600599999001${matriculeKey('2600599999001')}`
const hidden = ins.slice(5)

interface World {
  webPs?: string
  none?: boolean
  answers?: boolean
  typed?: string
  opening?: Opening
  file?: string | Uint8Array
}

function desk(world: World = {}) {
  const seen = {opened: [] as string[], written: [] as unknown[], warned: [] as string[], unmasked: 0}
  const profile = {
    environment: 'test',
    endpoints: {base: 'https://lps.example/services', ...(world.webPs ? {webPs: world.webPs} : {})},
    ins: {allowedOids: ['1.2.250.1.213.1.4.10'], oidMapping: {}},
  }
  const bench = {
    files: {
      read: async () => Buffer.from(world.file ?? `${ins}\n`),
      exists: async () => false,
      resolve: (path: string) => path,
      write: async (...words: unknown[]) => void seen.written.push(words),
    },
    profile: async () => {
      if (world.none) throw new DmpError('DMP_PROFILE_NOT_FOUND')
      return profile
    },
    prompter: {
      available: world.answers !== undefined || world.typed !== undefined,
      secret: async () => world.typed ?? '',
      confirm: async () => world.answers ?? false,
    },
    signal: new AbortController().signal,
    warn: (remark: object) => void seen.warned.push(JSON.stringify(remark)),
    openAddress: async (address: string) => {
      seen.opened.push(address)
      return world.opening ?? {kind: 'handed-over', program: '/usr/bin/xdg-open'}
    },
    noteUnmasked() {
      seen.unmasked += 1
    },
  } as unknown as Parameters<typeof webpsUrl>[0]
  return {seen, ask: (wish: Partial<WebpsWish> = {}) => webpsUrl(bench, {...plainWish, ...wish})}
}

const plainWish: WebpsWish = {
  page: 'HistoriqueAcces',
  ins: '@ins.txt',
  open: false,
  yes: false,
  force: false,
  unmask: false,
  profileNamed: false,
}
const webPs = 'https://web-ps.example/AccesDirect'
const whole = `https://web-ps.example/AccesDirect/HistoriqueAcces/${ins}`

describe('webps url', () => {
  it('builds the address of the profile’s host, masked, and says what it takes', async () => {
    const {ask, seen} = desk({webPs})
    const found = await ask({insOid: '.10'})
    expect(found).toMatchObject({
      address: 'https://web-ps.example/AccesDirect/HistoriqueAcces/26005**********',
      environment: 'test',
      masked: true,
      checked: ['https', 'page', 'reads-back', 'ins-key', 'ins-environment'],
      authentication: {mode: 'direct', establishmentCertificate: false},
      opened: null,
    })
    expect(JSON.stringify([found, seen])).not.toContain(hidden)
    expect(seen).toMatchObject({opened: [], written: [], unmasked: 0})
  })

  it('is told in both languages, with the means of authentication', async () => {
    const found = await desk({webPs}).ask()
    for (const [language, words] of [
      ['fr', "ne s'ouvre pas ainsi avec un certificat d'établissement"],
      ['en', 'An establishment certificate does not open the DMP this way'],
    ] as const) {
      const t = translator(language)
      const text = webpsUrlLines(found, {t, color: {dim: (one: string) => one}} as never).join('\n')
      expect(text).toContain(words)
      expect(text).toContain('e-CPS')
      expect(text).not.toMatch(/webps\.|\{\w+\}/)
      expect(text).not.toContain(hidden)
    }
  })

  it('works without a profile when the host is given, and without a host not at all', async () => {
    const found = await desk({none: true}).ask({base: 'https://elsewhere.example'})
    expect(found).toMatchObject({
      environment: null,
      host: 'elsewhere.example',
      notChecked: ['ins-environment', 'host'],
    })
    await expect(desk({none: true}).ask()).rejects.toMatchObject({params: {case: 'missing'}})
    await expect(desk().ask()).rejects.toMatchObject({params: {case: 'missing'}})
    const named = desk({none: true}).ask({base: 'https://elsewhere.example', profileNamed: true})
    await expect(named).rejects.toMatchObject({code: 'DMP_PROFILE_NOT_FOUND'})
  })

  it('refuses a patient for a page that takes none, and asks for the one that a page needs', async () => {
    const settings = {page: 'Parametrages'}
    await expect(desk({webPs}).ask(settings)).rejects.toMatchObject({params: {case: 'no-patient'}})
    expect((await desk({webPs}).ask({...settings, ins: undefined})).ins).toBeNull()
    expect((await desk({webPs}).ask({page: 'TableauDeBord', ins: undefined})).ins).toBeNull()
    await expect(desk({webPs}).ask({ins: undefined})).rejects.toMatchObject({code: 'DMP_MISSING_VALUE'})
    expect((await desk({webPs, typed: ins}).ask({ins: undefined})).ins).toBe('2 60 05 ** *** *** **')
  })

  it.each([
    ['a wrong key', `${ins.slice(0, 13)}${ins.endsWith('01') ? '02' : '01'}`],
    ['two numbers', `${ins}\n${ins}\n`],
    ['nothing', '\n'],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00, 0x80])],
    ['an address', whole],
  ])('refuses a file of the INS with %s, and repeats nothing of it', async (_, file) => {
    const error = await desk({webPs, file})
      .ask()
      .catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(DmpError)
    const {code, params, details} = error as DmpError
    expect(code).toMatch(/^DMP_(?:INS_INVALID|MISSING_VALUE|FILE_UNREADABLE)$/)
    expect(JSON.stringify([params, details])).not.toContain(hidden)
  })

  it('refuses an INS of another environment, and a number that was pasted as the page', async () => {
    await expect(desk({webPs}).ask({insOid: '.8'})).rejects.toMatchObject({code: 'DMP_INS_ENVIRONMENT'})
    for (const page of [ins, `HistoriqueAcces/${ins}`, `2 60 05 99 999 001`])
      await expect(desk({webPs}).ask({page})).rejects.toMatchObject({
        code: 'DMP_WEBPS_PAGE',
        params: {page: '***'},
      })
  })

  it('opens after the person agreed, having said where the INS will be seen', async () => {
    const {ask, seen} = desk({webPs, answers: true})
    expect((await ask({open: true})).opened).toMatchObject({kind: 'handed-over'})
    expect(seen.opened).toEqual([whole])
    expect(seen.warned.join()).toContain('webps-opening')
    expect(seen.warned.join()).not.toContain(hidden)
  })

  it('neither writes nor opens without the person’s word', async () => {
    for (const world of [{webPs}, {webPs, answers: false}]) {
      const {ask, seen} = desk(world)
      await expect(ask({open: true, output: 'a'})).rejects.toMatchObject({code: 'DMP_CONFIRMATION_NEEDED'})
      expect(seen).toMatchObject({opened: [], written: []})
    }
    const {ask, seen} = desk({webPs})
    await ask({page: 'Parametrages', ins: undefined, open: true})
    expect(seen.opened).toEqual(['https://web-ps.example/AccesDirect/Parametrages'])
  })

  it('says what kept it from opening, without the address', async () => {
    const opening = {kind: 'failed', program: '/usr/bin/xdg-open', detail: '4'} as const
    const error = await desk({webPs, opening})
      .ask({open: true, yes: true})
      .catch((cause: unknown) => cause)
    expect(error).toMatchObject({code: 'DMP_WEBPS_NOT_OPENED', params: {reason: 'failed', detail: '4'}})
    expect(JSON.stringify(error)).not.toContain(hidden)
  })

  it('gives the whole address to a file or on demand, and notes the latter', async () => {
    const {ask, seen} = desk({webPs})
    const found = await ask({output: 'address', unmask: true})
    expect(found).toMatchObject({address: whole, ins, masked: false, written: 'address'})
    expect(seen).toMatchObject({written: [['address', `${whole}\n`, {force: false}]], unmasked: 1})
  })

  it('doubts a host that is the one of the services', async () => {
    const {ask, seen} = desk({webPs: 'https://lps.example'})
    await ask()
    expect(seen.warned.join()).toContain('webps-same-host')
  })
})
