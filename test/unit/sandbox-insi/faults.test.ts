import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest'
import {concerns, parseFaultSpec} from '../../../src/lib/sandbox/faults/fault-spec.ts'
import {plainTraits} from '../../support/second-writer/insi-request.ts'
import {InsiBench} from './bench.ts'

let bench: InsiBench
beforeAll(async () => {
  bench = await InsiBench.open()
}, 60_000)
afterEach(() => bench.arm())
afterAll(() => bench.close())

const ask = () => bench.search(plainTraits)

describe('faults on demand', () => {
  it.each(['desir_550', 'insi_99', 'DESIR_777'])('answers the fault %s once', async (code) => {
    await bench.arm(`insi-fault=${code},times=1`)
    expect(await ask()).toMatchObject({status: 500, code})
    expect(await ask()).toMatchObject({status: 200, outcome: '00'})
  })

  it('writes answers and faults in the dialect it is told', async () => {
    await bench.arm('insi-dialect=prenom')
    expect((await ask()).text).toContain('<ns2:Prenom>ALBANE</ns2:Prenom>')
    await bench.arm('insi-dialect=prenom', 'insi-fault=desir_550')
    expect((await ask()).text).toMatch(/^<\?xml[^>]*>\s<S:Envelope.*S:siram_100.*code="DESIR_550"/s)
    await bench.arm('insi-dialect=both', 'insi-fault=desir_550')
    expect((await ask()).text).toContain('xml:lang="en"')
  })

  it('waits as long as it is told', async () => {
    await bench.arm('delay=400,service=insi')
    const start = performance.now()
    expect((await ask()).outcome).toBe('00')
    expect(performance.now() - start).toBeGreaterThanOrEqual(390)
  })

  it('is unavailable for a while, with Retry-After', async () => {
    await bench.arm('unavailable=7,service=insi')
    expect(await ask()).toMatchObject({status: 503, headers: {'retry-after': '7'}})
  })

  it('answers what is not XML', async () => {
    await bench.arm('garbage,service=insi')
    const {status, text} = await ask()
    expect({status, xml: text.includes('Envelope')}).toEqual({status: 200, xml: false})
  })

  it.each(['cut-before-commit', 'cut-after-commit', 'reset-request=10', 'reset-answer=40'])(
    'ends the connection by %s',
    async (fault) => {
      await bench.arm(`${fault},times=1,service=insi`)
      await expect(ask()).rejects.toThrow(/ECONNRESET|socket hang up|aborted/)
      expect((await ask()).outcome).toBe('00')
    },
  )

  it('shows an expired certificate', async () => {
    await bench.arm('expired-certificate,times=1')
    await expect(ask()).rejects.toMatchObject({code: 'CERT_HAS_EXPIRED'})
    expect((await ask()).outcome).toBe('00')
  })
})

describe('which service a fault strikes', () => {
  const strikes = (spec: string, service: Parameters<typeof concerns>[1]) =>
    concerns(parseFaultSpec(spec), service)

  it('keeps those of INSi to INSi and those of documents to the DMP', () => {
    expect(strikes('insi-fault=desir_550,times=1', 'registry')).toBe(false)
    expect(strikes('delayed-visibility,times=1', 'insi')).toBe(false)
    expect(strikes('multipart-answer', 'insi')).toBe(false)
    expect(strikes('delay', 'insi') && strikes('delay', 'patients')).toBe(true)
    expect(strikes('delay,service=insi', 'patients')).toBe(false)
    expect(strikes('delay,service=registry', 'insi')).toBe(false)
  })

  it.each([
    'insi-fault=',
    'insi-fault=550',
    'insi-fault=a b_1',
    'insi-dialect=ancien',
    'insi-refuse-security=1',
  ])('refuses %s', async (spec) => {
    expect((await bench.arm(spec)).status).toBe(400)
  })
})
