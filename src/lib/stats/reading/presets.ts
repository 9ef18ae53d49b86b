/*
 * How exports are usually headed. Nobody has published the layout of SI Pilotage DMP or of oSIS: these names are those of
 * Kibana's own wording (Lens, data tables, its French interface) and of tables as hospitals type them, all overridable.
 */
import type {FinessLevel} from '../count-line.ts'
import type {FieldName, Side} from './figures.ts'
import {type LabelPattern, labelPattern} from './label-pattern.ts'
import type {FieldMap, ReadingMap} from './reading-map.ts'

type Headers = Partial<Record<FieldName, readonly string[]>>

const patterns = (sources: readonly string[]) =>
  sources.map((source) => {
    const made = labelPattern(source)
    if ('fault' in made) throw new Error(`preset expression ${source}`)
    return made
  })

function field(headers: readonly string[], fill: boolean, level?: FinessLevel): FieldMap {
  return {headers: patterns(headers), fill, sum: false, ...(level ? {level} : {})}
}

function preset(name: string, headers: Headers, {fill}: {readonly fill: boolean}): ReadingMap {
  const fields = new Map<FieldName, FieldMap>()
  for (const [name, sources] of Object.entries(headers) as [FieldName, readonly string[]][])
    fields.set(name, field(sources, fill && name !== 'count'))
  return {
    name,
    numberLocale: 'auto',
    timeZone: 'Europe/Paris',
    fields,
    wide: 'auto',
    except: patterns(['/^(?:sous-?)?total|^grand total|^ensemble|^cumul|^somme|^moyenne/']),
    filters: [],
  }
}

const topValues = (of: string) => `/^top (?:\\d{1,3} )?values of [\\w.]{0,40}${of}/i`

/** Buckets within a month; wider ones have no month (see `WIDE_BUCKET`). */
const PER_MONTH = '/ per (?:month|day|(?:\\d{1,3} )?(?:hour|minute)s?)$/i'

/** A date cut into buckets that hold parts of several months: a year, a quarter, weeks, a number of days. */
export const WIDE_BUCKET =
  /\s(?:per (?:\d{1,3} )?(?:year|quarter|week|(?<=\d )(?:month|day))s?|par (?:\d{1,3} )?(?:ans?|ann[\u00e9e]es?|trimestres?|semaines?|(?<=\d )(?:mois|jours?)))$/iu

const lensEnglish = preset(
  'kibana-lens-en',
  {
    period: [PER_MONTH],
    finess: [topValues('finess'), topValues('etablissement'), '/^finess/i'],
    type: [topValues('type'), '/^type(?: de document|_?code)?$/i'],
    software: [topValues('(?:lps|logiciel|software)')],
    environment: [topValues('env')],
    count: ['/^unique count of /i', '/^count of /i', 'Count'],
  },
  {fill: false},
)

const tableEnglish = preset(
  'kibana-table-en',
  {
    period: [PER_MONTH, 'month', 'period'],
    finess: ['/finess[\\w.]{0,40}: (?:de|a)scending$/i', '/^finess/i', topValues('finess')],
    type: ['/type[\\w.]{0,40}: (?:de|a)scending$/i', '/^type_?code$/i', topValues('type')],
    software: ['/(?:lps|logiciel|software)[\\w.]{0,40}: (?:de|a)scending$/i', 'software'],
    environment: ['/env[\\w.]{0,40}: (?:de|a)scending$/i', 'environment'],
    count: ['/^unique count of /i', 'Count', 'doc_count', 'documents'],
  },
  {fill: false},
)

const topFrench = (of: string) => `/valeurs?[^:]{0,20} (?:de|du|pour) [\\w.]{0,40}${of}/i`

const french = preset(
  'kibana-fr',
  {
    period: ['/ par (?:mois|jour|(?:\\d{1,3} )?(?:heure|minute)s?)$/i', 'Mois', 'Période', 'Date'],
    finess: [topFrench('finess'), '/^(?:n. )?finess/i', '/finess[\\w.]{0,40} ?: d.croissant$/i'],
    type: [topFrench('type'), '/^type(?: de document|_?code)?$/i', '/^code (?:type|loinc)$/i'],
    software: [topFrench('(?:lps|logiciel|software)'), 'Logiciel', 'LPS', 'DPI'],
    environment: ['Environnement', topFrench('env')],
    count: [
      '/^(?:nombre|d.compte) (?:unique|de valeurs uniques) de /i',
      'Documents uniques',
      "Nombre d'enregistrements",
      "Décompte d'enregistrements",
      'Décompte des enregistrements',
      'Nombre de documents',
      'Décompte',
      'Nombre',
    ],
  },
  {fill: false},
)

const declared = {
  finess: ['N° FINESS', 'FINESS', '/^finess (?:juridique|ej|g.ographique|eg|et)$/i', '/^n. finess/i'],
  indicator: ['Indicateur', "Libellé de l'indicateur", "Code de l'indicateur", 'Domaine'],
  type: ['Type', 'Type de document', 'typeCode', 'Code LOINC'],
  software: ['Logiciel', 'DPI', 'LPS'],
}

const osisLong = preset(
  'osis-long',
  {
    ...declared,
    period: ['Mois', 'Période', 'Mois de déclaration', 'Date'],
    count: [
      'Nombre de documents déclarés',
      'Documents déclarés',
      'Numérateur',
      'Nombre de documents',
      'Nombre',
      'Valeur',
      'Déclaré',
    ],
  },
  {fill: true},
)

const osisWide: ReadingMap = {...preset('osis-wide', declared, {fill: true}), wide: 'month'}

/** Answers of Elasticsearch and tables of a machine, by the names of their fields. */
const machine = preset(
  'elasticsearch',
  {
    period: ['month', 'mois', 'period', 'periode', '/(?:^|[_.])(?:month|mois|date|time)$/i'],
    finess: ['finess', '/^finess_e[gj]$/i', '/finess/i'],
    type: ['type', 'type_code', 'typeCode', '/type/i'],
    indicator: ['indicator', 'indicateur'],
    software: ['software', 'logiciel', 'lps', '/(?:^|[_.])(?:software|logiciel|lps)/i'],
    environment: ['environment', 'environnement', 'env'],
    count: [
      ...['count', 'documents', 'unique', 'uniques', 'nombre', 'n'],
      ...['/unique|cardinal|distinct/i', 'doc_count', '/count|nombre/i'],
    ],
  },
  {fill: false},
)

/** Presets that are tried on a file of a side, the likeliest first. */
export const presetsOf: Readonly<Record<Side, readonly ReadingMap[]>> = {
  elastic: [lensEnglish, tableEnglish, french, machine, osisLong, osisWide],
  declared: [osisLong, osisWide, french, tableEnglish, machine],
}

export const presetNames = [
  'kibana-lens-en',
  'kibana-table-en',
  'kibana-fr',
  'osis-long',
  'osis-wide',
  'elasticsearch',
] as const

/** Names of the one figure that is declared: two of them beside each other are two figures. */
export const declaredCounts: readonly LabelPattern[] = osisLong.fields.get('count')?.headers ?? []

export function presetNamed(name: string): ReadingMap | undefined {
  return presetsOf.elastic.find((one) => one.name === name)
}
