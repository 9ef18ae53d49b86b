import {DmpError} from '../errors/dmp-error.ts'
import {isServerJournal} from '../profile/journal-address.ts'
import {nearest} from '../profile/nearest.ts'
import {isSecretSource} from '../profile/secret-source.ts'
import type {Setting, SettingValue} from '../profile/setting.ts'
import {settingKeys, settingOf} from '../profile/settings.ts'
import {expectedForm, readValue} from '../profile/values.ts'

export type AnswerSource = 'flag' | 'certificate' | 'answer' | 'implied' | 'drawn'
export type Answers = Map<string, {readonly value: SettingValue; readonly source: AnswerSource}>

/** The first source of a value stays: flags come before certificates, certificates before questions. */
export function put(answers: Answers, key: string, value: SettingValue, source: AnswerSource): void {
  if (!answers.has(key)) answers.set(key, {value, source})
}

/**
 * Reads what flags give. Paths become absolute, since the profile lies in another folder.
 * @throws DmpError DMP_PROFILE_KEY_UNKNOWN, DMP_PROFILE_INVALID (which never repeats the value)
 */
export function givenAnswers(
  given: Readonly<Record<string, {readonly flag: string; readonly value: string}>>,
  absolute: (path: string) => string,
): Answers {
  const answers: Answers = new Map()
  for (const [key, {flag, value}] of Object.entries(given)) {
    const setting = settingOf(key)
    if (!setting)
      throw new DmpError('DMP_PROFILE_KEY_UNKNOWN', {
        params: {file: flag, line: '–', key: key.slice(0, 80), nearest: nearest(key, settingKeys) ?? '–'},
      })
    const read = readValue(value, setting.type)
    if (read === undefined)
      throw new DmpError('DMP_PROFILE_INVALID', {
        params: {file: flag, line: '–', key, expected: expectedForm(setting.type)},
        details: {flag, key},
      })
    put(answers, key, placed(read, setting, absolute), 'flag')
  }
  return answers
}

export function placed(
  value: SettingValue,
  {type}: Setting,
  absolute: (path: string) => string,
): SettingValue {
  if (type.kind === 'path' && typeof value === 'string') return absolute(value)
  if (type.kind === 'journal' && typeof value === 'string')
    return isServerJournal(value) ? value : absolute(value)
  if (type.kind === 'paths' && Array.isArray(value)) return value.map((path) => absolute(String(path)))
  return isSecretSource(value) && value.from === 'file' ? {...value, path: absolute(value.path)} : value
}
