/** Writes small but real PDFs by hand: a table of objects, cross-reference table, trailer. */

export interface PdfOptions {
  readonly version?: string
  /** Declares PDF/A: part and conformance, as XMP attributes or elements. */
  readonly declares?: {
    readonly part: string
    readonly conformance: string
    readonly form?: 'attributes' | 'elements'
  }
  readonly outputIntent?: boolean
  /** Page in points; A4 portrait otherwise. */
  readonly page?: {readonly width: number; readonly height: number; readonly rotate?: number}
  /** Entries added to the catalog, e.g. `/OpenAction << /S /JavaScript /JS (app.alert\(1\)) >>`. */
  readonly catalog?: string
  /** Entries added to the page. */
  readonly pageEntries?: string
  /** Text drawn with a standard font, which is not embedded. */
  readonly text?: string
  /** Makes the bytes differ: a comment after the header. */
  readonly seed?: string
}

const MARK = '%\u00e2\u00e3\u00cf\u00d3'

export function samplePdf(options: PdfOptions = {}): Uint8Array {
  const {version = '1.4', page = {width: 595.28, height: 841.89}} = options
  const drawing = options.text
    ? `BT /F1 12 Tf 72 760 Td (${options.text.replaceAll(/[()\\]/g, '\\$&')}) Tj ET`
    : '0.5 w 72 760 m 523 760 l S'
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R${options.declares ? ' /Metadata 6 0 R' : ''}${
      options.outputIntent ? ' /OutputIntents [7 0 R]' : ''
    } ${options.catalog ?? ''} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}]${
      page.rotate ? ` /Rotate ${page.rotate}` : ''
    } /Contents 4 0 R /Resources << ${options.text ? '/Font << /F1 5 0 R >>' : ''} >> ${options.pageEntries ?? ''} >>`,
    stream('', drawing),
    options.text ? '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>' : '<< >>',
    options.declares ? stream('/Type /Metadata /Subtype /XML', xmp(options.declares)) : '<< >>',
    options.outputIntent
      ? '<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /RegistryName (http://www.color.org) >>'
      : '<< >>',
  ]
  const start = `%PDF-${version}\n${MARK}\n${options.seed ? `% ${options.seed}\n` : ''}`
  let body = start
  const offsets = objects.map((object, index) => {
    const at = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const id = '<00112233445566778899AABBCCDDEEFF>'
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  return bytes(
    `${body}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R /ID [${id} ${id}] >>\nstartxref\n${body.length}\n%%EOF\n`,
  )
}

/** A PDF whose metadata declares PDF/A-1B and that does not contradict it by what we look at. */
export function pdfA1b(seed = ''): Uint8Array {
  return samplePdf({declares: {part: '1', conformance: 'B'}, outputIntent: true, seed})
}

function stream(entries: string, content: string): string {
  return `<< /Length ${content.length} ${entries} >>\nstream\n${content}\nendstream`
}

function xmp({part, conformance, form = 'elements'}: NonNullable<PdfOptions['declares']>): string {
  const pdfa = 'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
  const description =
    form === 'attributes'
      ? `<rdf:Description rdf:about="" ${pdfa} pdfaid:part="${part}" pdfaid:conformance="${conformance}"/>`
      : `<rdf:Description rdf:about="" ${pdfa}><pdfaid:part>${part}</pdfaid:part><pdfaid:conformance>${conformance}</pdfaid:conformance></rdf:Description>`
  return [
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    description,
    '</rdf:RDF></x:xmpmeta>',
    '<?xpacket end="w"?>',
  ].join('\n')
}

function bytes(latin1: string): Uint8Array {
  return new Uint8Array(Buffer.from(latin1, 'latin1'))
}
