import {type Actor, type KnownAnswer, knownAnswers} from '../answers/known-answers.ts'
import type {KnownCodes} from '../insi/known-codes.ts'
import type {Explanation, ExplanationActor, ExplanationFamily} from './explanation.ts'
import type {Sentences} from './sentences.ts'

const actorOf: Readonly<Record<Actor, ExplanationActor>> = {
  toolkit: 'editor',
  establishment: 'us',
  'dmp-support': 'cpam',
  editor: 'editor',
}

/** Where more than the likeliest may have to act. */
const actors: Readonly<Record<string, readonly ExplanationActor[]>> = {
  'legal-person': ['us', 'ans'],
  'structure-unknown': ['us', 'ans'],
  'author-institution': ['us', 'editor'],
  rights: ['us', 'patient'],
  'patient-unknown': ['us', 'patient'],
  'patient-mismatch': ['us', 'editor'],
  'dmp-closed': ['patient', 'us'],
  'local-policy': ['us', 'cpam'],
  'http-forbidden': ['us', 'ans'],
  'http-too-large': ['us', 'editor'],
  'http-busy': ['cpam', 'us'],
}

const next: Readonly<Record<string, string>> = {
  'vihf-signer': 'dmp config check',
  'legal-person': 'dmp document validate',
  'structure-unknown': 'dmp config show structure',
  'structure-unlinked': 'dmp card status',
  'specialty-missing': 'dmp config show vihf',
  'author-institution': 'dmp document validate',
  rights: 'dmp patient status',
  metadata: 'dmp document validate',
  'id-already-registered': 'dmp document locate',
  'other-content-same-id': 'dmp document history',
  'replace-target': 'dmp document history',
  'target-obsolete': 'dmp document history',
  'document-invalid': 'dmp document validate',
  'partial-replace': 'dmp document history',
  'patient-unknown': 'dmp patient status',
  'patient-mismatch': 'dmp ins check',
  'patient-reconciliation': 'dmp ins search',
  'dmp-exists': 'dmp document submit',
  'dmp-closed': 'dmp patient status',
  'identity-uncertified': 'dmp ins search',
  'patient-access-exists': 'dmp patient status',
  'document-unknown': 'dmp document locate',
  'update-refused': 'dmp document locate',
  'local-policy': 'dmp document history',
  busy: 'dmp batch resume',
  'sandbox-vihf': 'dmp config check',
  'sandbox-ins': 'dmp document validate',
  'http-unauthorised': 'dmp config check',
  'http-forbidden': 'dmp config check',
  'http-address': 'dmp config show endpoints',
  'http-too-large': 'dmp document validate',
  'http-busy': 'dmp config show limits',
  'http-gateway': 'dmp document locate',
  'http-server': 'dmp document locate',
  unreadable: 'dmp document locate',
}

/** These say that something failed and nothing of what. */
const generic = new Set(['registry-error', 'http-server', 'unreadable'])

function familyOf({codes}: KnownAnswer): ExplanationFamily {
  const code = codes[0] ?? 'DMP'
  if (code.startsWith('DMP')) return 'dmp'
  if (code.startsWith('HTTP_')) return 'http'
  if (code.startsWith('Sandbox') || code === 'CONTENT_TYPE') return 'ours'
  return code.includes('Addressing') ? 'wsa' : 'xds'
}

/** The answers of the DMP that somebody met and explained, with the sentences they already have. */
export function answerExplanations({fr, en}: Sentences): readonly Explanation[] {
  return knownAnswers.map((answer) => {
    const {id, codes, texts = [], actor} = answer
    const words = (said: Sentences['fr']) => ({
      cause: said[`answer.${id}.cause`] ?? '',
      todo: said[`answer.${id}.remedy`] ?? '',
    })
    return {
      id,
      family: familyOf(answer),
      codes,
      numbers: codes.flatMap((code) => code.match(/^HTTP_(\d{3})$/)?.[1] ?? []).map((one) => `http:${one}`),
      texts,
      generic: generic.has(id),
      actors: actors[id] ?? [actorOf[actor]],
      next: next[id] ?? 'dmp report',
      fr: words(fr),
      en: words(en),
      page: 'docs/known-answers.md',
    }
  })
}

/** Who delivered what INSi refuses. */
const insiActors: Readonly<Record<string, readonly ExplanationActor[]>> = {
  desir_550: ['cnda', 'us'],
  desir_560: ['us', 'ans'],
}

/** The codes of INSi, those that the user's own file adds included. */
export function insiExplanations(codes: KnownCodes): readonly Explanation[] {
  const last = new Map(codes.map((one) => [one.code.toLowerCase(), one]))
  return [...last.values()].map(({code, kind, fr, en}) => ({
    id: `insi-${code.toLowerCase().replaceAll('_', '-')}`,
    family: 'insi',
    codes: [code],
    numbers: [],
    texts: [],
    // A family of codes: the precise one beside it says more.
    generic: /^siram_/i.test(code),
    actors: insiActors[code.toLowerCase()] ?? ['us', 'editor'],
    next: kind === 'request' ? 'dmp ins search' : 'dmp config show insi',
    fr: {cause: fr.cause, todo: fr.remedy},
    en: {cause: en.cause, todo: en.remedy},
  }))
}
