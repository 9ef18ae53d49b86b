/** Bytes [from, to) of the original that the copy replaced. */
export interface MaskedRange {
  readonly from: number
  readonly to: number
  readonly what: 'ins' | 'traits' | 'homologation' | 'document' | 'user'
}

export interface MaskedCopy {
  /** Same length as the original, so that ranges mean the same in both. */
  readonly text: string
  readonly ranges: readonly MaskedRange[]
}

/** Patterns over latin1 text (one character a byte); the first group, or the whole, is what is hidden. */
const PATTERNS: readonly {readonly what: MaskedRange['what']; readonly pattern: RegExp}[] = [
  {
    what: 'homologation',
    pattern: /Name="LPS_ID_HOMOLOGATION_DMP"[^>]*>\s*<[^>]*AttributeValue[^>]*>([^<]*)/g,
  },
  // After the structure's number, the hospital's own name for the person; a national id (RPPS) has no such part.
  {what: 'user', pattern: /<(?:\w+:)?NameID\b[^>]*>[^<]*?\/([^<]*)/g},
  {what: 'traits', pattern: /PID-(?:3|5|7|8|11|13|14|15|16|18|21)\|([^<"]*)/g},
  {what: 'traits', pattern: /<(?:\w+:)?(?:given|family|birthTime|county)\b([^>]*>[^<]*)/g},
  {
    what: 'traits',
    pattern: /<(?:[\w-]+:)?(?:NomNaissance|Prenom|ListePrenom|DateNaissance|LieuNaissance)\b[^>]*>([^<]*)/g,
  },
  // INSi writes number and key apart.
  {what: 'ins', pattern: /<(?:[\w-]+:)?(?:NumIdentifiant|Cle)\b[^>]*>([^<]*)/g},
  // Texts of INSi may repeat the person asked; its published labels and the form of its codes are left to be read.
  {
    what: 'traits',
    pattern:
      /<(?:[\w-]+:)?LibelleCR\b[^>]*>(?!\s*(?:OK|Aucune identite trouvee|Plusieurs identites trouvees)\s*<)([^<]*)/gi,
  },
  {what: 'traits', pattern: /<(?:[\w-]+:)?CodeCR\b[^>]*>(?!\s*\w{1,3}\s*<)([^<]*)/g},
  {what: 'ins', pattern: /<(?:[\w-]+:)?OID\b[^>]*>(?!\s*[012](?:\.\d{1,9})+\s*<)([^<]*)/g},
  {
    what: 'ins',
    pattern: /<(?:[\w-]+:)?(?:DateDeb|DateFin)\b[^>]*>(?!\s*\d{4}-\d{2}-\d{2}[^<]{0,20}<)([^<]*)/g,
  },
  {what: 'homologation', pattern: /<(?:[\w-]+:)?IDAM\b[^>]*>([^<]*)/g},
  {what: 'ins', pattern: /\b([1-8]\d{4}(?:\d{2}|2[AB])\d{6}\d{2})\b/g},
  {what: 'traits', pattern: /([^<>"']*)\^\^\^&(?:amp;)?[\d.]+&(?:amp;)?ISO\^PI/g},
]

/** Every part of a multipart body after its root: documents and signatures are content, hidden whole. */
function documentRanges(text: string, contentType: string): MaskedRange[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1]
  if (!boundary) return []
  const marks = [
    ...text.matchAll(new RegExp(`--${boundary.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:--)?\r\n`, 'g')),
  ]
  return marks.slice(1, -1).flatMap((mark, index) => {
    const start = text.indexOf('\r\n\r\n', mark.index) + 4
    const end = (marks[index + 2]?.index ?? text.length) - 2
    return start >= 4 && end > start ? [{from: start, to: end, what: 'document' as const}] : []
  })
}

/** In a fault of INSi (`urn:siram`) both texts, and attributes that are not of their form. */
const INSI_FAULT = [
  /<(?:[\w-]+:)?(?:Text|faultstring|Erreur)\b[^>]*>([^<]*)/g,
  /<(?:[\w-]+:)?Erreur\b[^>]*\scode="(?![a-z]{1,8}_\w{1,8}")([^"]*)"/gi,
  /<(?:[\w-]+:)?Erreur\b[^>]*\sseverite="(?!(?:info|avertissement|warning|erreur|error|fatale?)")([^"]*)"/gi,
  /<(?:[\w-]+:)?Erreur\b[^>]*\smessageID="(?!(?:urn:)?(?:uuid:)?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}")([^"]*)"/gi,
].map((pattern) => ({what: 'traits' as const, pattern}))

/** A copy of an HTTP body fit to be shown: no INS, trait, document, homologation number or internal user id. */
export function maskExchange(body: Uint8Array, contentType: string): MaskedCopy {
  const text = Buffer.from(body).toString('latin1')
  const ranges = documentRanges(text, contentType)
  const faulty = text.includes('urn:siram')
  for (const {what, pattern} of faulty ? [...PATTERNS, ...INSI_FAULT] : PATTERNS) {
    for (const found of text.matchAll(pattern)) {
      const hidden = found[1] ?? found[0]
      const from = (found.index ?? 0) + found[0].lastIndexOf(hidden)
      if (hidden.length > 0) ranges.push({from, to: from + hidden.length, what})
    }
  }
  const bytes = text.split('')
  for (const {from, to} of ranges) bytes.fill('*', from, to)
  return {text: bytes.join(''), ranges: ranges.sort((a, b) => a.from - b.from)}
}
