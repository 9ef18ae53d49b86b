import type {CodeTables, TableId} from '../tables/code-tables.ts'
import {isXdsTime} from './cda-times.ts'
import {codeSystems} from './ebrim-names.ts'
import {readXcn, readXon} from './hl7v2-reading.ts'
import {type LotAuthor, type LotCode, type LotEntry, type LotSet, slotOf} from './lot.ts'
import {metadataError} from './refusals.ts'
import type {LpsParameters} from './settings.ts'

const SINGLE_SLOTS = [
  'creationTime',
  'languageCode',
  'legalAuthenticator',
  'serviceStartTime',
  'sourcePatientId',
]
const TIME_SLOTS = ['creationTime', 'serviceStartTime', 'serviceStopTime']

/** The set's own rules: J59, time of submission, author. */
export function checkSet(set: LotSet, tables: CodeTables): void {
  if (!/^\d{14}$/.test(set.submissionTime) || !isXdsTime(set.submissionTime))
    throw metadataError('submissionTime doit compter 14 chiffres (UTC).', 'set/submissionTime')
  checkCode(tables, 'J59', set.contentType, 'contentTypeCode')
  checkAuthor(set.author, 'set/author')
}

/** Slots and times of an entry, document or signature. */
export function checkEntryForm(entry: LotEntry): void {
  for (const name of SINGLE_SLOTS) {
    if (entry.slots.get(name)?.length !== 1)
      throw metadataError(`${name} est absent ou donné plusieurs fois.`, `entry/${name}`)
  }
  for (const name of TIME_SLOTS) {
    const value = slotOf(entry, name)
    if (value !== undefined && !isXdsTime(value))
      throw metadataError(`${name} n’est pas une date XDS (chiffres, UTC) : ${value}.`, `entry/${name}`)
  }
  for (const author of entry.authors) checkAuthor(author, 'entry/author')
}

function checkAuthor(author: LotAuthor, location: string): void {
  if (!readXcn(author.person)) throw metadataError('authorPerson n’a pas la forme XCN attendue.', location)
  for (const institution of author.institutions) {
    const read = readXon(institution)
    if (!read || read.oid !== codeSystems.structures || read.idType !== 'IDNST')
      throw metadataError('authorInstitution n’a pas la forme XON attendue.', location)
  }
}

/** Codes of a document against the DMP's tables, and its class against its type (ASS_X16). */
export function checkCodes(entry: LotEntry, tables: CodeTables): void {
  checkCode(tables, 'J57', entry.classCode, 'classCode')
  checkCode(tables, 'J66', entry.typeCode, 'typeCode')
  checkCode(tables, 'J60', entry.format, 'formatCode')
  checkCode(tables, 'J61', entry.facility, 'healthcareFacilityTypeCode')
  checkCode(tables, 'J62', entry.practice, 'practiceSettingCode')
  for (const code of entry.confidentiality) checkCode(tables, 'J58', code, 'confidentialityCode')
  const {classCode, typeCode} = entry
  if (tables.classOf(typeCode.code, typeCode.system) !== `${classCode.code}|${classCode.system}`)
    throw metadataError(
      `La classe ${classCode.code} n’est pas celle du type ${typeCode.code} (ASS_X16).`,
      'table/ASS_X16',
    )
}

function checkCode(tables: CodeTables, table: TableId, code: LotCode, field: string): void {
  if (!tables.has(table, code.code, code.system))
    throw metadataError(
      `${field} : le code ${code.code} (${code.system}) n’est pas dans ${table}.`,
      `table/${table}`,
    )
}

/** Confidentiality codes of a document: one base level, each mask once, and what param-lps allows. */
export function checkVisibility(entry: LotEntry, age: number, parameters: LpsParameters): void {
  const refuse = (text: string, rule: string): never => {
    throw metadataError(text, `visibility/${rule}`)
  }
  const base = entry.confidentiality.filter(({system}) => system === codeSystems.confidentiality)
  const masks = entry.confidentiality.filter(({system}) => system === codeSystems.masks).map(({code}) => code)
  if (base.length !== 1) refuse('Il faut exactement un niveau de confidentialité N, R ou V.', 'base')
  if (new Set(masks).size !== masks.length) refuse('Un masque est donné deux fois.', 'twice')
  if (masks.includes('INVISIBLE_PATIENT') && masks.includes('MASQUE_PS') && !parameters.cumulation)
    refuse('INVISIBLE_PATIENT et MASQUE_PS ne se cumulent pas (param-lps).', 'cumulation')
  if (!masks.includes('INVISIBLE_REPRESENTANTS_LEGAUX')) return
  if (!parameters.minorsFunctions) refuse('La gestion des mineurs n’est pas ouverte (param-lps).', 'minors')
  if (age >= parameters.ageOfMajority)
    refuse('INVISIBLE_REPRESENTANTS_LEGAUX ne vaut que pour un mineur.', 'adult')
}

/** One institution of an author must be the structure that the VIHF speaks for (text of the DMP, public trackers). */
export function checkAuthorStructure(
  authors: readonly LotAuthor[],
  structureId: string,
  location: string,
): void {
  const found = authors.some(({institutions}) => institutions.some((xon) => readXon(xon)?.id === structureId))
  if (!found) throw metadataError('Aucun AuthorInstitution ne correspond à l’utilisateur du VIHF', location)
}
