import {changed, mutationsOf, type Recipe} from './mutation.ts'

const metadata = 'XDSRegistryMetadataError'

/** One change in the body, which no signature covers. */
export const bodyChange = (from: string | RegExp, to: string): Recipe => ({
  written: (good) => ({...good, body: changed(good.body, from, to)}),
})

const body = bodyChange

const masks = (...names: string[]): Recipe => ({
  lot: (lot) => ({...lot, documents: lot.documents.map((each) => ({...each, masks: names}))}),
})

const codingScheme = (code: string): Recipe =>
  body(
    new RegExp(`(nodeRepresentation="${code}"><Slot name="codingScheme"><ValueList><Value>)[^<]*`),
    '$11.2.3',
  )

const confidentiality =
  /<Classification id="[^"]*" classificationScheme="urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f" classifiedObject="Document01" nodeRepresentation="N".*?<\/Classification>/

export const metadataMutations = [
  ...mutationsOf('Codes', [
    [
      'classCode is not the type’s',
      'registry',
      metadata,
      'table/ASS_X16',
      body('nodeRepresentation="10"', 'nodeRepresentation="31"'),
    ],
    ['classCode in an unknown coding scheme', 'registry', metadata, 'table/J57', codingScheme('10')],
    [
      'typeCode outside J66',
      'registry',
      metadata,
      'table/J66',
      body('nodeRepresentation="11488-4"', 'nodeRepresentation="11488-5"'),
    ],
    [
      'formatCode outside J60',
      'registry',
      metadata,
      'table/J60',
      body('xds-sd:text:2008"', 'xds-sd:text:2009"'),
    ],
    ['confidentialityCode outside J58', 'registry', metadata, 'table/J58', masks('SECRET')],
    [
      'contentTypeCode outside J59',
      'registry',
      metadata,
      'table/J59',
      body('nodeRepresentation="04"', 'nodeRepresentation="SA01"'),
    ],
    [
      'healthcareFacilityTypeCode in an unknown coding scheme',
      'registry',
      metadata,
      'table/J61',
      codingScheme('SA01'),
    ],
    [
      'practiceSettingCode outside J62',
      'registry',
      metadata,
      'table/J62',
      body('nodeRepresentation="ETABLISSEMENT"', 'nodeRepresentation="ESSMS"'),
    ],
  ]),
  ...mutationsOf('Form of the metadata', [
    [
      'no typeCode',
      'registry',
      metadata,
      'typeCode',
      body(
        /<Classification id="[^"]*" classificationScheme="urn:uuid:f0306f51-975f-434e-a61c-c59651d33983" classifiedObject="Document01".*?<\/Classification>/,
        '',
      ),
    ],
    [
      'no HasMember to the document',
      'registry',
      metadata,
      'association/HasMember',
      body(/<Association [^>]*HasMember"[^>]*targetObject="Document01".*?<\/Association>/, ''),
    ],
    [
      'no signs association',
      'registry',
      metadata,
      'association/signs',
      body(/<Association [^>]*signs".*?<\/Association>/, ''),
    ],
    [
      'a set that is not Original',
      'registry',
      metadata,
      'association/SubmissionSetStatus',
      body('<Value>Original<', '<Value>Reference<'),
    ],
    [
      'two objects with one id',
      'registry',
      metadata,
      'Document01',
      body('<ExtrinsicObject id="Signature01"', '<ExtrinsicObject id="Document01"'),
    ],
    [
      'uniqueId of the document given to its signature too',
      'registry',
      'XDSRegistryDuplicateUniqueIdInMessage',
      '…',
      {lot: (lot) => ({...lot, signatureUniqueId: lot.documents[0]?.uniqueId ?? ''})},
    ],
    [
      'a uniqueId that is no OID',
      'registry',
      metadata,
      'entry/uniqueId',
      {lot: (lot) => ({...lot, documents: lot.documents.map((each) => ({...each, uniqueId: 'document-1'}))})},
    ],
    [
      'creationTime with an offset',
      'registry',
      metadata,
      'entry/creationTime',
      body('<Value>20260302091500<', '<Value>20260302101500+0100<'),
    ],
    [
      'submissionTime in local time',
      'registry',
      metadata,
      'set/submissionTime',
      body('<Value>20260302092000<', '<Value>20260302102000+0100<'),
    ],
    [
      'a hash that is not the bytes’',
      'registry',
      'XDSRepositoryMetadataError',
      'entry/hash',
      body(/(name="hash"><ValueList><Value>)..../, '$10000'),
    ],
    [
      'a size that is not the bytes’',
      'registry',
      'XDSRepositoryMetadataError',
      'entry/size',
      body(/(name="size"><ValueList><Value>)/, '$11'),
    ],
    [
      'a Document that no entry announces',
      'registry',
      'XDSMissingDocumentMetadata',
      'Document02',
      body('<x:Document id="Document01">', '<x:Document id="Document02">'),
    ],
    [
      'no Document for an entry',
      'registry',
      'XDSMissingDocument',
      'Document01',
      {
        written: ({body: text, parts}) => ({
          parts: parts.slice(1),
          body: changed(text, /<x:Document id="Document01">.*?<\/x:Document>/, ''),
        }),
      },
    ],
    [
      'confidentialityCode without N, R or V',
      'registry',
      metadata,
      'visibility/base',
      body(confidentiality, confidentialityOfMask()),
    ],
    [
      'hidden from the patient and from professionals',
      'registry',
      metadata,
      'visibility/cumulation',
      masks('INVISIBLE_PATIENT', 'MASQUE_PS'),
    ],
    [
      'an adult’s document hidden from legal representatives',
      'registry',
      metadata,
      'visibility/adult',
      masks('INVISIBLE_REPRESENTANTS_LEGAUX'),
    ],
    [
      'a signature entry that shows itself',
      'registry',
      metadata,
      'signature-entry/confidentialityCode',
      body(
        /<Classification [^>]*classifiedObject="Signature01" nodeRepresentation="MASQUE_PS".*?<\/Classification>/,
        '',
      ),
    ],
    [
      'authorInstitution of the set is another structure',
      'registry',
      metadata,
      'set/author-structure',
      ({gate}) => body(/IDNST\^\^\^[^<]*/, `IDNST^^^${gate.pki.establishments.second.unit}`),
    ],
    [
      'authorInstitution of the entry is another structure',
      'registry',
      metadata,
      'entry/author-structure',
      ({gate}) =>
        body(
          /(<ExtrinsicObject id="Document01".*?IDNST\^\^\^)[^<]*/s,
          `$1${gate.pki.establishments.second.unit}`,
        ),
    ],
  ]),
]

function confidentialityOfMask(): string {
  const slot = '<Slot name="codingScheme"><ValueList><Value>1.2.250.1.213.1.1.4.13</Value></ValueList></Slot>'
  return `<Classification id="mask" classificationScheme="urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f" classifiedObject="Document01" nodeRepresentation="MASQUE_PS">${slot}<Name><LocalizedString value="Masqué"/></Name></Classification>`
}
