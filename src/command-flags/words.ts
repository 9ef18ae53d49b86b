import type {DocumentWords} from '../lib/usecases/submission/document-submit.ts'

type Parsed = Readonly<Record<string, unknown>>

const text = (flags: Parsed, name: string) => flags[name] as string | undefined
const on = (flags: Parsed, name: string) => (flags[name] === true ? true : undefined)

/** Parsed flags in the words of the use cases. */
export function documentWords(flags: Parsed): DocumentWords {
  return {
    type: text(flags, 'type'),
    title: text(flags, 'title'),
    date: text(flags, 'date'),
    serviceStart: text(flags, 'service-start'),
    serviceStop: text(flags, 'service-stop'),
    author: person(flags, 'author'),
    legalAuthenticator: person(flags, 'legal-authenticator'),
    facility: text(flags, 'facility'),
    practice: text(flags, 'practice'),
    activity: text(flags, 'activity'),
    ipp: text(flags, 'ipp'),
    venue: text(flags, 'venue'),
    sourceId: text(flags, 'source-id'),
  }
}

function person(flags: Parsed, role: 'author' | 'legal-authenticator') {
  const part = (name: string, key: string) =>
    text(flags, `${role}-${name}`) ? {[key]: text(flags, `${role}-${name}`)} : {}
  return {
    ...part('id', 'id'),
    ...part('family', 'family'),
    ...part('given', 'given'),
    ...part('specialty', 'specialtyCode'),
  }
}

export function patientWords(flags: Parsed) {
  return {
    patient: text(flags, 'patient'),
    ins: text(flags, 'ins'),
    insOid: text(flags, 'ins-oid'),
    identityStatus: text(flags, 'identity-status'),
  }
}

export function visibilityWords(flags: Parsed) {
  return {
    visible: on(flags, 'visible'),
    hideFromPatient: on(flags, 'hide-from-patient'),
    hideFromProfessionals: on(flags, 'hide-from-professionals'),
    hideFromLegalRepresentatives: on(flags, 'hide-from-legal-representatives'),
  }
}
