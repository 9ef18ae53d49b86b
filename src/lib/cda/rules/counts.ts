import type {XmlNode} from '../../xmltree/xml-node.ts'
import {allParts, parts} from '../walk.ts'
import {at, type Fault, isNull, type Rule, rule} from './rule.ts'

/** How often `child` may stand in each element found at `parent` (names from ClinicalDocument down). */
interface Count {
  readonly id: string
  readonly parent: readonly string[]
  readonly child: string
  readonly min: number
  readonly max: number
  /** May it be a nullFlavor? */
  readonly nullable?: boolean
  /** Counts only the elements that this accepts. */
  readonly only?: (node: XmlNode) => boolean
}

const ROLE = ['recordTarget', 'patientRole'] as const
const PATIENT = [...ROLE, 'patient'] as const
const CUSTODIAN = ['custodian', 'assignedCustodian', 'representedCustodianOrganization'] as const
const LEGAL = ['legalAuthenticator', 'assignedEntity'] as const
const PERFORMER = ['documentationOf', 'serviceEvent', 'performer', 'assignedEntity'] as const
const ENCOUNTER = ['componentOf', 'encompassingEncounter'] as const
const FACILITY = [...ENCOUNTER, 'location', 'healthCareFacility'] as const

function one(id: string, parent: readonly string[], child: string): Count {
  return {id, parent, child, min: 1, max: 1}
}

function atMostOne(id: string, parent: readonly string[], child: string): Count {
  return {id, parent, child, min: 0, max: 1, nullable: true}
}

function some(id: string, parent: readonly string[], child: string): Count {
  return {id, parent, child, min: 1, max: Number.POSITIVE_INFINITY}
}

/** Cardinalities of the structuration minimale; those about one value stand with the other rules of that value. */
export const counts: readonly Count[] = [
  one('SM-COUNT-TITLE', [], 'title'),
  one('SM-COUNT-RECORD-TARGET', [], 'recordTarget'),
  one('SM-COUNT-PATIENT-ROLE', ['recordTarget'], 'patientRole'),
  one('SM-COUNT-PATIENT', ROLE, 'patient'),
  some('SM-COUNT-PATIENT-ID', ROLE, 'id'),
  one('SM-COUNT-PATIENT-NAME', PATIENT, 'name'),
  some('SM-COUNT-PATIENT-FAMILY', [...PATIENT, 'name'], 'family'),
  some('SM-COUNT-PATIENT-GIVEN', [...PATIENT, 'name'], 'given'),
  atMostOne('SM-COUNT-PATIENT-PREFIX', [...PATIENT, 'name'], 'prefix'),
  atMostOne('SM-COUNT-PATIENT-SUFFIX', [...PATIENT, 'name'], 'suffix'),
  {...one('SM-COUNT-GENDER', PATIENT, 'administrativeGenderCode'), nullable: true},
  {...one('SM-COUNT-BIRTH-TIME', PATIENT, 'birthTime'), nullable: true},
  atMostOne('SM-COUNT-BIRTHPLACE', PATIENT, 'birthplace'),
  some('SM-COUNT-AUTHOR', [], 'author'),
  atMostOne('SM-COUNT-AUTHOR-ROLE', ['author'], 'functionCode'),
  {...one('SM-COUNT-AUTHOR-TIME', ['author'], 'time'), nullable: true},
  one('SM-COUNT-ASSIGNED-AUTHOR', ['author'], 'assignedAuthor'),
  {...some('SM-COUNT-AUTHOR-ID', ['author', 'assignedAuthor'], 'id'), nullable: true},
  atMostOne('SM-COUNT-AUTHOR-CODE', ['author', 'assignedAuthor'], 'code'),
  atMostOne('SM-COUNT-AUTHOR-ORGANIZATION', ['author', 'assignedAuthor'], 'representedOrganization'),
  atMostOne('SM-COUNT-DATA-ENTERER', [], 'dataEnterer'),
  one('SM-COUNT-CUSTODIAN', [], 'custodian'),
  one('SM-COUNT-CUSTODIAN-ORGANIZATION', CUSTODIAN.slice(0, 2), 'representedCustodianOrganization'),
  one('SM-COUNT-CUSTODIAN-ID', CUSTODIAN, 'id'),
  atMostOne('SM-COUNT-CUSTODIAN-NAME', CUSTODIAN, 'name'),
  one('SM-COUNT-LEGAL', [], 'legalAuthenticator'),
  {...one('SM-COUNT-LEGAL-TIME', ['legalAuthenticator'], 'time'), nullable: true},
  one('SM-COUNT-LEGAL-ENTITY', ['legalAuthenticator'], 'assignedEntity'),
  one('SM-COUNT-LEGAL-ID', LEGAL, 'id'),
  one('SM-COUNT-LEGAL-NAME', [...LEGAL, 'assignedPerson'], 'name'),
  atMostOne('SM-COUNT-LEGAL-ORGANIZATION', LEGAL, 'representedOrganization'),
  some('SM-COUNT-SERVICE', [], 'documentationOf'),
  one('SM-COUNT-SERVICE-EVENT', ['documentationOf'], 'serviceEvent'),
  atMostOne('SM-COUNT-SERVICE-CODE', ['documentationOf', 'serviceEvent'], 'code'),
  {...one('SM-COUNT-PERFORMER-ID', PERFORMER, 'id'), nullable: true},
  {...one('SM-COUNT-PERFORMER-ORGANIZATION', PERFORMER, 'representedOrganization'), nullable: true},
  one('SM-COUNT-PRACTICE-SETTING', [...PERFORMER, 'representedOrganization'], 'standardIndustryClassCode'),
  atMostOne('SM-COUNT-REPLACED', [], 'relatedDocument'),
  one('SM-COUNT-REPLACED-ID', ['relatedDocument', 'parentDocument'], 'id'),
  one('SM-COUNT-ENCOUNTER', [], 'componentOf'),
  one('SM-COUNT-ENCOMPASSING', ['componentOf'], 'encompassingEncounter'),
  {...one('SM-COUNT-ENCOUNTER-TIME', ENCOUNTER, 'effectiveTime'), nullable: true},
  atMostOne('SM-COUNT-ENCOUNTER-CODE', ENCOUNTER, 'code'),
  atMostOne('SM-COUNT-ENCOUNTER-LEAVING', ENCOUNTER, 'dischargeDispositionCode'),
  atMostOne('SM-COUNT-ENCOUNTER-PARTY', ENCOUNTER, 'responsibleParty'),
  {...one('SM-COUNT-LOCATION', ENCOUNTER, 'location'), nullable: true},
  one('SM-COUNT-FACILITY', [...ENCOUNTER, 'location'], 'healthCareFacility'),
  one('SM-COUNT-FACILITY-CODE', FACILITY, 'code'),
  {...one('SM-COUNT-COMPONENT', [], 'component'), nullable: true},
]

function expectedOf({min, max}: Count): string {
  const most = max === Number.POSITIVE_INFINITY ? '*' : String(max)
  return String(min) === most ? most : `${min}..${most}`
}

function* checkCount(root: XmlNode, count: Count): Generator<Fault> {
  for (const parent of allParts(root, ...count.parent)) {
    const children = parts(parent, count.child)
    const valued = count.nullable ? children : children.filter((node) => !isNull(node))
    const blankTitle = count.child === 'title' && valued.length === 1 && valued[0]?.text.trim() === ''
    const found = blankTitle ? 0 : valued.length
    if (found >= count.min && found <= count.max) continue
    const path = [...count.parent, count.child].join('/')
    const line = children[found > count.max ? count.max : 0] ?? parent
    yield at(line, {element: path, found, expected: expectedOf(count)})
  }
}

export const countRules: readonly Rule[] = counts.map((count) =>
  rule(count.id, ({root}) => checkCount(root, count)),
)
