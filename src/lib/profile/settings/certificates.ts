import {type Setting, type SettingType, type SettingValue, setting} from '../setting.ts'

const label: SettingType = {kind: 'text'}

/** A source of a certificate and its key below `root`: a file or a token, and where its secret comes from. */
export function keySourceSettings(root: string): readonly Setting[] {
  const of = (kind: string) => ({
    required: ({value}: {value(key: string): SettingValue | undefined}) => value(`${root}.kind`) === kind,
  })
  const line = (name: string, type: SettingType, facts: Partial<Setting> = {}) =>
    setting(`${root}.${name}`, type, {
      scope: 'own-layers',
      description: `setting.certificates.${name}`,
      ...facts,
    })
  return [
    line('kind', {kind: 'choice', values: ['pkcs12', 'pem', 'pkcs11']}, {default: () => 'pkcs12'}),
    line('path', {kind: 'path'}, of('pkcs12')),
    line('certificatePath', {kind: 'path'}, of('pem')),
    line('keyPath', {kind: 'path'}, of('pem')),
    line(
      'passphrase',
      {kind: 'secret'},
      {default: ({value}) => ({from: value(`${root}.kind`) === 'pem' ? 'none' : 'prompt'})},
    ),
    line('modulePath', {kind: 'path'}, of('pkcs11')),
    line('tokenLabel', label, of('pkcs11')),
    line('keyLabel', label, of('pkcs11')),
    line('pin', {kind: 'secret'}, {default: () => ({from: 'prompt'})}),
    line('enginePath', {kind: 'path'}),
  ]
}

/** ORG AUTH_CLI (`auth`) and ORG SIGN (`sign`). */
export const certificateSettings: readonly Setting[] = [
  ...keySourceSettings('certificates.auth'),
  ...keySourceSettings('certificates.sign'),
]

/** Names under `certificates.<use>` that mean something for a kind of source. */
export const namesOfKeySource: Readonly<Record<string, readonly string[]>> = {
  pkcs12: ['kind', 'path', 'passphrase'],
  pem: ['kind', 'certificatePath', 'keyPath', 'passphrase'],
  pkcs11: ['kind', 'modulePath', 'tokenLabel', 'keyLabel', 'pin', 'enginePath'],
}
