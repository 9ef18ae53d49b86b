import {mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {parse} from 'csv-parse/sync'
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest'
import {certificateSources} from '../../../src/lib/certificate-sources/certificate-sources.ts'
import {certificateTree} from '../../../src/lib/certificate-tree/certificate-tree.ts'
import {certificateFiles} from '../../../src/lib/files/certificate-file-facts.ts'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import {localOutputs} from '../../../src/lib/outputs/local-outputs.ts'
import {scanPage} from '../../../src/lib/ui/cert/scan-page.ts'
import {scanLines} from '../../../src/lib/ui/cert/scan-view.ts'
import {createScreen} from '../../../src/lib/ui/screen.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {type ScanBench, type ScanWish, scanCertificates} from '../../../src/lib/usecases/cert/scan.ts'
import {needsChromium, rendered} from '../../support/chromium.ts'
import {describeWith} from '../../support/requires.ts'
import {layouts, TestPki} from '../../support/test-keys.ts'

const never = () => Promise.reject(new Error('no profile of this test uses anything'))

describeWith([{program: 'openssl', package: 'openssl'}], 'the inventory of a tree', () => {
  let pki: TestPki
  let folder: string
  let tree: string
  beforeAll(() => {
    pki = new TestPki()
  })
  afterAll(() => pki.remove())
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dmp-scan-'))
    tree = join(folder, 'tree')
    mkdirSync(join(tree, 'www'), {recursive: true})
  })
  afterEach(() => rmSync(folder, {recursive: true, force: true}))

  const put = (path: string, from: string | Uint8Array) =>
    writeFileSync(join(tree, path), typeof from === 'string' ? readFileSync(from) : from, {mode: 0o600})

  function planted(): void {
    const leaf = pki.leaf('AUTH')
    const clear = pki.leaf('CLEAR', {notAfter: '20200101000000Z', notBefore: '20190101000000Z'})
    put('auth.p12', pki.pkcs12(leaf, 'scan-auth', layouts.ans))
    put('copy.pem', leaf.certificatePath)
    put('www/clear.pem', clear.certificatePath)
    put('www/clear.key', clear.keyPath)
    put('broken.cer', leaf.der.subarray(0, 300))
    put('closed.p12', pki.pkcs12(leaf, 'scan-closed', layouts.modern))
    put('notes.txt', new TextEncoder().encode('Compte rendu fictif'))
  }

  function scan(
    wish: Partial<ScanWish> = {},
    update: ScanBench['progress']['update'] = () => undefined,
    stop = new AbortController(),
  ) {
    const bench: ScanBench = {
      certificateTree,
      certificateFiles,
      certificateSources: certificateSources({files: localFiles, secrets: never, env: {}}),
      profiles: {
        list: async () => [],
        load: never,
        locations: never,
        write: never,
        change: never,
        changed: never,
        alone: never,
      },
      keyFiles: {preview: never, tokenPreview: never, leafUnit: never, authorities: never},
      outputs: localOutputs,
      files: localFiles,
      progress: {start: () => undefined, update, stop: () => undefined},
      clock: {now: () => Date.UTC(2030, 0, 1)} as ScanBench['clock'],
      signal: stop.signal,
    }
    return scanCertificates(
      bench,
      {roots: [tree], unmask: false, force: false, ...wish},
      {page: (made) => scanPage(made, translator('fr'))},
    )
  }

  it('never writes an inventory over a certificate or key, nor both over one file', async () => {
    const held = join(folder, 'own.p12')
    writeFileSync(held, readFileSync(pki.pkcs12(pki.leaf('AUTH'), 'scan-own', layouts.ans)), {mode: 0o600})
    const before = readFileSync(held)
    for (const wish of [{csv: held}, {html: held}])
      await expect(scan({...wish, force: true})).rejects.toMatchObject({code: 'DMP_USAGE'})
    expect(readFileSync(held).equals(before)).toBe(true)
    const one = join(folder, 'one.out')
    await expect(scan({csv: one, html: one})).rejects.toMatchObject({code: 'DMP_USAGE'})
    await scan({csv: one})
    await scan({csv: one, force: true})
  })

  it('counts what it saw and tells what it could not read, which is not what has expired', async () => {
    planted()
    const found = await scan()
    expect(found).toMatchObject({
      complete: true,
      verdict: 'expired',
      counts: {
        folders: 2,
        files: 7,
        sources: 5,
        certificates: 2,
        authorities: 2,
        keys: 3,
        pairs: 2,
        unreadable: 1,
      },
      unreadable: [{path: join(tree, 'broken.cer'), problem: 'asn1:truncated'}],
      closed: [join(tree, 'closed.p12')],
    })
    const told = found.findings.map(({check, path}) => `${check} ${path.slice(tree.length + 1)}`)
    expect(told).toEqual(
      expect.arrayContaining([
        'TIME-01 www/clear.pem',
        'FILE-02 www/clear.key',
        'FILE-03 www/clear.key',
        'FILE-04 auth.p12',
      ]),
    )
    expect(told.filter((line) => line.includes('broken'))).toEqual([])
    expect(found.findings.map(({severity}) => severity)).toEqual(
      found.findings
        .map(({severity}) => severity)
        .toSorted((a, b) => 'ewi'.indexOf(a[0] ?? '') - 'ewi'.indexOf(b[0] ?? '')),
    )
  })

  it('lists what bears the name of a certificate and is none, in words, and is not alarmed by it', async () => {
    put('good.pem', pki.leaf('GOOD').certificatePath)
    put('page.cer', new TextEncoder().encode('<!DOCTYPE html><html><body>Connexion</body></html>'))
    put(
      'random.p12',
      Uint8Array.from({length: 5000}, (_, at) => (at * 7919 + 13) & 0xff),
    )
    put('empty.pem', new Uint8Array())
    put(
      'half.pem',
      new TextEncoder().encode('-----BEGIN PGP MESSAGE-----\nAAAA\n-----END PGP MESSAGE-----\n'),
    )
    const found = await scan()
    expect(found.unreadable.map(({path}) => path.slice(tree.length + 1))).toEqual([
      ...['empty.pem', 'half.pem', 'page.cer', 'random.p12'],
    ])
    expect(found).toMatchObject({verdict: 'ok', complete: true, counts: {unreadable: 4, certificates: 1}})
    for (const [language, words] of [
      ['fr', ['le contenu est vide', 'un bloc PEM', 'une page web', "n'est d'aucun format connu"]],
      ['en', ['it is empty', 'a PEM block', 'a web page', 'of no known format']],
    ] as const) {
      const screen = createScreen({t: translator(language), stream: process.stdout, env: {}, noColor: true})
      const lines = scanLines(found, screen).join('\n')
      for (const word of words) expect(lines).toContain(word)
      expect(lines).not.toMatch(/unknown-format|pem:|html\b.*\(/)
    }
    put('cut.cer', pki.leaf('CUT').der.subarray(0, 300))
    expect(await scan()).toMatchObject({verdict: 'warning', counts: {unreadable: 5}})
  })

  it('keeps what it had seen when it is interrupted, and says that it is a part', async () => {
    for (let n = 0; n < 300; n++) put(`${String(n).padStart(3, '0')}.txt`, new Uint8Array([0x61]))
    planted()
    const stop = new AbortController()
    const part = await scan({}, ({done}) => done > 0 && stop.abort(), stop)
    expect(part).toMatchObject({complete: false, counts: {files: 128}})
    const screen = createScreen({t: translator('fr'), stream: process.stdout, env: {}, noColor: true})
    expect(scanLines(part, screen)[0]).toMatch(/PARTIEL/)
    expect(scanPage(part, translator('fr'))).toContain('id="partial"')
  })

  it('writes every place of each certificate, each key and what was not read as CSV', async () => {
    planted()
    const csv = join(folder, 'out.csv')
    const found = await scan({csv})
    expect(statSync(csv).mode & 0o777).toBe(0o600)
    const rows: Record<string, string>[] = parse(readFileSync(csv), {
      bom: true,
      delimiter: ';',
      columns: true,
    })
    const places = found.certificates.flatMap(({paths}) => paths).length
    expect(rows).toHaveLength(places + found.keys.length + found.unreadable.length)
    expect(rows.find(({kind, path}) => kind === 'key' && path?.endsWith('clear.key'))).toMatchObject({
      state: 'clear',
      checks: 'FILE-02 FILE-03',
    })
    expect(rows.find(({kind}) => kind === 'unreadable')).toMatchObject({state: 'asn1:truncated'})
    await expect(scan({csv})).rejects.toMatchObject({code: 'DMP_FILE_EXISTS'})
    await scan({csv, force: true})
  })

  it('lets no name of a file become markup', async () => {
    planted()
    put('<script>alert(1)<.key', pki.leaf('EVIL').keyPath)
    const page = scanPage(await scan(), translator('fr'))
    expect(page).not.toContain('<script')
    expect(page).toContain('&lt;script&gt;alert(1)')
  })

  describeWith(needsChromium, 'its page in a browser', () => {
    it('shows the figures, the findings and the certificates, asks for nothing and complains of nothing', async () => {
      planted()
      const html = join(folder, 'out.html')
      const found = await scan({html})
      const {dom, console: lines, requests, picture} = rendered(html)
      expect(lines).toEqual([])
      expect(requests).toEqual([])
      expect(picture.length).toBeGreaterThan(10_000)
      const figures = Object.fromEntries(
        [...dom.matchAll(/data-figure="(\w+)" data-value="(\d+)"/g)].map(([, name, value]) => [
          name,
          Number(value),
        ]),
      )
      const {files, sources, certificates, authorities, keys, pairs, unreadable} = found.counts
      expect(figures).toEqual({files, sources, certificates, authorities, keys, pairs, unreadable, closed: 1})
      const checks = [...dom.matchAll(/<tr data-check="([\w-]+)"/g)].map(([, check]) => check)
      expect(checks).toEqual(found.findings.map(({check}) => check))
      expect([...dom.matchAll(/<tr data-sha256="/g)]).toHaveLength(certificates)
      expect(dom).not.toMatch(/\{\w+\}<|undefined|\[object|cert\.scan\.|NaN/)
    })
  })
})

describe.each(['fr', 'en'] as const)('the words in %s', (language) => {
  it('are there for every state, figure and column', () => {
    const t = translator(language)
    const keys = ['valid', 'ending', 'expired', 'not-yet', 'replaced'].map((one) => `cert.scan.state.${one}`)
    for (const key of keys) expect(t(key)).not.toBe(key)
  })
})
