import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {FaultKnobs} from '../../../src/lib/sandbox/faults/fault-knobs.ts'
import {formatFaultSpec, parseFaultSpec, type RunningSandbox} from '../../../src/lib/sandbox/sandbox.ts'
import {type Bench, type HttpAnswer, makeBench, send} from '../../support/second-writer/gate-bench.ts'

const controlToken = 'jeton-de-test'
let bench: Bench
let sandbox: RunningSandbox
let slept: number[]

beforeAll(async () => {
  bench = await makeBench()
  slept = []
  sandbox = await bench.start({
    controlToken,
    clock: {now: Date.now, sleep: async (ms) => void slept.push(ms)},
  })
})
afterAll(() => bench.close())

async function control(
  method: string,
  path: string,
  body?: unknown,
  token = controlToken,
): Promise<[number, unknown]> {
  const answer = await fetch(`${sandbox.controlUrl}${path}`, {
    method,
    headers: {'x-sandbox-token': token, connection: 'close'},
    ...(body === undefined ? {} : {body: JSON.stringify(body)}),
  })
  return [answer.status, await answer.json()]
}

const document = {contentId: 'doc1@lps', contentType: 'text/xml', bytes: Buffer.alloc(20_000, 'x')}
const submit = (): Promise<HttpAnswer> =>
  send(`${sandbox.url}/repository`, bench.submission([document]), {identity: bench.auth, ca: bench.ca})
const broken = (): Promise<string> =>
  submit().then(
    (answer) => `answered ${answer.status}`,
    (error) => error.code,
  )

describe('a fault armed for the next call', () => {
  it.each(['cut-before-commit', 'reset-request=5000'])(
    '%s: the connection breaks and nothing is kept',
    async (spec) => {
      await control('PUT', '/faults', [`${spec},times=1,service=repository`])
      const before = bench.calls.length
      expect(await broken()).toMatch(/ECONNRESET|EPIPE/)
      expect(bench.calls.length).toBe(before)
      expect(await broken()).toBe('answered 200')
    },
  )

  it.each(['cut-after-commit', 'reset-answer=20'])(
    '%s: the connection breaks though the call was kept',
    async (spec) => {
      await control('PUT', '/faults', [`${spec},times=1`])
      const before = bench.calls.length
      expect(await broken()).toBe('ECONNRESET')
      expect(bench.calls.length).toBe(before + 1)
    },
  )

  it('unavailable: 503 with Retry-After, nothing kept', async () => {
    await control('PUT', '/faults', ['unavailable=7,times=1'])
    const before = bench.calls.length
    const answer = await submit()
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '7'])
    expect(bench.calls.length).toBe(before)
  })

  it('garbage: kept, and answered with noise', async () => {
    await control('PUT', '/faults', ['garbage,times=1'])
    expect((await submit()).text).not.toContain('Envelope')
  })

  it('multipart-answer, wrong-boundary, truncated-multipart: three ways to send the envelope as a part', async () => {
    const boundary = (answer: HttpAnswer): string =>
      /boundary="([^"]+)"/.exec(String(answer.headers['content-type']))?.[1] ?? ''
    await control('PUT', '/faults', ['multipart-answer,times=1'])
    const right = await submit()
    expect(right.text).toContain(`--${boundary(right)}\r\n`)
    expect(right.text).toContain(`--${boundary(right)}--\r\n`)
    await control('PUT', '/faults', ['wrong-boundary,times=1'])
    const wrong = await submit()
    expect(wrong.text).not.toContain(`--${boundary(wrong)}`)
    await control('PUT', '/faults', ['truncated-multipart,times=1'])
    const cut = await submit()
    expect(cut.text).toContain(`--${boundary(cut)}\r\n`)
    expect(cut.text).not.toContain(`--${boundary(cut)}--`)
  })

  it('multipart-fault: a refusal as a part, still HTTP 500', async () => {
    await control('PUT', '/faults', ['multipart-fault,times=1'])
    const answer = await send(`${sandbox.url}/registry`, bench.query({without: ['To']}), {
      identity: bench.auth,
      ca: bench.ca,
    })
    expect(answer).toMatchObject({status: 500, cause: 'wsa/missing-To'})
    expect(answer.headers['content-type']).toMatch(/^multipart\/related/)
  })

  it('delay: the answer waits', async () => {
    await control('PUT', '/faults', ['delay=250,times=1'])
    expect((await submit()).status).toBe(200)
    expect(slept).toEqual([250])
  })

  it('delayed-visibility: told to the registry', async () => {
    await control('PUT', '/faults', ['delayed-visibility=3,times=1'])
    await submit()
    expect(bench.calls.at(-1)?.visibilityDelay).toBe(3000)
    await control('PUT', '/faults', ['delayed-visibility=held,times=1'])
    await submit()
    expect(bench.calls.at(-1)?.visibilityDelay).toBe('until-released')
    expect(await control('POST', '/release')).toEqual([200, {}])
  })

  it('expired-certificate: for one handshake', async () => {
    await control('PUT', '/faults', ['expired-certificate,times=1'])
    expect(await broken()).toBe('CERT_HAS_EXPIRED')
    expect(await broken()).toBe('answered 200')
  })

  it('strikes only the service named, as often as told', async () => {
    await control('PUT', '/faults', ['unavailable,times=2,service=repository'])
    const query = await send(`${sandbox.url}/registry`, bench.query(), {identity: bench.auth, ca: bench.ca})
    expect(query.status).toBe(200)
    expect([await broken(), await broken(), await broken()]).toEqual([
      'answered 503',
      'answered 503',
      'answered 200',
    ])
  })
})

describe('the control endpoint', () => {
  it('shows what is armed, what was counted and what is registered', async () => {
    expect(await control('PUT', '/faults', ['garbage,times=3', 'delay=10,rate=0.5,seed=4'])).toEqual([
      200,
      ['garbage,times=3', 'delay=10,rate=0.5,seed=4'],
    ])
    expect(await control('POST', '/faults', ['unavailable'])).toMatchObject([200, {length: 3}])
    expect(await control('DELETE', '/faults')).toEqual([200, []])
    expect(await control('GET', '/counters')).toMatchObject([200, {submissions: expect.any(Number)}])
    expect(await control('GET', '/inspect')).toEqual([200, {documents: bench.calls.length}])
  })

  it('refuses another token, an unknown path and an unknown fault', async () => {
    expect((await control('GET', '/faults', undefined, 'autre'))[0]).toBe(403)
    expect((await control('GET', '/secrets'))[0]).toBe(404)
    expect(await control('PUT', '/faults', ['earthquake'])).toMatchObject([
      400,
      {error: 'DMP_SANDBOX_FAULT_INVALID'},
    ])
    expect((await control('PUT', '/faults', 'garbage'))[0]).toBe(400)
  })
})

describe('fault specifications', () => {
  it.each([
    'cut-after-commit,times=1,service=repository',
    'delayed-visibility=held',
    'delay=20,rate=0.25,seed=9',
    'garbage',
  ])('reads and writes %s', (text) => {
    expect(formatFaultSpec(parseFaultSpec(text))).toBe(text)
  })

  it.each([
    '',
    'unknown',
    'garbage=1',
    'delay=held',
    'delay=-1',
    'delay=1=2',
    'delay,rate=2',
    'delay,times=x',
    'delay,service=other',
    'delay,color=red',
    'constructor',
  ])('refuses “%s”', (text) => {
    expect(() => parseFaultSpec(text)).toThrow('DMP_SANDBOX_FAULT_INVALID')
  })

  it('draws the same calls from the same seed, about as many as the rate says', () => {
    const draws = (seed: number): boolean[] => {
      const knobs = new FaultKnobs([parseFaultSpec(`garbage,rate=0.2,seed=${seed}`)])
      return Array.from({length: 1000}, () => knobs.strike('registry').has('garbage'))
    }
    expect(draws(5)).toEqual(draws(5))
    expect(draws(5)).not.toEqual(draws(6))
    const struck = draws(5).filter(Boolean).length
    expect(struck).toBeGreaterThan(150)
    expect(struck).toBeLessThan(250)
  })
})
