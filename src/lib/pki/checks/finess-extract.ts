import type {FinessEntry, FinessFacts} from './check.ts'

type Level = FinessEntry['level']

interface Columns {
  readonly number?: number | undefined
  readonly level: Level | {readonly column: number}
  readonly ej?: number | undefined
  readonly names: readonly number[]
  readonly siret?: number | undefined
  readonly state?: number | undefined
  readonly closedOn?: number | undefined
}

/** Sections of the historical extract (cs1100501, cs1100502, cs1100507): no header, each line begins with its section. */
const sections: Readonly<Record<string, Columns>> = {
  structureet: {number: 1, level: 'eg', ej: 2, names: [3, 4], siret: 22},
  structureej: {number: 1, level: 'ej', names: [2, 3]},
}
/** Lines that say where the file comes from, or a section in which nothing is asked here. */
const about = /^"?(?:finess"?;"?(?:etalab|finess-plus)|geolocalisation"?;)/
const headerLines = 2

/** Names of columns met in extracts that have a header, without case, accents and signs. */
const columnNames = {
  site: [
    'nofinesset',
    'finesset',
    'finesseg',
    'finessgeo',
    'finessgeographique',
    'numfinessege',
    'numfinesset',
  ],
  entity: ['nofinessej', 'finessej', 'finessjuridique', 'numfinesspm', 'numfinessej'],
  number: ['nofiness', 'finess', 'numfiness'],
  kind: ['type', 'typestructure', 'niveau'],
  ej: ['ej', 'nofinessej', 'finessej', 'ejfiness'],
  names: ['rs', 'nomcourt', 'raisonsociale', 'denomination', 'rslongue', 'nomlong', 'raisonsocialelongue'],
  siret: ['siret'],
  state: ['etat', 'etatobjet', 'statut'],
  closedOn: ['datefermeture', 'dateferm', 'datefermet'],
} as const

const closedWords = /^(?:I|F|INACTIF|INACTIVE|FERME|FERMEE)$/
const openWords = /^(?:A|O|ACTIF|ACTIVE|OUVERT|OUVERTE|ENACTIVITE)$/
/** The year first, with signs or none; or the day first, as written in France. */
const dateForms = [
  /^(?<y>\d{4})[-/.](?<m>\d\d?)[-/.](?<d>\d\d?)$/,
  /^(?<y>\d{4})(?<m>\d\d)(?<d>\d\d)$/,
  /^(?<d>\d\d?)[-/.](?<m>\d\d?)[-/.](?<y>\d{4})$/,
]
/** What stands in for a date where there is none. */
const noDate = /^(?:[-0/. :]*|null)$/i
const finessForm = /^\d[\dAB]\d{7}$/

/**
 * Looks for a few FINESS or SIRET numbers in the lines of a public FINESS extract: the historical layout of data.gouv.fr
 * (`structureet;…`, `structureej;…`, `geolocalisation;…`, no header) or a table with a header. Lines come as one
 * character a byte, since older extracts are Windows-1252 and newer ones UTF-8; only those that matter are decoded.
 */
export class FinessExtract {
  readonly #file: string
  readonly #asked: readonly string[]
  readonly #mentioned: RegExp | undefined
  readonly #entries = new Map<string, FinessEntry>()
  readonly #levels = new Set<Level>()
  /** With a line of their own, not only mentioned. */
  readonly #listed = new Set<string>()
  #columns: Columns | undefined
  #delimiter = ';'
  #seen = 0

  /** @param asked FINESS numbers of 9 characters, SIRET of 14 */
  constructor(file: string, asked: readonly string[]) {
    this.#file = file
    this.#asked = [...new Set(asked)]
    // at most a blank between two signs, a no-break one of either encoding too; letters in any case
    const forms = this.#asked.map((number) => [...number].join('(?:[ .]|\\xc2?\\xa0)?'))
    this.#mentioned = forms.length > 0 ? new RegExp(forms.join('|'), 'i') : undefined
  }

  /** One line without its end; the first ones say the layout. */
  take(line: string): void {
    this.#seen += 1
    const section = /^"?([a-z]+)"?;/.exec(line)?.[1] ?? ''
    const columns = sections[section] ?? this.#columns
    if (columns) this.#row(line, columns)
    else if (this.#seen <= headerLines && !about.test(line)) this.#header(line)
  }

  /** Undefined when no line was of a layout that is known. */
  facts(): FinessFacts | undefined {
    if (this.#levels.size === 0) return undefined
    return {file: this.#file, entries: [...this.#entries.values()], levels: [...this.#levels]}
  }

  #header(line: string): void {
    for (const delimiter of [';', ',', '\t']) {
      const found = columnsOf(fields(decoded(line), delimiter).map(plainWord))
      if (!found) continue
      this.#columns = found
      this.#delimiter = delimiter
      return
    }
  }

  #row(line: string, columns: Columns): void {
    if (typeof columns.level === 'string') this.#levels.add(columns.level)
    const mentioned = this.#mentioned?.test(line) === true
    if (!mentioned && typeof columns.level === 'string') return
    const cells = fields(decoded(line), this.#delimiter)
    const cell = (index: number | undefined) => (index === undefined ? '' : (cells[index] ?? '').trim())
    const level = levelOf(columns, cell)
    if (level === undefined) return
    this.#levels.add(level)
    if (!mentioned) return
    const entry = entryOf(columns, level, cell)
    if (this.#asked.includes(entry.finess) || (entry.siret && this.#asked.includes(entry.siret)))
      this.#keep(`${level} ${entry.finess}`, entry)
    if (level === 'eg' && entry.ej !== undefined && this.#asked.includes(entry.ej)) this.#mention(entry)
  }

  /** The last line of a number counts; that an earlier one says otherwise of its state is kept with it. */
  #keep(key: string, entry: FinessEntry): void {
    const before = this.#listed.has(key) ? this.#entries.get(key) : undefined
    const differs = before && (before.closed === undefined) !== (entry.closed === undefined)
    const contradicted = differs === true || before?.contradicted === true
    this.#listed.add(key)
    this.#entries.set(key, contradicted ? {...entry, contradicted} : entry)
  }

  /** A list of sites has no lines for entities; an open site shows that its entity is there. */
  #mention({ej, closed}: FinessEntry): void {
    const key = `ej ${ej}`
    if (ej === undefined || closed !== undefined || this.#entries.has(key)) return
    this.#entries.set(key, {finess: ej, level: 'ej', names: []})
  }
}

function columnsOf(words: readonly string[]): Columns | undefined {
  const place = (names: readonly string[]) => {
    const at = words.findIndex((word) => names.includes(word))
    return at < 0 ? undefined : at
  }
  const common = {
    names: columnNames.names.flatMap((name) => place([name]) ?? []),
    siret: place(columnNames.siret),
    state: place(columnNames.state),
    closedOn: place(columnNames.closedOn),
  }
  const [site, entity, number, kind] = [
    place(columnNames.site),
    place(columnNames.entity),
    place(columnNames.number),
    place(columnNames.kind),
  ]
  if (site !== undefined) return {...common, number: site, level: 'eg', ej: entity}
  if (number !== undefined && kind !== undefined)
    return {...common, number, level: {column: kind}, ej: place(columnNames.ej)}
  if (entity !== undefined) return {...common, number: entity, level: 'ej'}
  return number === undefined ? undefined : {...common, number, level: 'ej'}
}

function levelOf({level}: Columns, cell: (index: number) => string): Level | undefined {
  if (typeof level === 'string') return level
  const word = plainWord(cell(level.column))
  if (['et', 'eg', 'ege', 'etablissement', 'site'].includes(word)) return 'eg'
  return ['ej', 'pm', 'pmej', 'entite', 'entitejuridique'].includes(word) ? 'ej' : undefined
}

function entryOf(columns: Columns, level: Level, cell: (index: number | undefined) => string): FinessEntry {
  const [siret, ej] = [plainNumber(cell(columns.siret)), plainNumber(cell(columns.ej))]
  const closing = cell(columns.closedOn)
  const on = isoDate(closing)
  const state = cell(columns.state)
  const word = plainWord(state).toUpperCase()
  const isClosed = on !== undefined || closedWords.test(word)
  const strangeState = state !== '' && !openWords.test(word)
  // a date that is not understood may be one that is past: never taken for open
  const unknown = strangeState ? state : noDate.test(closing) ? '' : closing
  return {
    finess: plainNumber(cell(columns.number)),
    level,
    names: columns.names.map(cell).filter((name) => name !== ''),
    ...(siret === '' ? {} : {siret}),
    ...(level === 'eg' && finessForm.test(ej) ? {ej} : {}),
    ...(isClosed ? {closed: on === undefined ? {} : {on}} : {}),
    ...(!isClosed && unknown !== '' ? {unknownState: unknown} : {}),
  }
}

/** Some lists group the digits, or write the letters of Corsica small. */
function plainNumber(text: string): string {
  return text.replace(/[\s.]/g, '').toUpperCase()
}

/** The day, a time left out; undefined for what is no day of the calendar. */
function isoDate(text: string): string | undefined {
  const [date = ''] = text.split(/[ T]/)
  for (const form of dateForms) {
    const {y, m, d} = form.exec(date)?.groups ?? {}
    if (y === undefined || m === undefined || d === undefined) continue
    const iso = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
    const time = Date.parse(`${iso}T00:00:00Z`)
    return Number.isFinite(time) && new Date(time).toISOString().startsWith(iso) ? iso : undefined
  }
  return undefined
}

/** Fields of a line; `""` in a quoted one is a quote. */
function fields(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter)
  const found: string[] = []
  let [field, quoted] = ['', false]
  for (let at = 0; at < line.length; at++) {
    const sign = line.charAt(at)
    if (sign === '"' && quoted && line[at + 1] === '"') {
      field += sign
      at += 1
    } else if (sign === '"') quoted = !quoted
    else if (sign === delimiter && !quoted) {
      found.push(field)
      field = ''
    } else field += sign
  }
  return [...found, field]
}

function decoded(line: string): string {
  const bytes = Buffer.from(line.replace(/\r$/, ''), 'latin1')
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function plainWord(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}
