import type {CdaHeader, CdaId, CdaPerson} from './cda-header.ts'
import {sameTime} from './cda-times.ts'
import {codeSystems} from './ebrim-names.ts'
import {readCx, readXcn, readXon, unescapeHl7} from './hl7v2-reading.ts'
import {type LotAuthor, type LotCode, type LotEntry, slotOf} from './lot.ts'

/** What a media type of a wrapped body makes of the format (J60). */
const FORMATS: Readonly<Record<string, string>> = {
  'application/pdf': 'urn:ihe:iti:xds-sd:pdf:2008',
  'text/plain': 'urn:ihe:iti:xds-sd:text:2008',
  'text/rtf': 'urn:ihe:iti-fr:xds-sd:rtf:2010',
  'image/jpeg': 'urn:ihe:iti-fr:xds-sd:jpeg:2010',
  'image/tiff': 'urn:ihe:iti-fr:xds-sd:tiff:2010',
}

/** Fields of the entry that say something else than the CDA header, in the order of the mapping; empty when all agree. */
export function disagreements(entry: LotEntry, header: CdaHeader): string[] {
  const checks: readonly (readonly [field: string, agrees: boolean])[] = [
    ['mimeType', entry.mimeType === 'text/xml'],
    ['uniqueId', entry.uniqueId === header.uniqueId],
    ['patientId', agreesWithId(entry.patientId, header.ins, 'NH')],
    ['languageCode', slotOf(entry, 'languageCode') === header.language],
    ['creationTime', sameTime(slotOf(entry, 'creationTime') ?? '', header.effectiveTime)],
    ['serviceStartTime', sameTime(slotOf(entry, 'serviceStartTime') ?? '', header.serviceStart)],
    ['serviceStopTime', agreesWithStop(slotOf(entry, 'serviceStopTime'), header.serviceStop)],
    ['title', entry.title === header.title],
    ['typeCode', sameCode(entry.typeCode, header.type)],
    ['formatCode', agreesWithBody(entry.format.code, header)],
    ['confidentialityCode', entry.confidentiality.some((code) => sameCode(code, header.confidentiality))],
    ['healthcareFacilityTypeCode', sameCode(entry.facility, header.facility)],
    ['practiceSettingCode', sameCode(entry.practice, header.practice)],
    ['eventCodeList', sameCodes(entry.events, header.events)],
    [
      'legalAuthenticator',
      agreesWithPerson(slotOf(entry, 'legalAuthenticator') ?? '', header.legalAuthenticator),
    ],
    ['author', agreesWithAuthors(entry.authors, header.authors)],
    ['sourcePatientId', agreesWithSource(slotOf(entry, 'sourcePatientId') ?? '', header)],
    ['sourcePatientInfo', agreesWithTraits(entry.slots.get('sourcePatientInfo') ?? [], header)],
    [
      'referenceIdList',
      agreesWithOrders(entry.slots.get('urn:ihe:iti:xds:2013:referenceIdList') ?? [], header),
    ],
  ]
  return checks.filter(([, agrees]) => !agrees).map(([field]) => field)
}

type Coded = Pick<LotCode, 'code' | 'system'>

function sameCode(one: Coded, other: Coded): boolean {
  return one.code === other.code && one.system === other.system
}

function sameCodes(some: readonly Coded[], others: readonly Coded[]): boolean {
  const keys = (codes: readonly Coded[]): string =>
    [...new Set(codes.map(({code, system}) => `${code}|${system}`))].sort().join(' ')
  return keys(some) === keys(others)
}

function agreesWithId(cx: string, ids: readonly CdaId[], type: string): boolean {
  const read = readCx(cx)
  return read?.type === type && ids.some(({root, extension}) => root === read.oid && extension === read.id)
}

function agreesWithStop(sent: string | undefined, high: string): boolean {
  return sent === undefined ? high === '' : sameTime(sent, high)
}

function agreesWithBody(format: string, {body}: CdaHeader): boolean {
  if (body.kind === 'wrapped') return FORMATS[body.mediaType] === format
  return !Object.values(FORMATS).includes(format)
}

function agreesWithPerson(xcn: string, person: CdaPerson): boolean {
  const read = readXcn(xcn)
  if (!read) return false
  const idTypes = person.device ? ['RI'] : /^[08]/.test(person.id.extension) ? ['IDNPS'] : ['EI', 'IDNPS']
  return (
    read.id === person.id.extension &&
    read.oid === person.id.root &&
    read.oid === codeSystems.people &&
    read.family === person.family &&
    read.given === person.given &&
    read.nameType === (person.device ? 'U' : 'D') &&
    idTypes.includes(read.idType)
  )
}

function agreesWithAuthors(sent: readonly LotAuthor[], authors: readonly CdaPerson[]): boolean {
  return (
    sent.length === authors.length && authors.every((author, place) => agreesWithAuthor(sent[place], author))
  )
}

function agreesWithAuthor(sent: LotAuthor | undefined, author: CdaPerson): boolean {
  if (!sent || !agreesWithPerson(sent.person, author)) return false
  const specialty = author.code ? [`${author.code.code}^${author.code.label}^${author.code.system}`] : []
  return (
    agreesWithInstitutions(sent.institutions, author) &&
    sameTexts(sent.roles, author.role ? [author.role] : []) &&
    sameTexts(sent.specialties.map(unescapeHl7), specialty)
  )
}

function agreesWithInstitutions(sent: readonly string[], {organisation}: CdaPerson): boolean {
  if (!organisation?.id.extension) return true
  return sent.some((xon) => {
    const read = readXon(xon)
    return (
      read?.id === organisation.id.extension &&
      read.oid === organisation.id.root &&
      (organisation.name === '' || read.name === organisation.name)
    )
  })
}

function sameTexts(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((text, place) => text === others[place])
}

/** The local number (PI) when the CDA holds one, else the INS. */
function agreesWithSource(cx: string, header: CdaHeader): boolean {
  const local = header.patientIds.filter((id) => !header.ins.includes(id))
  return local.length > 0 ? agreesWithId(cx, local, 'PI') : agreesWithId(cx, header.ins, 'NH')
}

function agreesWithTraits(values: readonly string[], header: CdaHeader): boolean {
  const fields = values.map((value) => /^PID-(\d+)\|(.*)$/.exec(value))
  if (values.length === 0 || fields.some((field) => !field)) return false
  const of = (number: string): string[] =>
    fields.flatMap((field) => (field?.[1] === number && field[2] !== undefined ? [field[2]] : []))
  const birth = header.families.get('BR')
  const names = of('5').map((name) => name.split('^').map(unescapeHl7))
  const givens = [header.givens.get('BR'), header.givens.get('')]
  const families = [birth, header.families.get('CL')]
  return (
    names.some(([family, given]) => family === birth && givens.includes(given)) &&
    names.every(([family]) => families.includes(family)) &&
    of('7').every((date) => date === header.birthTime) &&
    of('8').every((sex) => sex === header.gender || (header.gender === 'UN' && sex === 'U'))
  )
}

function agreesWithOrders(values: readonly string[], header: CdaHeader): boolean {
  return values.every((value) => {
    const read = readCx(value)
    return header.orders.some(({root, extension}) =>
      extension ? read?.id === extension && read.oid === root : value.split('^')[0] === root,
    )
  })
}
