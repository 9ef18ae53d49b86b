import {always, type Setting, type SettingType, setting} from '../setting.ts'

/** FINESS: two digits or 2A/2B for the department, then digits; the ninth character is the key. */
const finess: SettingType = {kind: 'text', pattern: /^\d[\dAB]\d{7}$/, form: '9 × [0-9AB]'}
const code = (form: string): SettingType => ({kind: 'text', pattern: /^[A-Za-z0-9_./-]{1,32}$/, form})
const own = {scope: 'own-layers'} as const

/** Who sends: legal entity (EJ) and site (EG), both asked for since certificates belong to the EJ. */
export const structureSettings: readonly Setting[] = [
  setting('structure.finessEj', finess, {...own, required: always}),
  setting('structure.finessEg', finess, {required: always}),
  setting('structure.siret', {kind: 'text', pattern: /^\d{14}$/, form: '14 × [0-9]'}, own),
  setting('structure.name', {kind: 'text'}, {required: always}),
  setting('structure.kind', {kind: 'choice', values: ['es', 'esms']}, {required: always}),
  setting(
    'structure.legalStatus',
    {kind: 'choice', values: ['public', 'private-non-profit', 'private']},
    {required: always},
  ),
  setting('structure.sector', {kind: 'text', pattern: /^SA\d{2}$/, form: 'SA01…SA99'}, {required: always}),
  setting('structure.contentTypeCode', code('03')),
  setting('structure.practiceSettingCode', code('ETABLISSEMENT')),
  setting('structure.ippOid', {kind: 'oid'}),
]
