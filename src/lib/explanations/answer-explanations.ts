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

/** Names of the statuses, as servers write them. */
const REASONS: Readonly<Record<string, readonly string[]>> = {
  401: ['401 Unauthorized', '401 Authorization Required'],
  403: ['403 Forbidden'],
  404: ['404 Not Found'],
  405: ['405 Method Not Allowed'],
  408: ['408 Request Timeout'],
  413: ['413 Request Entity Too Large', '413 Payload Too Large'],
  415: ['415 Unsupported Media Type'],
  429: ['429 Too Many Requests'],
  500: ['500 Internal Server Error', 'HTTP 500 Erreur interne du serveur'],
  502: ['502 Bad Gateway'],
  503: ['503 Service Unavailable', '503 Service Temporarily Unavailable', 'HTTP 503 Service indisponible'],
  504: ['504 Gateway Timeout', '504 Gateway Time-out'],
}

/** Words under which people look for an answer that came as a code alone. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  'patient-unknown': ['patient inconnu du DMP', 'Unknown patient id'],
  'patient-mismatch': ['patient différent', 'Patient id does not match'],
  'id-already-registered': ['document en double', 'identifiant de document déjà utilisé'],
  'other-content-same-id': ['empreinte du document différente', 'Non identical hash'],
  'dmp-closed': ['DMP fermé'],
  'dmp-exists': ['le DMP existe déjà'],
  rights: ['droits insuffisants sur le DMP'],
  metadata: ['métadonnées invalides', 'erreur de métadonnées XDS'],
  'document-invalid': ['contenu du document invalide'],
  'http-busy': ['quota dépassé', "trop d'appels par seconde"],
  'replace-target': ['document à remplacer introuvable'],
  'target-obsolete': ['document déjà remplacé'],
  'document-unknown': ['identifiant de document inconnu'],
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
      texts: [...texts, ...codes.flatMap((code) => REASONS[code.slice(5)] ?? []), ...(ASKED[id] ?? [])],
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

/** What INSi writes beside them. */
const insiTexts: Readonly<Record<string, readonly string[]>> = {
  desir_550: ["numéro d'autorisation du logiciel inconnu"],
  desir_560: ["niveau d'accès insuffisant"],
  insi_24: ['format du champ sexe incorrect'],
}

/** The codes of INSi, those that the user's own file adds included. */
export function insiExplanations(codes: KnownCodes): readonly Explanation[] {
  const last = new Map(codes.map((one) => [one.code.toLowerCase(), one]))
  return [...last.values()].map(({code, kind, fr, en}) => ({
    id: `insi-${code.toLowerCase().replaceAll('_', '-')}`,
    family: 'insi',
    codes: [code],
    numbers: [],
    texts: insiTexts[code.toLowerCase()] ?? [],
    // A family of codes: the precise one beside it says more.
    generic: /^siram_/i.test(code),
    actors: insiActors[code.toLowerCase()] ?? ['us', 'editor'],
    next: kind === 'request' ? 'dmp ins search' : 'dmp config show insi',
    fr: {cause: fr.cause, todo: fr.remedy},
    en: {cause: en.cause, todo: en.remedy},
  }))
}
