import type {CdaHeader} from '../../../cda/model.ts'
import {insOf, uniqueIdOf} from '../../../cda/read-header.ts'
import {allParts} from '../../../cda/walk.ts'
import type {Profile} from '../../../profile/profile.ts'
import {childrenOf} from '../../../xmltree/xml-node.ts'
import type {Verdict} from '../candidate.ts'

/** Namespace of the extensions of IHE PaLM XD-LAB. */
const LABORATORY = 'urn:oid:1.3.6.1.4.1.19376.1.3.2'

/** A biology report whose act is still `active` (IHE PaLM TF-3, XD-LAB): its final version would have to replace it. */
function isIncomplete({root}: CdaHeader): boolean {
  return allParts(root, 'documentationOf', 'serviceEvent').some((event) =>
    childrenOf(event, 'statusCode', LABORATORY).some(({attributes}) => attributes.get('code') === 'active'),
  )
}

const verdict = (of: Verdict['class'], reason: string, params?: Verdict['params']): Verdict => ({
  class: of,
  reason,
  ...(params ? {params} : {}),
})

/** What forbids a deletion of this document as much as its submission: nobody could say which one is meant. */
export function againstIdentity(header: CdaHeader): Verdict | undefined {
  const uniqueId = uniqueIdOf(header.id)
  if (!uniqueId)
    return verdict('rejected', 'DMP_CDA_UNREADABLE', {
      element: 'id',
      line: header.id?.line ?? header.root.line,
    })
  if (!insOf(header)) return verdict('rejected', 'ins-absent')
  return undefined
}

/**
 * What a finished document says against being fed as it is; undefined when nothing. Numbers with an extension wait
 * unless the profile lets them through: the volet says that the DMP does not take them.
 */
export function againstDocument(header: CdaHeader, {documents}: Profile): Verdict | undefined {
  const identity = againstIdentity(header)
  if (identity) return identity
  if (documents.idExtension !== 'send' && header.id?.extension)
    return verdict('held', 'document-id-extension')
  const confidentiality = header.confidentiality?.code
  if (confidentiality === 'R' || confidentiality === 'V')
    return verdict('held', 'confidentiality-restricted', {code: confidentiality})
  if (isIncomplete(header)) return verdict('held', 'incomplete-biology', {field: 'serviceEvent/statusCode'})
  const {replaces} = header
  if (!replaces) return undefined
  if (replaces.typeCode !== 'RPLC')
    return verdict('held', 'related-document', {typeCode: replaces.typeCode ?? '-'})
  const former = uniqueIdOf(replaces.id)
  if (!former || former === uniqueIdOf(header.id)) return verdict('rejected', 'replaced-unnamed')
  return undefined
}
