import {type ErrorCode, errorCatalogue} from '../errors/catalogue.ts'
import type {ErrorDefinition} from '../errors/definition.ts'
import type {ExitName} from '../errors/exit-codes.ts'
import {certificateChecks} from '../pki/checks/registry.ts'
import {checkIds} from '../workstation/registry.ts'
import type {Explanation, ExplanationActor} from './explanation.ts'
import {stableLength} from './fold-text.ts'
import {type Sentences, variantsIn} from './sentences.ts'

/** The first command that a remedy names; where it names none, what helps most at that exit. */
const nextAt: Readonly<Record<ExitName, string>> = {
  done: 'dmp help',
  internal: 'dmp report',
  usage: 'dmp help',
  configuration: 'dmp config check',
  localMeans: 'dmp doctor',
  invalidInput: 'dmp document validate',
  refused: 'dmp report',
  temporary: 'dmp doctor --only net.tls',
  someFailed: 'dmp batch status',
  unknownOutcome: 'dmp document locate',
  findings: 'dmp help',
  interrupted: 'dmp batch resume',
}

/** Where the remedy names none: by the first word of the code. */
const nextOf: Readonly<Record<string, string>> = {
  TRACE: 'dmp trace verify',
  SYSLOG: 'dmp trace export',
  STATS: 'dmp stats map',
  JOURNAL: 'dmp journal check',
  BATCH: 'dmp batch status',
  PLAN: 'dmp batch status',
  CERT: 'dmp cert inspect',
  TRUST: 'dmp cert trust list',
  KEY: 'dmp config check',
  SECRET: 'dmp config show',
  INSI: 'dmp config show insi',
  INS: 'dmp ins check',
  IDENTITY: 'dmp ins verify',
  PROFILE: 'dmp config check',
  MANIFEST: 'dmp batch map',
  READERS: 'dmp doctor --only pcsc',
  CARD: 'dmp workstation readers',
  FILE: 'dmp config path',
}

const NAMED = /\bdmp ([a-z][a-z-]*(?: [a-z][a-z-]*){0,2})(?=[^a-z-]|$)/g
const MADE_BY_US = /^DMP_INTERNAL$/
const THEIRS = /^DMP_(?:BUSY|ANSWER_UNREADABLE|UNKNOWN_OUTCOME|NO_ANSWER)$/
/** They wrap a code of somebody else, which says more. */
const WRAPPERS =
  /^DMP_(?:TLS_REFUSED|CONNECTION_FAILED|NO_ANSWER|ANSWER_UNREADABLE|REFUSED|ACCESS_REFUSED|BUSY|UNKNOWN_OUTCOME|INSI_REFUSED|INSI_BUSY|INSI_UNREADABLE|USAGE|MISSING_VALUE|FILE_UNREADABLE|FILE_UNWRITABLE|KEY_TOKEN_UNAVAILABLE|KEY_PIN_REFUSED|KEY_FILE_UNREADABLE)$/

/** Fewer letters than this, placeholders apart, and a wording could be anybody's. */
const LEAST_LETTERS = 12

export interface OwnMeans extends Sentences {
  /** Whether words name a command of the program: `config check`. */
  readonly isCommand: (words: string) => boolean
}

/** Every code of our own catalogue, under its own sentences. */
export function errorExplanations(means: OwnMeans): readonly Explanation[] {
  const variants = {fr: variantsIn(means.fr), en: variantsIn(means.en)}
  return (Object.keys(errorCatalogue) as ErrorCode[]).map((code) => {
    const {exit}: ErrorDefinition = errorCatalogue[code]
    const said = (language: 'fr' | 'en', part: string) => means[language][`error.${code}.${part}`] ?? ''
    const words = (language: 'fr' | 'en') => ({
      cause: said(language, 'why'),
      todo: said(language, 'todo').replaceAll('\n', ' '),
    })
    const texts = (['fr', 'en'] as const).flatMap((language) => {
      const whats = variants[language](`error.${code}.what`)
      const told = whats.filter((what) => stableLength(what) >= LEAST_LETTERS)
      return told.length > 0 ? told : [said(language, 'why')]
    })
    return {
      id: code,
      family: 'ours',
      codes: [code],
      numbers: [],
      texts,
      generic: WRAPPERS.test(code),
      actors: actorsOf(code),
      next:
        commandIn(said('fr', 'todo'), means.isCommand) ?? nextOf[code.split('_')[1] ?? ''] ?? nextAt[exit],
      fr: words('fr'),
      en: words('en'),
      page: `docs/errors/${code}.md`,
    }
  })
}

function actorsOf(code: string): readonly ExplanationActor[] {
  if (MADE_BY_US.test(code)) return ['editor']
  return THEIRS.test(code) ? ['cpam', 'us'] : ['us']
}

function commandIn(todo: string, isCommand: OwnMeans['isCommand']): string | undefined {
  for (const [, words = ''] of todo.matchAll(NAMED)) {
    const parts = words.split(' ')
    for (let length = parts.length; length > 0; length--) {
      const named = parts.slice(0, length).join(' ')
      if (isCommand(named)) return `dmp ${named}`
    }
  }
  return undefined
}

/** The checks of certificates and of a workstation, each pointing to its own page. */
export function checkExplanations({fr, en}: Sentences): readonly Explanation[] {
  const variants = [variantsIn(fr), variantsIn(en)]
  const certificates = certificateChecks.map(({id}) => {
    const key = `certificate.check.${id}`
    return pointer(id, `dmp cert explain ${id}`, 'docs/checks.md', {
      texts: variants
        .flatMap((texts) => texts(`certificate.finding.${id}`))
        .filter((text) => stableLength(text) >= LEAST_LETTERS),
      fr: {cause: `${fr[`${key}.what`]} ${fr[`${key}.why`]}`, todo: fr[`${key}.fix`] ?? ''},
      en: {cause: `${en[`${key}.what`]} ${en[`${key}.why`]}`, todo: en[`${key}.fix`] ?? ''},
    })
  })
  const workstation = checkIds.map((id) => {
    const key = `workstation.check.${id}`
    const words = (said: Sentences['fr']) => ({
      cause: `${said[`${key}.title`]} – ${said[`${key}.why`]}`,
      todo: said[`${key}.fix`] ?? '',
    })
    return pointer(id, `dmp workstation explain ${id}`, 'docs/workstation-checks.md', {
      texts: [],
      fr: words(fr),
      en: words(en),
    })
  })
  return [...certificates, ...workstation]
}

function pointer(
  id: string,
  next: string,
  page: string,
  told: Pick<Explanation, 'texts' | 'fr' | 'en'>,
): Explanation {
  const own = {id: `check-${id}`, family: 'check', codes: [id], numbers: [], generic: false} as const
  return {...own, actors: ['us'], next, page, ...told}
}

/** The rules that a document is held against: their own sentence says what is wrong and what is wanted. */
export function ruleExplanations({fr, en}: Sentences): readonly Explanation[] {
  return Object.keys(fr)
    .flatMap((key) => key.match(/^rule\.([A-Z][A-Z0-9-]*)$/)?.[1] ?? [])
    .map((id) => {
      const words = (said: Sentences['fr']) => ({
        cause: said[`rule.${id}`] ?? '',
        todo: said['explain.rule.todo'] ?? '',
      })
      return {
        id: `rule-${id}`,
        family: 'rule',
        codes: [id],
        numbers: [],
        texts: [fr, en]
          .flatMap((said) => said[`rule.${id}`] ?? [])
          .filter((text) => stableLength(text) >= LEAST_LETTERS),
        generic: false,
        actors: ['us', 'editor'],
        next: 'dmp document validate',
        fr: words(fr),
        en: words(en),
        page: 'docs/rules.md',
      }
    })
}
