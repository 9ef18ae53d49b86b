import type {CodedValue} from '../valuesets/coded-value.ts'
import type {ValueSets} from '../valuesets/value-sets.ts'
import {isLevel1MediaType, level1Formats} from './level1-input.ts'
import type {CdaHeader} from './model.ts'

const FORMATS = '1.3.6.1.4.1.19376.1.2.3'

/**
 * formatCode of a document: by media type for a level 1 document; for a structured one by the templateId of its
 * content model (ASS_A11). `stated` counts only for a model that the tables do not know. Never guessed.
 */
export function formatCodeOf(
  header: CdaHeader,
  valueSets: ValueSets,
  stated?: string,
): CodedValue | undefined {
  const {body} = header
  if (body?.kind === 'non-xml') {
    if (!isLevel1MediaType(body.mediaType)) return undefined
    const code = level1Formats[body.mediaType]
    return valueSets.find('J60', code, FORMATS) ?? {code, codeSystem: FORMATS, displayName: body.mediaType}
  }
  for (const {root} of header.templateIds) {
    const found = root === undefined ? undefined : valueSets.formatOfTemplate(root)
    if (found) return found
  }
  return stated === undefined ? undefined : valueSets.find('J60', stated)
}
