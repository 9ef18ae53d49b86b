import {type Setting, type SettingType, type SettingValue, setting} from '../setting.ts'
import {keySourceSettings} from './certificates.ts'

const text: SettingType = {kind: 'text'}
const uuid: SettingType = {
  kind: 'text',
  pattern: /^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$/,
  form: 'UUID',
}
const own = {scope: 'own-layers'} as const

interface Context {
  value(key: string): SettingValue | undefined
}

const configured = ({value}: Context): boolean => value('insi.url') !== undefined

/** Said only where INSi is: elsewhere these would be noise. */
const then =
  (byDefault: NonNullable<Setting['default']>): NonNullable<Setting['default']> =>
  (context) =>
    configured(context) ? byDefault(context) : undefined

/**
 * The téléservice INSi, for whoever looks identities up: its own certificate (CN `INSI-AUTO` or `INSI-MANU`), never
 * that of the DMP. A profile without `insi.url`, or with half of this, feeds the DMP all the same: what lacks is told
 * by the command that needs it.
 */
export const insiSettings: readonly Setting[] = [
  setting('insi.url', {kind: 'url', schemes: ['https']}, own),
  ...keySourceSettings('insi.certificate').map(({required, ...line}) => ({
    ...line,
    ...(line.default ? {default: then(line.default)} : {}),
  })),
  setting('insi.idam', {kind: 'secret'}, {...own, default: then(() => ({from: 'none'}))}),
  setting('insi.instance', uuid, own),
  setting('insi.lpsName', text, {...own, default: then(({value}) => value('lps.name'))}),
  setting('insi.lpsVersion', text, {...own, default: then(({value}) => value('lps.version'))}),
  setting('insi.sender', {kind: 'text', pattern: /^[0-9A-Za-z]{3,20}$/, form: '1990000002'}, own),
  setting('insi.caFiles', {kind: 'paths'}, {...own, default: then(({value}) => value('trust.caFiles'))}),
]
