/** Marks that stand for one another in labels: apostrophes, `N°` and its look-alikes. */
const APOSTROPHES = /[\u2018\u2019\u02bc\u00b4`]/g
const NUMBER_SIGN = /\bn\s*[°ºo](?=\s|$)/g
const ACCENTS = /\p{Mn}+/gu

/** A label as labels are compared: without case, accents or doubled blanks, apostrophes and `N°` in one form. */
export function labelKey(label: string): string {
  return label
    .normalize('NFC')
    .replaceAll(/[\s\u00a0\u202f\u2009]+/g, ' ')
    .trim()
    .toLowerCase()
    .replaceAll(APOSTROPHES, "'")
    .replaceAll(NUMBER_SIGN, 'no')
    .normalize('NFD')
    .replaceAll(ACCENTS, '')
}

/** A total, a sub-total or a mean and no figure of its own. */
const TOTAL =
  /^(?:(?:dont |grand |sous[- ]?|s\/ ?)?tota(?:l|ux)(?: general| generaux)?|tot\.(?: gen\.?)?|sub-?total|ensemble|cumul|somme|moyenne)(?![\p{L}\p{N}])/u
const MEAN = /^moyenne/

export function totalKind(label: string): 'sum' | 'mean' | undefined {
  const key = labelKey(label)
  if (!TOTAL.test(key)) return undefined
  return MEAN.test(key) ? 'mean' : 'sum'
}

/** What Kibana puts in place of the values that a "top N" leaves out. */
const OTHER = new Set([
  ...['other', 'others', 'other values', 'autre', 'autres', 'les autres', 'autres valeurs', '__other__'],
])
/** What it puts where documents do not have the field. */
const MISSING = new Set([
  '',
  '-',
  '\u2013',
  '\u2014',
  '(missing value)',
  '(missing)',
  'missing',
  '__missing__',
  '(valeur manquante)',
  '(manquant)',
  '(empty)',
  '(vide)',
  '(null)',
  'null',
])

export const isOther = (label: string): boolean => OTHER.has(labelKey(label))
export const isMissing = (label: string): boolean => MISSING.has(labelKey(label))
