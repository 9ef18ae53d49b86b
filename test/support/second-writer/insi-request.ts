import {randomUUID} from 'node:crypto'

/** A request written by hand, each part replaceable, so that a test changes one thing and nothing else. */
export interface InsiParts {
  readonly action: string
  readonly messageId: string
  readonly id: string
  readonly temps: string
  readonly unit: string
  readonly idam: string
  readonly instance: string
  readonly traits: Traits
}

export interface Traits {
  readonly name: string
  readonly given: string
  readonly sex: string
  readonly date: string
  readonly place?: string
}

export const traitsAction = 'urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecTraitsIdentite'
export const plainTraits: Traits = {name: "D'ESSAI-SIMPLE", given: 'ALBANE', sex: 'F', date: '1971-04-09'}

export interface HeaderBlocks {
  readonly action: string
  readonly messageId: string
  readonly bam: string
  readonly lps: string
}

export function goodParts(own: Pick<InsiParts, 'unit' | 'idam' | 'instance'>, at = Date.now()): InsiParts {
  return {
    ...own,
    action: traitsAction,
    messageId: `uuid:${randomUUID()}`,
    id: randomUUID(),
    temps: new Date(at).toISOString(),
    traits: plainTraits,
  }
}

export function headerBlocks(parts: InsiParts): HeaderBlocks {
  const {action, messageId, id, temps, unit, idam, instance} = parts
  return {
    action: `<wsa:Action>${action}</wsa:Action>`,
    messageId: `<wsa:MessageID>${messageId}</wsa:MessageID>`,
    bam:
      `<bam:ContexteBAM Version="01_02" Nature="CTXBAM"><bam:Id>${id}</bam:Id><bam:Temps>${temps}</bam:Temps>` +
      `<bam:Emetteur>${unit}</bam:Emetteur><bam:COUVERTURE/></bam:ContexteBAM>`,
    lps:
      `<lps:ContexteLPS Nature="CTXLPS" Version="01_00"><lps:Id>${id}</lps:Id><lps:Temps>${temps}</lps:Temps>` +
      `<lps:Emetteur>${unit}</lps:Emetteur><lps:LPS><lps:IDAM R="4">${idam}</lps:IDAM><lps:Version>1.0.0</lps:Version>` +
      `<lps:Instance>${instance}</lps:Instance><lps:Nom>essai</lps:Nom></lps:LPS></lps:ContexteLPS>`,
  }
}

export function criteria({name, given, sex, date, place}: Traits): string {
  const where = place === undefined ? '' : `<rs:LieuNaissance>${place}</rs:LieuNaissance>`
  return (
    `<rs:RECSANSVITALE><rs:NomNaissance>${name}</rs:NomNaissance><rs:Prenom>${given}</rs:Prenom>` +
    `<rs:Sexe>${sex}</rs:Sexe><rs:DateNaissance>${date}</rs:DateNaissance>${where}</rs:RECSANSVITALE>`
  )
}

export function envelopeOf(blocks: readonly string[], body: string): string {
  return (
    '<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope" xmlns:wsa="http://www.w3.org/2005/08/addressing" ' +
    'xmlns:bam="urn:siram:bam:ctxbam" xmlns:lps="urn:siram:lps:ctxlps" xmlns:rs="http://www.cnamts.fr/INSiRecSans">' +
    `<soap:Header>${blocks.join('')}</soap:Header><soap:Body>${body}</soap:Body></soap:Envelope>`
  )
}

export function requestText(parts: InsiParts): string {
  const {action, messageId, bam, lps} = headerBlocks(parts)
  return envelopeOf([action, messageId, bam, lps], criteria(parts.traits))
}
