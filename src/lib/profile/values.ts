import {isOid} from '../ids/oid.ts'
import {insOids} from '../ins/ins-oids.ts'
import {durationMs} from './duration.ts'
import {isServerJournal, JOURNAL_FORM, serverAddress} from './journal-address.ts'
import {SECRET_FORM, secretSourceOf} from './secret-source.ts'
import type {RawValue, SettingType, SettingValue} from './setting.ts'

const INS_ROOT = insOids.nir.slice(0, insOids.nir.lastIndexOf('.'))
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/

function list(raw: RawValue): readonly string[] | undefined {
  if (Array.isArray(raw)) return raw as readonly string[]
  return typeof raw === 'string'
    ? raw
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean)
    : undefined
}

function url(raw: string, schemes: readonly string[]): string | undefined {
  if (!URL.canParse(raw)) return undefined
  const {protocol, username, password, hostname, search, hash} = new URL(raw)
  const usable = schemes.includes(protocol.slice(0, -1)) && hostname !== ''
  return usable && !username && !password && !search && !hash ? raw.replace(/\/+$/, '') : undefined
}

/** An OID; `.8` stands for the OID of that number among the authorities of the INS. */
function wholeOid(text: unknown): string | undefined {
  const full = typeof text === 'string' && text.startsWith('.') ? INS_ROOT + text : text
  return typeof full === 'string' && isOid(full) ? full : undefined
}

function oids(raw: RawValue): readonly string[] | undefined {
  const whole = (list(raw) ?? []).map(wholeOid)
  return whole.length > 0 && whole.every((oid) => oid !== undefined) ? whole : undefined
}

function oidMap(raw: RawValue): Readonly<Record<string, string>> | undefined {
  if (Array.isArray(raw)) return undefined
  const pairs: readonly (readonly unknown[])[] =
    typeof raw === 'string'
      ? raw.split(',').map((pair) => pair.split('=').map((part) => part.trim()))
      : Object.entries(raw)
  const whole = pairs.map((pair) => pair.map(wholeOid))
  const good = whole.every((pair) => pair.length === 2 && pair.every((oid) => oid !== undefined))
  return good ? Object.fromEntries(whole) : undefined
}

function number(raw: string, type: {min: number; max: number; integer: boolean}): number | undefined {
  const form = type.integer ? /^\d{1,12}$/ : /^\d{1,9}(\.\d{1,6})?$/
  const value = Number(raw)
  return form.test(raw) && value >= type.min && value <= type.max ? value : undefined
}

function ofText(raw: string, type: SettingType): SettingValue | undefined {
  if (raw.trim() === '' || raw.length > 4096 || CONTROL.test(raw)) return undefined
  switch (type.kind) {
    case 'text':
      return type.pattern && !type.pattern.test(raw) ? undefined : raw
    case 'choice':
      return type.values.includes(raw) ? raw : undefined
    case 'number':
      return number(raw, type)
    case 'boolean':
      return raw === 'true' ? true : raw === 'false' ? false : undefined
    case 'duration':
      return durationMs(raw)
    case 'url':
      return url(raw, type.schemes)
    case 'oid':
      return isOid(raw) ? raw : undefined
    case 'journal':
      return isServerJournal(raw) && typeof serverAddress(raw) === 'string' ? undefined : raw
    default:
      return raw
  }
}

/** The value a raw one stands for; undefined when it is not of that type. */
export function readValue(raw: RawValue, type: SettingType): SettingValue | undefined {
  switch (type.kind) {
    case 'secret':
      return secretSourceOf(raw)
    case 'oid-map':
      return oidMap(raw)
    case 'oids':
      return oids(raw)
    case 'paths': {
      const paths = list(raw)
      return paths?.every((path) => ofText(path, {kind: 'path'}) !== undefined) ? paths : undefined
    }
    default:
      return typeof raw === 'string' ? ofText(raw, type) : undefined
  }
}

/** What may stand there, in a notation that needs no translation. */
export function expectedForm(type: SettingType): string {
  switch (type.kind) {
    case 'text':
      return type.form ?? '"…"'
    case 'choice':
      return type.values.join(' | ')
    case 'number':
      return `${type.min} … ${type.max}`
    case 'boolean':
      return 'true | false'
    case 'duration':
      return '500ms | 30s | 5m | 24h | 15d'
    case 'path':
      return 'PATH'
    case 'journal':
      return JOURNAL_FORM
    case 'paths':
      return '[PATH, …]'
    case 'url':
      return type.schemes.map((scheme) => `${scheme}://…`).join(' | ')
    case 'oid':
      return '1.2.250.1.…'
    case 'oids':
      return '[1.2.250.1.…, …]'
    case 'oid-map':
      return '{1.2.250.1.…: 1.2.250.1.…}'
    case 'secret':
      return SECRET_FORM
  }
}
