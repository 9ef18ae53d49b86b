/** Exchanges of every form, each with what must be found of it; invented values only. */
export interface GeneratedExchange {
  readonly name: string
  readonly form: 'http' | 'mime' | 'soap'
  readonly direction: 'request' | 'answer'
  readonly bytes: Buffer
  readonly envelope: Buffer
  readonly parts: ReadonlyMap<string, Buffer>
  /** Only text of UTF-8: what a form that carries characters can carry. */
  readonly text: boolean
}

const SOAP = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
} as const
const PREFIXES = ['soap', 'S', 'soapenv', '', 'SOAP-ENV', 'env'] as const
const FORMS = ['http', 'mime', 'soap'] as const

function envelopeOf(n: number, direction: 'request' | 'answer'): Buffer {
  const prefix = PREFIXES[n % PREFIXES.length] ?? ''
  const p = prefix === '' ? '' : `${prefix}:`
  const eol = n % 4 === 0 ? '\n' : n % 4 === 1 ? '\r\n' : ''
  const declaration = n % 2 === 0 ? `<?xml version="1.0" encoding="UTF-8"?>${eol}` : ''
  const id =
    direction === 'request'
      ? `<wsa:MessageID>urn:uuid:m-${n}</wsa:MessageID>`
      : `<wsa:RelatesTo>urn:uuid:m-${n - 1}</wsa:RelatesTo>`
  const xml = [
    `${declaration}<${p}Envelope xmlns${prefix === '' ? '' : `:${prefix}`}="${SOAP[n % 5 === 0 ? '1.1' : '1.2']}" xmlns:wsa='http://www.w3.org/2005/08/addressing'>`,
    `<${p}Header>${id}<!-- </${p}Envelope> --></${p}Header>`,
    `<${p}Body><x:Thing${direction === 'request' ? 'Request' : 'Response'} xmlns:x="urn:x" n="${n}"><x:t>Compte rendu n° ${n} d’été &amp; « 5 &lt; 6 » \\ 100 %20 a+b ${'='.repeat(n % 3)}</x:t>`,
    `<x:c><![CDATA[</${p}Envelope>]]></x:c><x:long>${'abcd'.repeat((n * 37) % 900)}</x:long></x:Thing${direction === 'request' ? 'Request' : 'Response'}></${p}Body>`,
    `</${p}Envelope>`,
  ]
  return Buffer.from(xml.join(eol))
}

function binary(n: number): Buffer {
  return Buffer.from(Array.from({length: 300 + n * 7}, (_, at) => (at * 31 + n * 17 + (at >> 3)) & 0xff))
}

export function generatedExchange(n: number): GeneratedExchange {
  const direction = n % 2 === 0 ? 'request' : 'answer'
  const form = FORMS[n % 3] ?? 'soap'
  const envelope = envelopeOf(n, direction)
  const multipart = form === 'mime' || (form === 'http' && n % 4 < 2)
  const withBinary = multipart && n % 5 < 2
  const boundary = ['uuid:8f2c-11', 'MIMEBoundary_a1', '----=_Part_1_22.33', 'b'][n % 4] ?? 'b'
  const parts = new Map<string, Buffer>()
  if (multipart) {
    parts.set(
      `doc-${n}@x`,
      Buffer.from(
        `<?xml version="1.0"?>\n<ClinicalDocument>été ${n}\r\n\n--not a boundary\n</ClinicalDocument>\n`,
      ),
    )
    if (withBinary) parts.set(`pdf-${n}`, binary(n))
  }
  const pieces: (string | Buffer)[] = []
  if (multipart) {
    pieces.push(
      `--${boundary}\r\nContent-Type: application/xop+xml; charset=UTF-8; type="application/soap+xml"\r\nContent-ID: <root@x>\r\n\r\n`,
      envelope,
    )
    for (const [id, bytes] of parts)
      pieces.push(
        `\r\n--${boundary}\r\nContent-Type: ${id.startsWith('pdf') ? 'application/pdf' : 'text/xml'}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <${id}>\r\n\r\n`,
        bytes,
      )
    pieces.push(`\r\n--${boundary}--\r\n`)
  } else pieces.push(envelope)
  const body = Buffer.concat(pieces.map((one) => Buffer.from(one)))
  const type = multipart
    ? `multipart/related; type="application/xop+xml"; boundary="${boundary}"; start="<root@x>"; start-info="application/soap+xml"`
    : 'application/soap+xml; charset=UTF-8'
  const start =
    direction === 'request' ? `POST /si-dmp-server/v2/services/repository?x=${n} HTTP/1.1` : 'HTTP/1.1 200 OK'
  const head =
    form === 'http'
      ? `${start}\r\nHost: dmp.invalid\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`
      : form === 'mime' && n % 2 === 0
        ? `Content-Type: ${type}\r\nMIME-Version: 1.0\r\n\r\n`
        : ''
  return {
    name: `${n} ${form} ${direction}`,
    form,
    direction,
    bytes: Buffer.concat([Buffer.from(head), body]),
    envelope,
    parts,
    text: !withBinary,
  }
}

export const generatedExchanges: readonly GeneratedExchange[] = Array.from({length: 60}, (_, n) =>
  generatedExchange(n),
)
