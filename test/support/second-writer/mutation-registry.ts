import {type Mutation, mutationsOf, type Recipe} from './mutation.ts'
import type {MutationBench} from './mutation-bench.ts'
import type {PlainLot} from './registry-lot.ts'

type Document = PlainLot['documents'][number]

const unknownEntry = 'urn:uuid:00000000-0000-4000-8000-000000000000'

const of =
  (patient: string) =>
  (bench: MutationBench): Recipe => ({
    lot: (lot) => ({...lot, patient: bench.patient(patient)}),
  })

function only(lot: PlainLot): Document {
  const [document] = lot.documents
  if (!document) throw new Error('a lot has a document')
  return document
}

/** The next version of a fed lot's document, right in everything. */
async function nextVersion(bench: MutationBench, former: PlainLot): Promise<PlainLot> {
  const {uniqueId, setId, version} = only(former)
  const target = await bench.entryOf(former)
  const document = {...bench.document('Corrigé'), setId, version: version + 1, replaces: uniqueId, target}
  return {...bench.lot(), documents: [document]}
}

/** A replacement of a fresh lot, with one fault. */
const replacing =
  (alter: (document: Document, bench: MutationBench) => Partial<Document>) =>
  async (bench: MutationBench): Promise<Recipe> => {
    const lot = await nextVersion(bench, await bench.feed(bench.lot()))
    return {lot: () => ({...lot, documents: [{...only(lot), ...alter(only(lot), bench)}]})}
  }

async function replacingTwice(bench: MutationBench): Promise<Recipe> {
  const first = await bench.feed(bench.lot())
  const again = await nextVersion(bench, first)
  await bench.feed(await nextVersion(bench, first))
  return {lot: () => again}
}

async function replacingAnothers(bench: MutationBench): Promise<Recipe> {
  const first = await bench.feed({...bench.lot(), patient: bench.patient('active-linked-2')})
  const lot = await nextVersion(bench, first)
  return {lot: () => lot}
}

/** Once more what was fed, with parts of it made anew. */
const feedingAgain =
  (alter: (fed: PlainLot, bench: MutationBench) => PlainLot) =>
  async (bench: MutationBench): Promise<Recipe> => {
    const fed = await bench.feed(bench.lot())
    return {lot: () => alter(fed, bench)}
  }

const quotaMutation: Mutation = {
  group: 'Quota',
  change: 'a fifth lot in the same second',
  layer: 'SOAP',
  code: 'SandboxQuotaExceeded',
  cause: 'quota/per-second',
  recipe: {},
  async at(bench) {
    const frozen = await bench.frozen()
    for (let sent = 0; sent < 4; sent += 1) await frozen.feed(frozen.lot())
    return frozen
  },
}

export const registryMutations = [
  quotaMutation,
  ...mutationsOf('Patient', [
    ['a DMP closed by the patient', 'registry', 'DMPClosed', 'patient/closed', of('closed-by-patient')],
    ['a patient without DMP', 'registry', 'XDSUnknownPatientId', 'patient/none', of('none')],
    [
      'a matricule with a wrong key',
      'registry',
      'XDSUnknownPatientId',
      'patient/key',
      {lot: (lot) => ({...lot, patient: {...lot.patient, matricule: '265059999900142'}})},
    ],
  ]),
  ...mutationsOf('What the registry already holds', [
    [
      'the uniqueId of a set already registered',
      'registry',
      'XDSDuplicateUniqueIdInRegistry',
      '…',
      feedingAgain(({setUniqueId}, bench) => ({...bench.lot(), setUniqueId})),
    ],
    [
      'the uniqueId of a document already registered, with other bytes',
      'registry',
      'XDSNonIdenticalHash',
      '…',
      feedingAgain((fed, bench) => ({
        ...fed,
        setUniqueId: bench.oid(),
        signatureUniqueId: bench.oid(),
        documents: [{...only(fed), text: 'Autre texte'}],
      })),
    ],
    [
      'a replacement of an entry nobody knows',
      'registry',
      'UnresolvedReferenceException',
      '…',
      replacing(() => ({target: unknownEntry})),
    ],
    [
      'a replacement of a version already replaced',
      'registry',
      'XDSRegistryDeprecatedDocumentError',
      '…',
      replacingTwice,
    ],
    [
      'a replacement of another patient’s document',
      'registry',
      'XDSPatientIdDoesNotMatch',
      'replace/patient',
      replacingAnothers,
    ],
    [
      'RPLC without relatedDocument in the CDA',
      'registry',
      'XDSReplaceFailed',
      'replace/relatedDocument',
      replacing(({replaces: _, ...document}) => ({...document, rewrite: withoutRelated})),
    ],
    [
      'relatedDocument in the CDA without RPLC',
      'registry',
      'XDSRegistryMetadataError',
      'replace/association',
      {
        lot: (lot) => ({
          ...lot,
          documents: lot.documents.map((each) => ({...each, replaces: '1.2.250.1.999.8.0'})),
        }),
      },
    ],
    [
      'a replacement under another setId',
      'registry',
      'XDSReplaceFailed',
      'replace/setId',
      replacing((_document, bench) => ({setId: bench.oid()})),
    ],
    [
      'a replacement that skips a version number',
      'registry',
      'XDSReplaceFailed',
      'replace/versionNumber',
      replacing(({version}) => ({version: version + 1})),
    ],
  ]),
]

const withoutRelated = (cda: string): string => cda.replace(/<relatedDocument .*?<\/relatedDocument>/, '')
