import {DOMParser, type Element, XMLSerializer} from '@xmldom/xmldom'
import {buildLevel1} from '../../../src/lib/cda/build-level1.ts'
import {counts} from '../../../src/lib/cda/rules/counts.ts'
import {sampleInput, withBody} from './sample-level1.ts'

export const goodXml = withBody(buildLevel1(sampleInput), Buffer.from('Bonjour')).toString()

/** One fault put into a good document, the rule that must see it, and whether the official sheet does too. */
export interface Variant {
  readonly rule: string
  readonly name: string
  readonly xml: string
  readonly sheet: boolean
}

type Edit = readonly [from: string | RegExp, to: string]

function edited(edits: readonly Edit[]): string {
  let xml = goodXml
  for (const [from, to] of edits) {
    const next = xml.replace(from, to)
    if (next === xml) throw new Error(`nothing replaced by ${from}`)
    xml = next
  }
  return xml
}

function v(rule: string, name: string, sheet: boolean, ...edits: readonly Edit[]): Variant {
  return {rule, name, sheet, xml: edited(edits)}
}

const CONF = /<confidentialityCode[^>]*>/
const patientTail = (added: string): Edit => ['<patient>', `${added}<patient>`]

export const structured = (
  body: string,
  template = '<templateId root="1.2.250.1.213.1.1.1.13"></templateId>',
): readonly Edit[] => [
  ['<templateId root="1.3.6.1.4.1.19376.1.2.20"></templateId>', template],
  [
    /<nonXMLBody>.*<\/nonXMLBody>/,
    `<structuredBody><component><section>${body}</section></component></structuredBody>`,
  ],
]

/** Faults in values; those of cardinality are made from the table of the rules, see {@link countVariants}. */
export const valueVariants: readonly Variant[] = [
  v('SM-CLASS', 'another class', true, ['xmlns="urn:hl7-org:v3"', 'xmlns="urn:hl7-org:v3" classCode="DOC"']),
  v('SM-REALM', 'another realm', true, ['realmCode code="FR"', 'realmCode code="US"']),
  v('SM-TYPE-ID', 'a wrong typeId', false, ['POCD_HD000040', 'POCD_HD000041']),
  v('SM-TEMPLATES', 'no HL7 France', true, [
    '<templateId root="2.16.840.1.113883.2.8.2.1"></templateId>',
    '',
  ]),
  v('SM-TEMPLATES', 'twice the same', true, [
    /(<templateId root="1.2.250.1.213.1.1.1.1"><\/templateId>)/,
    '$1$1',
  ]),
  v('SM-TEMPLATE-LEVEL1', 'a fourth templateId', true, [
    /(<templateId root="1.3.6.1.4.1.19376.1.2.20"><\/templateId>)/,
    '$1<templateId root="1.2.3"></templateId>',
  ]),
  v('SM-TEMPLATE-MODEL', 'a structured body without model', true, ...structured('<title>x</title>', '')),
  v('SM-ID', 'no root', true, [/<id root="1.2.250.1.999.1.1.77.4.1001">/, '<id extension="1">']),
  v('DMP-ID-OID', 'a UUID', false, [
    '<id root="1.2.250.1.999.1.1.77.4.1001">',
    '<id root="3f2504e0-4f89-11d3-9a0c-0305e82c3301">',
  ]),
  v('SM-CODE', 'no label', true, [/(<code code="11488-4"[^>]*) displayName="[^"]*"/, '$1']),
  v('SM-CODE-J07', 'an unknown type', true, ['code code="11488-4"', 'code code="99999-9"']),
  v('SM-EFFECTIVE-TIME', 'not a date', true, [
    'effectiveTime value="20260302101500+0100"',
    'effectiveTime value="hier"',
  ]),
  v('SM-CONFIDENTIALITY', 'an unknown level', true, [
    CONF,
    '<confidentialityCode code="X" codeSystem="2.16.840.1.113883.5.25" displayName="x">',
  ]),
  v('SM-CONFIDENTIALITY-MASK', 'a mask', true, [
    CONF,
    '<confidentialityCode code="MASQUE_PS" codeSystem="1.2.250.1.213.1.1.4.13" displayName="x">',
  ]),
  v('SM-LANGUAGE', 'a language without country', true, ['code="fr-FR"', 'code="fr"']),
  v('SM-SET-ID', 'no root', true, [/<setId root="[^"]*">/, '<setId extension="5">']),
  v('SM-VERSION', 'not a number', true, ['versionNumber value="2"', 'versionNumber value="b"']),
  v('SM-REPLACED', 'an addendum', false, ['typeCode="RPLC"', 'typeCode="APND"']),
  v('DMP-REPLACED-SELF', 'itself', false, ['77.4.1000', '77.4.1001']),
  v('CDA-SET-EQUALS-ID', 'setId equal to id', false, ['77.5.1001', '77.4.1001']),
  v('CDA-VERSION-CHAIN', 'a version 1 that replaces', false, [
    'versionNumber value="2"',
    'versionNumber value="1"',
  ]),
  v('SM-PATIENT-ID', 'no extension', true, [' extension="IPP000042"', '']),
  v('CDA-INS-MISSING', 'only an IPP', false, [/<id extension="265059999900141"[^>]*><\/id>/, '']),
  v('CDA-INS-FORMER', 'an INS-C', false, ['1.2.250.1.213.1.4.10', '1.2.250.1.213.1.4.2']),
  v('CDA-INS-SEVERAL', 'two INS', false, [
    '<id extension="IPP000042" root="1.2.250.1.999.1.1.8">',
    '<id extension="265059999900141" root="1.2.250.1.213.1.4.11">',
  ]),
  v('CDA-INS-FIRST', 'the IPP first', false, [
    /(<id extension="265059999900141"[^>]*><\/id>)(<id [^>]*><\/id>)/,
    '$2$1',
  ]),
  v('CDA-INS-FORM', 'a short INS', false, ['265059999900141', '2650599999001']),
  v('CDA-INS-KEY', 'a wrong key', false, ['265059999900141', '265059999900142']),
  v('CDA-INS-TRAITS', 'no birth place', true, [
    '<birthplace><place><addr><county>99999</county></addr></place></birthplace>',
    '',
  ]),
  v('CDA-INS-TRAITS', 'no first given name', true, ['<given qualifier="BR">ADELE</given>', '']),
  v('SM-FAMILY-QUALIFIER', 'the old qualifier', true, ['<family qualifier="CL">', '<family qualifier="SP">']),
  v('SM-FAMILY-QUALIFIER', 'none', true, ['<family qualifier="CL">', '<family>']),
  v('SM-GIVEN-QUALIFIER', 'another qualifier', true, ['<given qualifier="CL">', '<given qualifier="AC">']),
  v('SM-NAME-EMPTY', 'an empty name', false, ['>EXEMPLE<', '><']),
  v('SM-GENDER', 'an unknown gender', true, [
    'administrativeGenderCode code="F"',
    'administrativeGenderCode code="X"',
  ]),
  v('SM-BIRTH-TIME', 'no value', true, ['<birthTime value="19650512">', '<birthTime>']),
  v('SM-GUARDIAN', 'nobody', true, ['<birthplace>', '<guardian></guardian><birthplace>']),
  v('SM-AUTHOR-TIME', 'a nullFlavor', true, [
    /<author>(<functionCode.*?<\/functionCode>)<time [^>]*>/,
    '<author>$1<time nullFlavor="UNK">',
  ]),
  v('SM-AUTHOR-ID', 'no extension', true, [' extension="3990000002/88"', '']),
  v('SM-AUTHOR-WHO', 'a person and a device', true, [
    '</assignedPerson>',
    '</assignedPerson><assignedAuthoringDevice><manufacturerModelName>m</manufacturerModelName><softwareName>s</softwareName></assignedAuthoringDevice>',
  ]),
  v('SM-AUTHOR-DEVICE', 'no model', true, ['<manufacturerModelName>DPI 1.0</manufacturerModelName>', '']),
  v('SM-AUTHOR-ROLE', 'an unknown role', true, ['code="CORRE"', 'code="NOBODY"']),
  v('SM-SPECIALTY', 'an unknown profession', true, ['G15_10/SM26', 'G99_10/SM99']),
  v('SM-PERSON-NAME', 'two given names', true, [
    '<given>Jean</given>',
    '<given>Jean</given><given>Luc</given>',
  ]),
  v('SM-PREFIX', 'an unknown civility', true, ['<prefix>M</prefix>', '<prefix>Mgr</prefix>']),
  v('SM-SUFFIX', 'an unknown title', true, ['<suffix>DR</suffix>', '<suffix>Pape</suffix>']),
  v('SM-ORGANIZATION-ID', 'no extension', true, [
    '<representedOrganization><id extension="1990000002"',
    '<representedOrganization><id',
  ]),
  v('SM-CUSTODIAN-ID', 'another root', true, [
    '<representedCustodianOrganization><id extension="1990000002" root="1.2.250.1.71.4.2.2">',
    '<representedCustodianOrganization><id extension="1990000002" root="1.2.3">',
  ]),
  v('SM-LEGAL-TIME', 'no value', true, [/<legalAuthenticator><time [^>]*>/, '<legalAuthenticator><time>']),
  v('SM-LEGAL-SIGNATURE', 'another signature code', true, [
    'signatureCode code="S"',
    'signatureCode code="I"',
  ]),
  v('SM-LEGAL-ID', 'no extension', true, [
    '<assignedEntity><id extension="899700000005"',
    '<assignedEntity><id',
  ]),
  v('SM-AUTHORIZATION', 'an active consent', true, [
    '<componentOf>',
    '<authorization typeCode="AUTH"><consent><code code="x" codeSystem="1.2.3"></code><statusCode code="active"></statusCode></consent></authorization><componentOf>',
  ]),
  v('SM-SERVICE-MAIN', 'no performer', true, [/<performer.*?<\/performer>/, '']),
  v('SM-SERVICE-TIME', 'no start', true, [/<low value="202603020900\+0100"><\/low>/, '']),
  v('SM-SERVICE-CODE', 'no system', true, [' codeSystem="1.2.250.1.213.2.5"', '']),
  v('SM-PERFORMER', 'another type', false, ['typeCode="PRF"', 'typeCode="SPRF"']),
  v('SM-PRACTICE-SETTING', 'an unknown setting', true, ['code="ETABLISSEMENT"', 'code="NOWHERE"']),
  v('SM-ENCOUNTER-CODE', 'an unknown kind', true, ['code="EXTERNE"', 'code="NOTHING"']),
  v('SM-ENCOUNTER-ID', 'no root', true, [
    '<id extension="V2026-001" root="1.2.250.1.999.1.1.9">',
    '<id extension="V2026-001">',
  ]),
  v('SM-ENCOUNTER-LEAVING', 'another system', true, [
    '<location>',
    '<dischargeDispositionCode code="1" codeSystem="1.2.3" displayName="x"></dischargeDispositionCode><location>',
  ]),
  v('SM-ENCOUNTER-PEOPLE', 'an unidentified person', true, [
    '<location>',
    '<responsibleParty><assignedEntity><id root="1.2.3" extension="4"></id></assignedEntity></responsibleParty><location>',
  ]),
  v('SM-FACILITY', 'an unknown sector', true, ['code="SA01"', 'code="SA99"']),
  v('SM-TELECOM', 'a bare number', true, patientTail('<telecom value="0100000000"></telecom>')),
  v(
    'SM-TELECOM-USE',
    'an unknown use',
    true,
    patientTail('<telecom use="XX" value="tel:0100000000"></telecom>'),
  ),
  v('SM-ADDRESS', 'two cities', true, patientTail('<addr><city>A</city><city>B</city></addr>')),
  v('SM-ADDRESS', 'an unknown use', true, patientTail('<addr use="BAD"><city>A</city></addr>')),
  v('CDA-DATE-FORM', 'the thirteenth month', true, [
    '<high value="202603020930+0100">',
    '<high value="202613020930+0100">',
  ]),
  v('CDA-DATE-OFFSET', 'a time without offset', false, [
    'effectiveTime value="20260302101500+0100"',
    'effectiveTime value="20260302101500"',
  ]),
  v('CDA-DATE-ORDER', 'an end before the start', false, [
    '<high value="202603020930+0100">',
    '<high value="202603020830+0100">',
  ]),
  v('CDA-DATE-FUTURE', 'next year', false, ['effectiveTime value="2026', 'effectiveTime value="2027']),
  v('CDA-DATE-BIRTH', 'born after the document', false, ['birthTime value="1965', 'birthTime value="2027']),
  v('DMP-TYPE-J66', 'a CI-SIS type that the DMP does not take', false, ['code="11488-4"', 'code="51851-4"']),
  v('DMP-CONFIDENTIALITY-J58', 'a level outside J58', false, [
    CONF,
    '<confidentialityCode code="L" codeSystem="2.16.840.1.113883.5.25" displayName="Bas">',
  ]),
  v('DMP-FORMAT-J60', 'a media type without format', false, [
    'mediaType="text/plain"',
    'mediaType="image/png"',
  ]),
  v('DMP-FACILITY-J61', 'a CI-SIS sector that the DMP does not take', false, [
    'code="SA01" codeSystem="1.2.250.1.71.4.2.4"',
    'code="SA64" codeSystem="1.2.250.1.71.4.2.4"',
  ]),
  v('DMP-SETTING-J62', 'a CI-SIS setting that the DMP does not take', false, [
    'code="ETABLISSEMENT" codeSystem="1.2.250.1.213.1.1.4.9"',
    'code="ESSMS" codeSystem="1.2.250.1.213.1.1.4.9"',
  ]),
  v('CDA-BODY-MISSING', 'no body', true, [/<nonXMLBody>.*<\/nonXMLBody>/, '']),
  v('CDA-BODY-REPRESENTATION', 'not base64', false, ['representation="B64"', 'representation="TXT"']),
  v('CDA-BODY-BASE64', 'broken base64', false, ['Qm9uam91cg==', 'Qm9uam91cg=']),
  v('CDA-BODY-BASE64', 'an empty document', false, ['Qm9uam91cg==', '']),
  v('CDA-BODY-EMPTY', 'no section', false, ...structured(''), [
    '<component><section></section></component>',
    '',
  ]),
  v(
    'DMP-SCRIPT',
    'a script',
    false,
    ...structured('<text><script xmlns="http://www.w3.org/1999/xhtml">x</script></text>'),
  ),
  v('DMP-SCRIPT', 'a handler', false, ...structured('<text><paragraph onclick="x()">x</paragraph></text>')),
  v(
    'DMP-EXTERNAL-LINK',
    'a link out',
    false,
    ...structured('<text><linkHtml href="https://example.test/x">x</linkHtml></text>'),
  ),
  v('DMP-EXTERNAL-LINK', 'a style sheet elsewhere', false, ...structured('<title>x</title>'), [
    '<ClinicalDocument',
    '<?xml-stylesheet type="text/xsl" href="https://example.test/s.xsl"?><ClinicalDocument',
  ]),
]

function elementsAt(root: Element, path: readonly string[]): Element[] {
  let here: Element[] = [root]
  for (const name of path)
    here = here.flatMap((one) =>
      [...one.childNodes].filter((node): node is Element => node.nodeName === name),
    )
  return here
}

function change(
  path: readonly string[],
  child: string,
  act: (parent: Element, children: Element[]) => void,
): string {
  const document = new DOMParser().parseFromString(goodXml, 'text/xml')
  const root = document.documentElement
  if (!root) throw new Error('no root')
  for (const parent of elementsAt(root as unknown as Element, path)) act(parent, elementsAt(parent, [child]))
  return new XMLSerializer().serializeToString(document)
}

/** For each cardinality: the element taken away, and the element doubled, wherever the good document has it. */
export function countVariants(): readonly Variant[] {
  return counts.flatMap(({id, parent, child, min, max}) => {
    const made: Variant[] = []
    const without = change(parent, child, (_, children) => {
      for (const one of children) one.parentNode?.removeChild(one)
    })
    if (min > 0) made.push({rule: id, name: `without ${child}`, sheet: true, xml: without})
    const doubled = change(parent, child, (from, children) => {
      const [first] = children
      if (first) from.insertBefore(first.cloneNode(true), first)
    })
    if (max === 1 && doubled !== change(parent, child, () => undefined))
      made.push({rule: id, name: `two ${child}`, sheet: true, xml: doubled})
    return made
  })
}
