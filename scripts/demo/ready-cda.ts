import {randomUUID} from 'node:crypto'
import {type PlainPatient, plainCda} from '../../test/support/second-writer/registry-cda.ts'

/** Establishment that the sandbox's first profile feeds for. */
export const SITE = {structureId: '10B0000014', name: 'CENTRE HOSPITALIER FICTIF'}

/** A new OID under 2.25 (a UUID as an integer). */
export function newOid(): string {
  return `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`
}

export interface ReadyCda {
  readonly uniqueId: string
  readonly text: string
}

/** A level 1 document as a hospital's own software would write it, ready to be sent byte for byte. */
export function level1Cda(patient: PlainPatient, title: string, text: string): ReadyCda {
  const uniqueId = newOid()
  return {uniqueId, text: plainCda({uniqueId, setId: newOid(), version: 1, title, text}, patient, SITE)}
}

/** Model of the structured document: multidisciplinary meeting report (ASS_A11, J66). */
const MODEL = {
  templateId: '1.2.250.1.213.1.1.1.8',
  type: '34794-8',
  label: 'CR de réunion de concertation pluridisciplinaire',
}

/** The same header over a structured body. */
export function level3Cda(patient: PlainPatient, title: string, text: string): ReadyCda {
  const {uniqueId, text: level1} = level1Cda(patient, title, '')
  const code = `code="${MODEL.type}" codeSystem="2.16.840.1.113883.6.1" displayName="${MODEL.label}"`
  const section = `<section><code ${code}/><title>${title}</title><text><paragraph>${text}</paragraph></text></section>`
  return {
    uniqueId,
    text: level1
      .replace('root="1.3.6.1.4.1.19376.1.2.20"', `root="${MODEL.templateId}"`)
      .replace(/<code code="11488-4"[^>]*>/, `<code ${code}/>`)
      .replace(
        /<component><nonXMLBody>.*<\/component>\n/s,
        `<component><structuredBody><component>${section}</component></structuredBody></component>\n`,
      ),
  }
}
