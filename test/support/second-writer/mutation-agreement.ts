import {changed, mutationsOf, type Recipe} from './mutation.ts'
import {bodyChange as body} from './mutation-metadata.ts'

const metadata = 'XDSRegistryMetadataError'

/** One change in the CDA, followed by hash, size and signature. */
const cda = (from: string | RegExp, to: string): Recipe => ({
  lot: (lot) => ({
    ...lot,
    documents: lot.documents.map((each) => ({...each, rewrite: (text) => changed(text, from, to)})),
  }),
})

export const agreementMutations = mutationsOf('CDA and metadata', [
  [
    'title is not the CDA’s',
    'registry',
    metadata,
    'agreement/title',
    body('value="Compte rendu"/></Name>\n', 'value="Autre titre"/></Name>\n'),
  ],
  [
    'creationTime in local time',
    'registry',
    metadata,
    'agreement/creationTime',
    body('<Value>20260302091500<', '<Value>20260302101500<'),
  ],
  [
    'patientId is not the CDA’s',
    'registry',
    metadata,
    'agreement/patientId',
    cda('265059999900141', '172039999900206'),
  ],
  [
    'uniqueId is not the CDA’s',
    'registry',
    metadata,
    'agreement/uniqueId',
    cda(/<id root="1\.2\.250\.1\.999\.8[^"]*"\/>/, '<id root="1.2.250.1.999.9"/>'),
  ],
  [
    'typeCode is not the CDA’s',
    'registry',
    metadata,
    'agreement/typeCode',
    cda('code code="11488-4"', 'code code="11490-0"'),
  ],
  [
    'formatCode is not the body’s',
    'registry',
    metadata,
    'agreement/formatCode',
    body('xds-sd:text:2008"', 'xds-sd:pdf:2008"'),
  ],
  [
    'languageCode is not the CDA’s',
    'registry',
    metadata,
    'agreement/languageCode',
    body('<Value>fr-FR<', '<Value>en-US<'),
  ],
  [
    'serviceStartTime is not the CDA’s',
    'registry',
    metadata,
    'agreement/serviceStartTime',
    body('<Value>20260302083000<', '<Value>20260302093000<'),
  ],
  [
    'confidentialityCode is not the CDA’s',
    'registry',
    metadata,
    'agreement/confidentialityCode',
    cda('confidentialityCode code="N"', 'confidentialityCode code="R"'),
  ],
  [
    'the author is not the CDA’s',
    'registry',
    metadata,
    'agreement/author',
    cda(/(<assignedAuthor><id [^>]*extension=")\d+/, '$1899700000013'),
  ],
  [
    'legalAuthenticator is not the CDA’s',
    'registry',
    metadata,
    'agreement/legalAuthenticator',
    body(/(name="legalAuthenticator"><ValueList><Value>)\d+/, '$1899700000013'),
  ],
  [
    'the birth name is not the CDA’s',
    'registry',
    metadata,
    'agreement/sourcePatientInfo',
    body('PID-5|EXEMPLE', 'PID-5|EXEMPLES'),
  ],
  [
    'the local patient number is not the CDA’s',
    'registry',
    metadata,
    'agreement/sourcePatientId',
    body('IPP000042', 'IPP000043'),
  ],
  [
    'an empty body',
    'registry',
    'InvalidDocumentContent',
    'document/empty-body',
    cda(/representation="B64">[^<]*/, 'representation="B64">'),
  ],
  [
    'a CDA without versionNumber',
    'registry',
    'InvalidDocumentContent',
    'versionNumber',
    cda(/<versionNumber [^>]*>/, ''),
  ],
  [
    'a CDA with a DOCTYPE',
    'registry',
    'InvalidDocumentContent',
    '…',
    cda('<ClinicalDocument', '<!DOCTYPE a><ClinicalDocument'),
  ],
])
