import {DmpError} from '../errors/dmp-error.ts'
import {settingOf} from '../profile/settings.ts'
import {expectedForm, readValue} from '../profile/values.ts'
import {impliedBySector, type Question, questions} from '../profile/wizard.ts'
import {type Answers, placed, put} from './config-init-answers.ts'
import type {ConfigPorts, Say} from './config-ports.ts'
import {sandboxEndpoint} from './sandbox-profile.ts'

type Ports = Pick<ConfigPorts, 'prompter' | 'files'> & {readonly say: Say}

/** Where the profiles of `dmp sandbox init` look unless told otherwise; the only address known beforehand. */
const SANDBOX_PORT = 18_443

/**
 * Asks what is still missing and answers how many questions that took. Nobody there to answer: names everything.
 * @throws DmpError DMP_MISSING_VALUE
 */
export async function askMissing(ports: Ports, answers: Answers): Promise<number> {
  let asked = 0
  const open: string[] = []
  for (const question of questions) {
    imply(answers)
    if (!isNeeded(question.key, answers)) continue
    if (ports.prompter.available) {
      put(answers, question.key, await ask(ports, question, answers), 'answer')
      asked++
    } else open.push(flagOf(question.key))
  }
  imply(answers)
  if (open.length > 0)
    throw new DmpError('DMP_MISSING_VALUE', {params: {names: open.join(', ')}, details: {flags: open}})
  return asked
}

function imply(answers: Answers): void {
  const sector = answers.get('structure.sector')?.value
  if (typeof sector !== 'string') return
  for (const [key, value] of Object.entries(impliedBySector(sector))) put(answers, key, value, 'implied')
}

function isNeeded(key: string, answers: Answers): boolean {
  if (answers.has(key)) return false
  const at = (name: string) => answers.get(name)?.value
  // Most sectors imply it: it is asked, or named as missing, only when the sector is known and does not.
  if (key === 'structure.legalStatus') return at('structure.sector') !== undefined
  if (key === 'vihf.user.responsibleId') return at('vihf.user.kind') !== 'named'
  const use = /^certificates\.(auth|sign)\.path$/.exec(key)?.[1]
  return use === undefined || (at(`certificates.${use}.kind`) ?? 'pkcs12') === 'pkcs12'
}

async function ask(ports: Ports, {key, choices}: Question, answers: Answers) {
  const {prompter, say, files} = ports
  const setting = settingOf(key)
  if (!setting) throw new Error(`no setting ${key}`)
  const question = say(`ask.${key}`)
  const read = (text: string) => readValue(text.trim(), setting.type)
  if (choices) {
    const labels = choices.map((value) => ({value, label: say(`choice.${key}.${value}`)}))
    return read(await prompter.choose(question, labels)) ?? ''
  }
  const proposed = proposal(key, answers)
  const answer = await prompter.text(question, {
    ...(proposed === undefined ? {} : {default: proposed}),
    validate: (text) =>
      read(text) !== undefined || say('ask.invalid', {expected: expectedForm(setting.type)}),
  })
  const value = read(answer)
  if (value === undefined)
    throw new DmpError('DMP_PROFILE_INVALID', {
      params: {file: flagOf(key), line: '–', key, expected: expectedForm(setting.type)},
    })
  return placed(value, setting, (path) => files.resolve(path))
}

function proposal(key: string, answers: Answers): string | undefined {
  if (key === 'structure.finessEg') return answers.get('structure.finessEj')?.value as string | undefined
  if (key === 'endpoints.base' && answers.get('environment')?.value === 'sandbox')
    return sandboxEndpoint(SANDBOX_PORT)
  return undefined
}

/** The flag that answers a question. */
export function flagOf(key: string): string {
  const flag = flags[key]
  return flag ? `--${flag}` : `--set ${key}=…`
}

/** Settings with a flag of their own in `config init`; every other one goes through `--set key=value`. */
export const flags: Readonly<Record<string, string>> = {
  environment: 'environment',
  'endpoints.base': 'endpoint',
  'structure.finessEj': 'finess-ej',
  'structure.finessEg': 'finess-eg',
  'structure.name': 'name',
  'structure.kind': 'kind',
  'structure.legalStatus': 'legal-status',
  'structure.sector': 'sector',
  'certificates.auth.path': 'auth',
  'certificates.sign.path': 'sign',
  'certificates.auth.passphrase': 'passphrase-from',
  'lps.homologation': 'homologation-from',
  'vihf.user.responsibleId': 'responsible-id',
  'ids.oidRoot': 'oid-root',
}
