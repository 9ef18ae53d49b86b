import type {WrittenLot} from '../../support/second-writer/registry-lot.ts'

const swap =
  (from: string | RegExp, to: string) =>
  (written: WrittenLot): WrittenLot => {
    const body = written.body.replace(from, to)
    if (body === written.body) throw new Error(`nothing to alter: ${from}`)
    return {...written, body}
  }
/** Alters the bytes of the CDA and what the entry says of hash and size, so that only the content is at fault. */
const rewrite =
  (from: string | RegExp, to: string) =>
  (written: WrittenLot): WrittenLot => {
    const [document, ...others] = written.parts
    if (!document) throw new Error('no part')
    const text = Buffer.from(document.bytes).toString()
    const changed = text.replace(from, to)
    if (changed === text) throw new Error(`nothing to rewrite: ${from}`)
    const body = written.body
      .replace(/<Slot name="hash">.*?<\/Slot>/, '')
      .replace(/<Slot name="size">.*?<\/Slot>/, '')
    return {body, parts: [{...document, bytes: Buffer.from(changed)}, ...others]}
  }

/** A good lot with one fault: name, code and location of the refusal, alteration. */
export type FaultyLot = readonly [
  name: string,
  code: string,
  location: string,
  alter: (written: WrittenLot) => WrittenLot,
]
const CLASSIFICATION = (scheme: string) =>
  new RegExp(
    `<Classification id="[^"]*" classificationScheme="urn:uuid:${scheme}" classifiedObject="Document01".*?</Classification>`,
  )
const META = 'XDSRegistryMetadataError'

export const faultyLots: readonly FaultyLot[] = [
  [
    'an entry without typeCode',
    META,
    'typeCode',
    swap(CLASSIFICATION('f0306f51-975f-434e-a61c-c59651d33983'), ''),
  ],
  [
    'an entry without author',
    META,
    'author',
    swap(CLASSIFICATION('93606bcf-9494-43ec-9b4e-a7748d1a838d'), ''),
  ],
  [
    'a code without its system',
    META,
    'typeCode',
    swap(/(nodeRepresentation="11488-4">)<Slot.*?<\/Slot>/, '$1'),
  ],
  [
    'a set without its node',
    META,
    'XDSSubmissionSet (classificationNode)',
    swap(/<Classification id="[^"]*" classificationNode[^>]*>/, ''),
  ],
  [
    'a name placed after classifications',
    META,
    'Document01',
    swap(
      /(<Name><LocalizedString[^>]*value="Compte rendu"\/><\/Name>)([\s\S]*?)(<ExternalIdentifier[^>]*registryObject="Document01")/,
      '$2$1$3',
    ),
  ],
  [
    'an identifier given to another object',
    META,
    'urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427',
    swap('registryObject="Document01"', 'registryObject="Signature01"'),
  ],
  [
    'a slot given twice',
    META,
    'languageCode',
    swap(
      '<Slot name="languageCode">',
      '<Slot name="languageCode"><ValueList><Value>fr-FR</Value></ValueList></Slot><Slot name="languageCode">',
    ),
  ],
  [
    'two objects with one id',
    META,
    'Document01',
    swap('<ExtrinsicObject id="Signature01"', '<ExtrinsicObject id="Document01"'),
  ],
  [
    'an unknown object type',
    META,
    'objectType',
    swap('urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1', 'urn:uuid:34268e47-fdf5-41a6-ba33-82133c465248'),
  ],
  [
    'a missing HasMember',
    META,
    'association/HasMember',
    swap(/<Association [^>]*HasMember"[^>]*targetObject="Document01".*?<\/Association>/, ''),
  ],
  [
    'a HasMember without status',
    META,
    'association/SubmissionSetStatus',
    swap(/(HasMember"[^>]*>)<Slot.*?<\/Slot>/, '$1'),
  ],
  ['no signs association', META, 'association/signs', swap(/<Association [^>]*signs".*?<\/Association>/, '')],
  [
    'an unknown association',
    META,
    'association/type',
    swap('urn:ihe:iti:2007:AssociationType:signs', 'urn:ihe:iti:2007:AssociationType:APND'),
  ],
  [
    'a uniqueId that is no OID',
    META,
    'entry/uniqueId',
    swap(
      /value="[^"]*"(><Name><LocalizedString charset="UTF8" xml:lang="FR" value="XDSDocumentEntry.uniqueId")/,
      'value="document-1"$1',
    ),
  ],
  ['a local submission time', META, 'set/submissionTime', swap('20260302092000', '20260302102000+0100')],
  ['a creation time with offset', META, 'entry/creationTime', swap('20260302091500', '20260302101500+0100')],
  ['local digits where UTC is due', META, 'agreement/creationTime', swap('20260302091500', '20260302101500')],
  [
    'a type unknown to J66',
    META,
    'table/J66',
    swap('nodeRepresentation="11488-4"', 'nodeRepresentation="11488-5"'),
  ],
  [
    'a class that is not the type’s',
    META,
    'table/ASS_X16',
    swap('nodeRepresentation="10"', 'nodeRepresentation="31"'),
  ],
  [
    'a format unknown to J60',
    META,
    'table/J60',
    swap(
      'nodeRepresentation="urn:ihe:iti:xds-sd:text:2008"',
      'nodeRepresentation="urn:ihe:iti:xds-sd:text:2009"',
    ),
  ],
  [
    'a format that is not the body’s',
    META,
    'agreement/formatCode',
    swap(
      'nodeRepresentation="urn:ihe:iti:xds-sd:text:2008"',
      'nodeRepresentation="urn:ihe:iti:xds-sd:pdf:2008"',
    ),
  ],
  [
    'a facility unknown to J61',
    META,
    'table/J61',
    swap('nodeRepresentation="SA01"', 'nodeRepresentation="SA99"'),
  ],
  [
    'a facility that is not the CDA’s',
    META,
    'agreement/healthcareFacilityTypeCode',
    swap(/nodeRepresentation="SA01"/g, 'nodeRepresentation="SA04"'),
  ],
  [
    'a practice setting unknown to J62',
    META,
    'table/J62',
    swap('nodeRepresentation="ETABLISSEMENT"', 'nodeRepresentation="ESSMS"'),
  ],
  [
    'a content type unknown to J59',
    META,
    'table/J59',
    swap('nodeRepresentation="04"', 'nodeRepresentation="10"'),
  ],
  [
    'another structure as author of the set',
    META,
    'set/author-structure',
    swap('IDNST^^^10B0000014', 'IDNST^^^10B0000022'),
  ],
  [
    'a title that is not the CDA’s',
    META,
    'agreement/title',
    swap('value="Compte rendu"', 'value="Autre titre"'),
  ],
  ['another language', META, 'agreement/languageCode', swap('<Value>fr-FR</Value>', '<Value>en-US</Value>')],
  [
    'another legal authenticator',
    META,
    'agreement/legalAuthenticator',
    swap(/(name="legalAuthenticator"><ValueList><Value>)899700000005/, '$1899700000013'),
  ],
  ['another birth name', META, 'agreement/sourcePatientInfo', swap('PID-5|EXEMPLE', 'PID-5|EXEMPLES')],
  ['another local number', META, 'agreement/sourcePatientId', swap('IPP000042', 'IPP000043')],
  [
    'a reference that the CDA does not hold',
    META,
    'agreement/referenceIdList',
    swap(
      '<Slot name="languageCode">',
      '<Slot name="urn:ihe:iti:xds:2013:referenceIdList"><ValueList><Value>A1^^^&amp;1.2.3&amp;ISO^urn:ihe:iti:xds:2013:accession</Value></ValueList></Slot><Slot name="languageCode">',
    ),
  ],
  [
    'another patient in the entry',
    'XDSPatientIdDoesNotMatch',
    'patient/mismatch',
    swap(
      /265059999900141(?=[^>]*><Name><LocalizedString charset="UTF8" xml:lang="FR" value="XDSDocumentEntry.patientId")/,
      '172039999900206',
    ),
  ],
  [
    'a wrong hash',
    'XDSRepositoryMetadataError',
    'entry/hash',
    swap(/(name="hash"><ValueList><Value>)./, '$1g'),
  ],
  [
    'a wrong size',
    'XDSRepositoryMetadataError',
    'entry/size',
    swap(/(name="size"><ValueList><Value>)/, '$11'),
  ],
  [
    'a missing part',
    'XDSMissingDocument',
    'Document01',
    (written) => ({...written, parts: written.parts.slice(1)}),
  ],
  [
    'a missing Document element',
    'XDSMissingDocument',
    'Document01',
    (written) => {
      const altered = swap(/<x:Document id="Document01">.*?<\/x:Document>/, '')(written)
      return {...altered, parts: altered.parts.slice(1)}
    },
  ],
  [
    'a part that nothing names',
    'XDSMissingDocumentMetadata',
    'stray@test',
    (written) => ({
      ...written,
      parts: [...written.parts, {contentId: 'stray@test', contentType: 'text/xml', bytes: Buffer.from('x')}],
    }),
  ],
  [
    'a Document without entry',
    'XDSMissingDocumentMetadata',
    'Document02',
    swap('<x:Document id="Document01">', '<x:Document id="Document02">'),
  ],
  [
    'a document inside the envelope',
    'XDSRepositoryMetadataError',
    'document/xop',
    swap(/<xop:Include[^>]*>/, 'AAAA'),
  ],
  [
    'a part of another type',
    'XDSRepositoryMetadataError',
    'document/mimeType',
    (written) => ({
      ...written,
      parts: written.parts.map((part, place) =>
        place === 0 ? {...part, contentType: 'application/pdf'} : part,
      ),
    }),
  ],
  [
    'a signature entry with another title',
    META,
    'signature-entry/title',
    swap('value="Source"/></Name>\n<Classification', 'value="Sources"/></Name>\n<Classification'),
  ],
  [
    'a signature entry that shows itself',
    META,
    'signature-entry/confidentialityCode',
    swap(
      /<Classification id="[^"]*" classificationScheme="urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f" classifiedObject="Signature01" nodeRepresentation="MASQUE_PS".*?<\/Classification>/,
      '',
    ),
  ],
  [
    'a CDA with another uniqueId',
    META,
    'agreement/uniqueId',
    rewrite(/<id root="1\.2\.250\.1\.999[^"]*"\/>/, '<id root="1.2.250.1.999.9"/>'),
  ],
  ['a CDA of another patient', META, 'agreement/patientId', rewrite('265059999900141', '172039999900206')],
  [
    'a CDA of another author',
    META,
    'agreement/author',
    rewrite('extension="899700000005"', 'extension="899700000013"'),
  ],
  [
    'a CDA with an act that the entry ignores',
    META,
    'agreement/eventCodeList',
    rewrite('<serviceEvent>', '<serviceEvent><code code="DEQP003" codeSystem="1.2.250.1.213.2.5"/>'),
  ],
  [
    'a CDA with a stop time that the entry ignores',
    META,
    'agreement/serviceStopTime',
    rewrite(
      '<low value="20260302093000+0100"/></effectiveTime><performer',
      '<low value="20260302093000+0100"/><high value="20260302094500+0100"/></effectiveTime><performer',
    ),
  ],
  [
    'a CDA with a DOCTYPE',
    'InvalidDocumentContent',
    '',
    rewrite('<ClinicalDocument', '<!DOCTYPE a><ClinicalDocument'),
  ],
  ['a CDA cut short', 'InvalidDocumentContent', '', rewrite('</ClinicalDocument>', '')],
  [
    'a document with an empty body',
    'InvalidDocumentContent',
    'document/empty-body',
    rewrite(/representation="B64">[^<]*/, 'representation="B64">'),
  ],
  [
    'a CDA that replaces without association',
    META,
    'replace/association',
    rewrite(
      '<componentOf>',
      '<relatedDocument typeCode="RPLC"><parentDocument><id root="1.2.3"/></parentDocument></relatedDocument><componentOf>',
    ),
  ],
]
