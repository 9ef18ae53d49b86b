import {DmpError} from '../errors/dmp-error.ts'
import {oidOfUuid} from '../ids/oid.ts'
import type {CertificateFinding} from '../pki/finding.ts'
import {isProfileName} from '../profile/choose-profile.ts'
import {durationText} from '../profile/duration.ts'
import type {Finding} from '../profile/loaded-profile.ts'
import {describeSecretSource, isSecretSource} from '../profile/secret-source.ts'
import type {SettingValue} from '../profile/setting.ts'
import {settings} from '../profile/settings.ts'
import {profileText} from '../profile/write-profile.ts'
import {type AnswerSource, type Answers, givenAnswers, put} from './config-init-answers.ts'
import {answersFromCertificates} from './config-init-certificates.ts'
import {askMissing} from './config-init-questions.ts'
import type {ConfigPorts, Say} from './config-ports.ts'

export interface InitRequest {
  /** Name of the new profile; its environment when not given. */
  readonly name?: string | undefined
  /** The two PKCS#12 files, in any order. */
  readonly from?: readonly string[] | undefined
  /** Settings given by flags, by dotted key, with the flag that gave each. */
  readonly given: Readonly<Record<string, {readonly flag: string; readonly value: string}>>
  readonly force?: boolean | undefined
}

export interface InitReport {
  readonly profile: string
  readonly environment: string
  readonly file: string
  readonly questions: number
  readonly settings: readonly {readonly key: string; readonly value: string; readonly source: AnswerSource}[]
  readonly oidRoot: string | null
  readonly certificates: readonly CertificateFinding[]
  readonly warnings: readonly Finding[]
}

/**
 * Makes a profile from certificates, flags and answers, and writes it: mode 0600, in one piece, never over another
 * without `force`.
 * @throws DmpError DMP_MISSING_VALUE when nobody can answer; DMP_ENVIRONMENT_MISMATCH when the certificates are of
 * another environment; DMP_FILE_EXISTS; DMP_PROFILE_*
 */
export async function initConfig(
  ports: ConfigPorts & {readonly say: Say},
  request: InitRequest,
): Promise<InitReport> {
  await refuseTaken(ports, request, request.name)
  const answers = givenAnswers(request.given, (path) => ports.files.resolve(path))
  const certificates = await answersFromCertificates(ports, request.from ?? [], answers)
  const questions = await askMissing(ports, answers)
  const environment = String(answers.get('environment')?.value ?? 'sandbox')
  const name = request.name ?? environment
  if (!request.name) await refuseTaken(ports, request, name)
  ownRoot(answers, ports)
  const values = new Map([...answers].map(([key, {value}]) => [key, value]))
  const loaded = await ports.profiles.write(name, profileText(values), {force: request.force === true})
  return {
    profile: name,
    environment: loaded.profile.environment,
    file: loaded.file,
    questions,
    settings: told(answers),
    oidRoot: loaded.profile.ids.oidRoot ?? null,
    certificates: certificates(loaded.profile),
    warnings: loaded.warnings,
  }
}

/** Told before the questions are asked, not after. */
async function refuseTaken(
  {profiles}: ConfigPorts,
  {force}: InitRequest,
  name: string | undefined,
): Promise<void> {
  if (name === undefined) return
  if (!isProfileName(name))
    throw new DmpError('DMP_USAGE', {params: {problem: `--profile ${name.slice(0, 64)}`}})
  const taken = (await profiles.list()).find((profile) => profile.name === name)
  if (taken && force !== true) throw new DmpError('DMP_FILE_EXISTS', {params: {file: taken.file}})
}

/** EX_GEN-1350: a root of this installation alone; where none is owned, one drawn at random under 2.25 (X.667). */
function ownRoot(answers: Answers, {random}: ConfigPorts): void {
  if (!answers.has('ids.oidRoot') && answers.get('ids.form')?.value !== '2.25')
    put(answers, 'ids.oidRoot', oidOfUuid(random.uuid()), 'drawn')
}

function told(answers: Answers): InitReport['settings'] {
  return settings.flatMap(({key, type}) => {
    const answer = answers.get(key)
    return answer ? [{key, value: inWords(answer.value, type.kind), source: answer.source}] : []
  })
}

function inWords(value: SettingValue, kind: string): string {
  if (kind === 'duration' && typeof value === 'number') return durationText(value)
  if (isSecretSource(value)) return describeSecretSource(value)
  return Array.isArray(value)
    ? value.join(', ')
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)
}
