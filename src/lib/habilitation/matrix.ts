/**
 * The habilitation matrix of the DMP (matrice d'habilitation): which profession may consult which type of document.
 *
 * It is law: annex of the arrêté of 26 October 2023 (L. 1111-15 and L. 1111-17 of the code de la santé publique), kept here
 * as dated data (`data/habilitation.json`) that a newer file replaces. It says who may consult, nothing else: who may
 * feed is decided elsewhere, so nothing here ever refuses a submission. It adds to, and never lifts, what the patient
 * decides (blocking a professional, masking) and the state of the record; the right comes from the profession read in
 * the card, not from the job held.
 *
 * It does not know the cards of people, their specialties beyond the code given, the DICOM procedure that makes a type
 * of its own, nor the rules of emergencies (bris de glace, régulation).
 */

/** One column: professions that read alike. */
export interface MatrixColumn {
  /** 1 to n, as on the official sheet. */
  readonly number: number
  readonly id: string
  /** Official name, shortened; `en` falls back on it. */
  readonly label: LocalName
  readonly short: LocalName
  /** Codes of professions (J01, G15, G16); one with a specialty (`G15_10/SM04`) belongs where its profession does. */
  readonly professions: readonly string[]
  /** Of them, those whose place was inferred from their name. */
  readonly inferred: readonly string[]
  /** Published, and not in force for a time because of an appeal. */
  readonly pending: boolean
}

export interface LocalName {
  readonly fr: string
  readonly en: string
}

export interface MatrixType {
  readonly typeCode: string
  /** J57 */
  readonly classCode: string
  /** One for each column, in its order. */
  readonly marks: readonly boolean[]
}

export interface HabilitationMatrix {
  readonly title: string
  readonly source: string
  /** Day of the official sheet, `2024-09-25`. */
  readonly date: string
  /** How far it was checked. */
  readonly status: string
  readonly columns: readonly MatrixColumn[]
  /** Professions of a column that are outside it, as occupational medicine is. */
  readonly none: readonly string[]
  readonly types: ReadonlyMap<string, MatrixType>
  /** Other ways to name a code: `IDE`, `lettre de sortie`. */
  readonly names: readonly (readonly [name: string, code: string])[]
}

/** Of a profession: its columns (several where its specialty decides), and whether that was inferred. */
export interface ProfessionPlace {
  readonly columns: readonly MatrixColumn[]
  readonly inferred: boolean
}

/** The longest code that the given one is or begins with decides; no column: no access. */
export function placeOfProfession(matrix: HabilitationMatrix, code: string): ProfessionPlace {
  const within = (known: string) => code === known || code.startsWith(`${known}/`)
  const known = [...matrix.none, ...matrix.columns.flatMap(({professions}) => professions)].filter(within)
  const longest = known.toSorted((a, b) => b.length - a.length)[0]
  const columns =
    longest === undefined ? [] : matrix.columns.filter(({professions}) => professions.includes(longest))
  return {
    columns,
    inferred: columns.some(({inferred}) => longest !== undefined && inferred.includes(longest)),
  }
}

/** Columns that may consult a type; undefined where the matrix does not speak of it. */
export function readersOfType(
  matrix: HabilitationMatrix,
  typeCode: string,
): readonly MatrixColumn[] | undefined {
  const type = matrix.types.get(typeCode)
  return type && matrix.columns.filter((_, at) => type.marks[at])
}

/**
 * Whether these columns may consult: `depends` where some of them may and others not; `pending` where those that may
 * were not in force for a time; `unknown` where the matrix does not speak of the type.
 */
export type Right = 'yes' | 'no' | 'depends' | 'pending' | 'unknown'

export function rightOf(
  matrix: HabilitationMatrix,
  typeCode: string,
  columns: readonly MatrixColumn[],
): Right {
  const readers = readersOfType(matrix, typeCode)
  if (!readers) return 'unknown'
  const reading = columns.filter((column) => readers.includes(column))
  if (reading.length === 0) return 'no'
  if (reading.length < columns.length) return 'depends'
  return reading.every(({pending}) => pending) ? 'pending' : 'yes'
}
