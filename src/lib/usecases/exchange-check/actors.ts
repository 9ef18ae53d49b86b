import type {FindingActor} from './exchange-report.ts'

/** Causes on which the software's editor is not the one to act; the longest prefix counts. */
const others: Readonly<Record<string, FindingActor>> = {
  'tls/': 'establishment',
  'vihf/signer-': 'establishment',
  'lot-signature/signer-': 'establishment',
  'vihf/structure': 'establishment',
  'vihf/name-id-structure': 'establishment',
  'vihf/stale': 'establishment',
  'vihf/future': 'establishment',
  'vihf/attribute/LPS_ID_HOMOLOGATION_DMP': 'establishment',
  'vihf/attribute/resource-id': 'establishment',
  'set/author-structure': 'establishment',
  'entry/author-structure': 'establishment',
  'patient/': 'establishment',
  'patient/mismatch': 'editor',
}

/** Causes of the signature itself begin like those of its certificate's structure. */
const editors = /^vihf\/signature/

export function actorOf(cause: string): FindingActor {
  if (editors.test(cause)) return 'editor'
  const prefix = Object.keys(others)
    .filter((each) => cause.startsWith(each))
    .sort((a, b) => b.length - a.length)[0]
  return (prefix && others[prefix]) || 'editor'
}
