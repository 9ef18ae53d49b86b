import type {Environment} from '../profile.ts'
import {type Setting, type SettingType, type SettingValue, setting} from '../setting.ts'

const text: SettingType = {kind: 'text'}
const code: SettingType = {kind: 'text', pattern: /^[A-Za-z0-9_./-]{1,32}$/, form: '10'}
const choice = (...values: string[]): SettingType => ({kind: 'choice', values})
const own = {scope: 'own-layers'} as const

/** INS OIDs by environment (EX_GEN-1520): .8 and .9 real, .10 test, .11 demonstration. */
const insOids: Readonly<Record<Environment, readonly string[]>> = {
  production: ['1.2.250.1.213.1.4.8', '1.2.250.1.213.1.4.9'],
  formation: ['1.2.250.1.213.1.4.10'],
  test: ['1.2.250.1.213.1.4.10'],
  sandbox: ['1.2.250.1.213.1.4.10'],
}

const forUser = (kind: string) => ({
  required: ({value}: {value(key: string): SettingValue | undefined}) => value('vihf.user.kind') === kind,
})

/** Patients accepted, authors, software and the user named in the VIHF. */
export const identitySettings: readonly Setting[] = [
  setting('ins.allowedOids', {kind: 'oids'}, {...own, default: ({environment}) => insOids[environment]}),
  setting('ins.oidMapping', {kind: 'oid-map'}, {...own, default: () => ({})}),
  setting('author.kind', choice('person', 'device'), {default: () => 'device'}),
  setting('author.id', text),
  setting('author.family', text),
  setting('author.given', text),
  setting('author.specialtyCode', code),
  setting('author.roleCode', code),
  setting('author.softwareName', text, {default: ({product}) => product.name}),
  setting('author.modelName', text, {default: ({product}) => product.version}),
  setting('legalAuthenticator.id', text),
  setting('legalAuthenticator.family', text),
  setting('legalAuthenticator.given', text),
  setting('lps.name', text, {...own, default: ({product}) => product.name}),
  setting('lps.version', text, {...own, default: ({product}) => product.version}),
  setting('lps.id', text, own),
  setting('lps.homologation', {kind: 'secret'}, {...own, default: () => ({from: 'none'})}),
  setting('ids.oidRoot', {kind: 'oid'}, own),
  setting('ids.form', choice('root', '2.25'), {
    ...own,
    default: ({value}) => (value('ids.oidRoot') === undefined ? '2.25' : 'root'),
  }),
  setting('vihf.user.kind', choice('automate', 'named'), {...own, default: () => 'automate'}),
  setting('vihf.user.responsibleId', text, {...own, ...forUser('automate')}),
  setting('vihf.user.id', text, {...own, ...forUser('named')}),
  setting('vihf.user.family', text, {...own, ...forUser('named')}),
  setting('vihf.user.given', text, {...own, ...forUser('named')}),
  setting('vihf.user.professionCode', code, {...own, ...forUser('named')}),
  setting('vihf.user.specialtyCode', code, own),
  setting('vihf.user.rpps', {kind: 'text', pattern: /^8?\d{11}$/, form: '10000000000'}, own),
]
