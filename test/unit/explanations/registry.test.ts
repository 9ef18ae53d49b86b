import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {knownAnswers} from '../../../src/lib/answers/known-answers.ts'
import {errorCatalogue} from '../../../src/lib/errors/catalogue.ts'
import {explanationActors, explanationFamilies} from '../../../src/lib/explanations/explanation.ts'
import {tableFault} from '../../../src/lib/explanations/tables.ts'
import {numberOfAlert} from '../../../src/lib/explanations/tls-alerts.ts'
import {certificateChecks} from '../../../src/lib/pki/checks/registry.ts'
import {checkIds} from '../../../src/lib/workstation/registry.ts'
import {projectRoot} from '../../support/program.ts'
import {commandsByWords, entries, insiCodes, tables} from './catalogue.ts'

const codes = new Set(entries.flatMap((one) => one.codes.map((code) => code.toLowerCase())))
const has = (code: string) => codes.has(code.toLowerCase())

describe('the registry', () => {
  it('gives each entry an id of its own and each code one entry', () => {
    const ids = entries.map(({id}) => id)
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
    const owners = new Map<string, string[]>()
    for (const {id, codes: own} of entries)
      for (const code of new Set(own.map((one) => one.toLowerCase())))
        owners.set(code, [...(owners.get(code) ?? []), id])
    expect([...owners].filter(([, list]) => list.length > 1)).toEqual([])
  })

  it('tells of each the cause, the remedy, who acts and what to run, in both languages', () => {
    const untold = entries.filter(({fr, en, actors, next}) => {
      const texts = [fr.cause, fr.todo, en.cause, en.todo, next]
      const whole = texts.every((text) => /\S{2}/.test(text) && !text.includes('undefined'))
      return !whole || actors.length === 0 || !actors.every((one) => explanationActors.includes(one))
    })
    expect(untold.map(({id}) => id)).toEqual([])
  })

  it('has entries of every family, and for every actor', () => {
    expect(explanationFamilies.filter((one) => !entries.some(({family}) => family === one))).toEqual([])
    expect(explanationActors.filter((one) => !entries.some(({actors}) => actors.includes(one)))).toEqual([])
  })

  it('names commands that the program has, with flags that they have', () => {
    const wrong = entries.flatMap(({id, next}) => {
      const words = next.replace(/^dmp /, '').split(' ')
      const names = words.filter((word) => !word.startsWith('-'))
      const command = [3, 2, 1]
        .map((length) => commandsByWords.get(names.slice(0, length).join(' ')))
        .find((one) => one !== undefined)
      const flags = words.filter((word) => word.startsWith('--')).map((word) => word.slice(2))
      if (!command || !next.startsWith('dmp ')) return [`${id}: ${next}`]
      return flags.filter((flag) => !(flag in command.flags)).map((flag) => `${id}: ${next} (--${flag})`)
    })
    expect(wrong).toEqual([])
  })

  it('names pages that exist', () => {
    for (const {page} of entries)
      if (page && !page.startsWith('docs/errors/')) expect(existsSync(join(projectRoot, page))).toBe(true)
  })

  it('knows every code of our own catalogue, every check and every answer of the DMP that is explained', () => {
    const wanted = [
      ...Object.keys(errorCatalogue),
      ...certificateChecks.map(({id}) => id),
      ...checkIds,
      ...knownAnswers.flatMap(({codes: own}) => own),
      ...insiCodes.map(({code}) => code),
    ]
    expect(wanted.filter((code) => !has(code))).toEqual([])
  })

  it('knows every return value of PKCS#11 v2.40 and every return code of PC/SC', () => {
    const values = entries.filter(({family}) => family === 'pkcs11').flatMap(({numbers}) => numbers)
    expect(values.length).toBeGreaterThan(90)
    expect(new Set(values).size).toBe(values.length)
    const hex = Array.from({length: 0x34}, (_, at) => `0x801000${(at + 1).toString(16).padStart(2, '0')}`)
    const more = Array.from({length: 0x72 - 0x65 + 1}, (_, at) => `0x801000${(at + 0x65).toString(16)}`)
    expect([...hex, ...more].filter((code) => !has(code))).toEqual([])
  })

  it('knows every alert of TLS 1.3 by name, number and the code that Node gives it', () => {
    const alerts =
      `close_notify unexpected_message bad_record_mac record_overflow handshake_failure bad_certificate
      unsupported_certificate certificate_revoked certificate_expired certificate_unknown illegal_parameter unknown_ca
      access_denied decode_error decrypt_error protocol_version insufficient_security internal_error
      inappropriate_fallback user_canceled missing_extension unsupported_extension unrecognized_name
      bad_certificate_status_response unknown_psk_identity certificate_required no_application_protocol`.split(
        /\s+/,
      )
    const numbers = new Set(entries.flatMap((one) => one.numbers))
    expect(alerts.filter((name) => !has(name) || !numbers.has(`alert:${numberOfAlert(name)}`))).toEqual([])
    expect(has('ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED') && has('ERR_SSL_TLSV1_ALERT_UNKNOWN_CA')).toBe(true)
    expect(has('0A000415')).toBe(true)
  })

  it('knows the HTTP statuses by which a server or a proxy refuses', () => {
    const numbers = new Set(entries.flatMap((one) => one.numbers))
    const wanted =
      '301 302 307 308 400 401 403 404 405 406 407 408 411 413 414 415 417 429 431 495 496 497 499 500 501 502 503 504 505 511'
    expect(wanted.split(' ').filter((status) => !numbers.has(`http:${status}`))).toEqual([])
  })
})

describe('a table', () => {
  const [table] = tables
  const entry = table?.entries[0]

  it('is sound as it comes', () => {
    expect(tables.map((one) => tableFault(one))).toEqual(tables.map(() => undefined))
  })

  it.each([
    ['nothing', undefined, 'family'],
    ['a family that is none', {family: 'x', entries: []}, 'family'],
    ['no entries', {family: 'tls'}, 'entries'],
    ['an actor that is none', {family: 'tls', entries: [{...entry, actors: ['someone']}]}, 'entries[0]'],
    ['a language that lacks', {family: 'tls', entries: [entry, {...entry, en: {cause: 'x'}}]}, 'entries[1]'],
    [
      'an alert that is none',
      {family: 'tls', entries: [{...entry, alerts: ['no_such_alert']}]},
      'entries[0]',
    ],
    ['codes that are no list', {family: 'tls', entries: [{...entry, codes: 'ABC'}]}, 'entries[0]'],
  ])('is refused with %s', (_name, value, fault) => {
    expect(tableFault(value)).toBe(fault)
  })
})
