import {describe, expect, it} from 'vitest'
import {foundIn, textOf} from './captured.ts'
import {hexdumpC} from './wrappings.ts'

const SENT =
  '<?xml version="1.0" encoding="UTF-8"?>\n<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><x:FooRequest xmlns:x="urn:x">texte</x:FooRequest>\n</s:Body></s:Envelope>'
const HEAD =
  'POST /svc HTTP/1.1\r\nHost: 127.0.0.1:18123\r\nContent-Type: application/soap+xml; charset=UTF-8\r\n\r\n'
const ANSWER =
  '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><x:FooResponse xmlns:x="urn:x">été</x:FooResponse></s:Body></s:Envelope>'
const ANSWER_HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\n\r\n'

const title = (way: string, size: number) => `${way}, ${size} bytes (0x${size.toString(16)})\n`
const address = (at: number) => `${at.toString(16).padStart(4, '0')}: `

/** As `curl --trace-ascii` writes it: 64 characters a line, CR LF ends one, what is not printable is a dot. */
function ascii(way: string, text: string): string {
  const bytes = Buffer.from(text)
  let out = title(way, bytes.length)
  for (let at = 0; at < bytes.length; ) {
    let end = Math.min(bytes.length, at + 64)
    const eol = bytes.subarray(0, end + 2).indexOf('\r\n', at)
    const ends = eol !== -1 && eol <= end
    if (ends) end = eol
    out += `${address(at)}${bytes.toString('latin1', at, end).replace(/[^ -~]/g, '.')}\n`
    at = ends ? end + 2 : end
  }
  return out
}

/** As `curl --trace` writes it: hexadecimal, sixteen bytes a line. */
function hexadecimal(way: string, text: string): string {
  const bytes = Buffer.from(text)
  const lines = hexdumpC(bytes)
    .split('\n')
    .slice(0, Math.ceil(bytes.length / 16))
    .map(
      (line) =>
        `${address(Number.parseInt(line.slice(0, 8), 16))}${line.slice(10, 58).replace('  ', ' ').padEnd(48)} ${line.slice(61, -1)}\n`,
    )
  return title(way, bytes.length) + lines.join('')
}

describe('what curl writes', () => {
  it('with --trace is read as it was sent', async () => {
    const trace = `== Info: Connected to 127.0.0.1\n${hexadecimal('=> Send header', HEAD)}${hexadecimal('=> Send data', SENT)}== Info: Mark bundle\n${hexadecimal('<= Recv header', ANSWER_HEAD.slice(0, 17))}${hexadecimal('<= Recv header', ANSWER_HEAD.slice(17))}${hexadecimal('<= Recv data', ANSWER)}== Info: Closing\n`
    const found = await foundIn(trace)
    expect(found.map((one) => [textOf(one.envelope), one.startLine, one.remarks])).toEqual([
      [SENT, 'POST /svc HTTP/1.1', []],
      [ANSWER, 'HTTP/1.1 200 OK', []],
    ])
  })

  it('with --trace-ascii is read with its line feeds; letters that became dots are said lost', async () => {
    const trace = `${ascii('=> Send header', HEAD)}${ascii('=> Send data', SENT)}${ascii('<= Recv header', ANSWER_HEAD)}${ascii('<= Recv data', ANSWER)}== Info: Closing\n`
    const found = await foundIn(trace)
    expect(found.map((one) => [textOf(one.envelope), one.wrapping, one.remarks])).toEqual([
      [SENT, ['curl-trace'], []],
      [ANSWER.replaceAll('é', '..'), ['curl-trace'], [{kind: 'characters-lost'}]],
    ])
    expect(found[0]?.headers.get('host')).toBe('127.0.0.1:18123')
  })

  it('with --trace-ascii has lost the bytes of a file: the part is said damaged', async () => {
    const part = (type: string, id: string, text: string) =>
      `--b\r\nContent-Type: ${type}\r\nContent-ID: <${id}>\r\n\r\n${text}\r\n`
    const body = `${part('application/xop+xml', 'r', SENT)}${part('application/pdf', 'pdf', '%PDF\u0001')}${part('text/plain', 'txt', 'texte')}--b--\r\n`
    const head = HEAD.replace(
      'application/soap+xml; charset=UTF-8',
      'multipart/related; boundary=b; start="<r>"',
    )
    const [one] = await foundIn(`${ascii('=> Send header', head)}${ascii('=> Send data', body)}`)
    expect(one?.remarks).toEqual([{kind: 'damaged', contentId: 'pdf'}])
    expect(one?.parts.get('txt')?.damaged).toBe(false)
    expect(textOf(one?.envelope)).toBe(SENT)
  })

  it('with --verbose is a request without its body, and an answer', async () => {
    const lines = (sign: string, head: string) =>
      head.replaceAll('\r\n', '\n').replace(/^(?!$)|^$(?=\n)/gm, `${sign} `)
    const text = `* Connected to 127.0.0.1 (127.0.0.1) port 18123 (#0)\n${lines('>', HEAD)}} [509 bytes data]\n${lines('<', ANSWER_HEAD)}{ [187 bytes data]\n100   696  100   187  100   509  91891   244k --:--:-- --:--:-- --:--:--  339k\n* Connection #0 to host 127.0.0.1 left intact\n${ANSWER}`
    const found = await foundIn(text)
    expect(found.map((one) => [one.direction, textOf(one.envelope), one.complete])).toEqual([
      ['request', '', false],
      ['answer', ANSWER, true],
    ])
    expect(found[0]).toMatchObject({
      startLine: 'POST /svc HTTP/1.1',
      cut: {where: 'before-body'},
      remarks: [{kind: 'no-envelope'}],
    })
    expect(found[0]?.body).toBeUndefined()
    expect(found[1]?.startLine).toBe('HTTP/1.1 200 OK')
  })

  it('with --include is an answer as it came', async () => {
    const [one, ...more] = await foundIn(`${ANSWER_HEAD}${ANSWER}\n`)
    expect(more).toEqual([])
    expect(one).toMatchObject({form: 'http', wrapping: [], remarks: []})
  })
})
