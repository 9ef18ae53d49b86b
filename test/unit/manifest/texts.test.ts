import {describe, expect, it} from 'vitest'
import type {BodyRule} from '../../../src/lib/body/body.ts'
import type {RefusedKind} from '../../../src/lib/body/signatures.ts'
import type {IdentityDoubt} from '../../../src/lib/identities/identities.ts'
import type {StatusFault} from '../../../src/lib/ins/identity-status.ts'
import type {OidFault} from '../../../src/lib/ins/ins-oids.ts'
import type {MatriculeFault} from '../../../src/lib/ins/matricule.ts'
import type {PathFault} from '../../../src/lib/manifest/inside-path.ts'
import type {DateFormFault} from '../../../src/lib/mapping/date-form.ts'
import type {MappingFault} from '../../../src/lib/mapping/mapping-tree.ts'
import type {PdfActiveContent} from '../../../src/lib/ports/pdf-inspector.ts'
import type {StructurePlace} from '../../../src/lib/structure/structure-grid.ts'
import type {RecordFault} from '../../../src/lib/tabular/tabular.ts'
import {en} from '../../../src/lib/ui/messages/en.ts'
import {fr} from '../../../src/lib/ui/messages/fr.ts'
import type {VisibilityFault} from '../../../src/lib/visibility/check-visibility.ts'

/** Exhaustive by type: a code that is added without being listed here does not compile. */
type All<Code extends string> = Readonly<Record<Code, true>>

const bodyRules: All<BodyRule> = {
  'BODY-EMPTY': true,
  'BODY-KIND-REFUSED': true,
  'BODY-DISAGREES': true,
  'BODY-TRUNCATED': true,
  'BODY-TRAILING': true,
  'BODY-PDF-JUNK-BEFORE': true,
  'BODY-PDF-DAMAGED': true,
  'BODY-PDF-ENCRYPTED': true,
  'BODY-PDF-ACTIVE': true,
  'BODY-PDF-LINKS': true,
  'BODY-PDF-NOT-PDFA': true,
  'BODY-PDF-OTHER-PDFA': true,
  'BODY-PDF-CONTRADICTION': true,
  'BODY-PDF-PAGE': true,
  'BODY-PDF-NOT-LOOKED': true,
  'BODY-TEXT-ENCODING': true,
  'BODY-TEXT-CONTROL': true,
  'BODY-RTF-BRACES': true,
  'BODY-RTF-ACTIVE': true,
  'BODY-TIFF-DAMAGED': true,
  'BODY-TIFF-NOT-LOOKED': true,
}
const kinds: All<RefusedKind> = {
  zip: true,
  'office-xml': true,
  opendocument: true,
  ole2: true,
  png: true,
  gif: true,
  bmp: true,
  webp: true,
  heif: true,
  jpeg2000: true,
  bigtiff: true,
  dicom: true,
  gzip: true,
  '7z': true,
  rar: true,
  html: true,
  hl7v2: true,
  postscript: true,
  p7m: true,
  'utf16-text': true,
  unknown: true,
}
const active: All<PdfActiveContent> = {
  javascript: true,
  launch: true,
  'submit-form': true,
  'import-data': true,
  'goto-remote': true,
  'open-action': true,
  'embedded-files': true,
  'rich-media': true,
  xfa: true,
}
const matricule: All<MatriculeFault> = {
  empty: true,
  spreadsheet: true,
  'full-width': true,
  characters: true,
  length: true,
  'no-key': true,
  provisional: true,
  migrant: true,
  'old-ins': true,
  structure: true,
  key: true,
}
const oids: All<OidFault> = {
  former: true,
  unknown: true,
  'fictitious-in-production': true,
  'real-outside-production': true,
  'not-allowed': true,
}
const statuses: All<StatusFault> = {absent: true, ambiguous: true, 'not-qualified': true, unknown: true}
const visibilities: All<VisibilityFault> = {
  contradiction: true,
  cumulation: true,
  adult: true,
  'minors-rule-off': true,
  'needs-reveal': true,
  'needs-conceal': true,
  'conceal-not-allowed': true,
}
const paths: All<PathFault> = {
  'path-absolute': true,
  'path-outside': true,
  'path-characters': true,
  'path-empty': true,
  'path-reserved': true,
}
const places: All<StructurePlace> = {
  'ou-auth': true,
  'ou-sign': true,
  'identifiant-structure': true,
  'name-id': true,
  'lot-institution': true,
  'entry-institution': true,
  'cda-custodian': true,
  'cda-author': true,
  'cda-legal-authenticator': true,
}

const records: All<RecordFault> = {
  'line-too-long': true,
  encoding: true,
  'encoding-mixed': true,
  quote: true,
  'quote-open': true,
  columns: true,
}
const dates: All<DateFormFault> = {
  'date-form': true,
  'date-impossible': true,
  'date-ambiguous': true,
  'date-two-digits': true,
  'date-serial': true,
  'date-local': true,
}
const mappings: All<MappingFault> = {
  yaml: true,
  size: true,
  'unknown-key': true,
  text: true,
  map: true,
  list: true,
  column: true,
  'column-absent': true,
  'column-twice': true,
  template: true,
  'date-form': true,
  zone: true,
  length: true,
  version: true,
  value: true,
  twice: true,
  flag: true,
  'flag-field': true,
  pattern: true,
  'pattern-heavy': true,
  'pattern-long': true,
}
const doubts: All<IdentityDoubt> = {
  'identity-faulty': true,
  'identity-two-ins': true,
  'identity-two-ipp': true,
  'identity-two-traits': true,
  'identity-sex': true,
  'identity-parent': true,
  'identity-merged': true,
  'identity-environment': true,
  'identity-not-qualified': true,
}

const under = (prefix: string, codes: All<string>, pre = '') =>
  Object.keys(codes).map((code) => `${prefix}.${pre}${code}`)

describe('texts', () => {
  it.each([
    ...under('rule', bodyRules),
    ...under('rule.BODY-KIND-REFUSED.kind', kinds),
    ...under('rule.BODY-PDF-ACTIVE.what', active),
    ...under('error.DMP_INS_INVALID.reason', matricule),
    ...under('error.DMP_MANIFEST_LINE.reason', matricule, 'ins-'),
    ...under('error.DMP_MANIFEST_LINE.reason', paths),
    ...under('error.DMP_MANIFEST_LINE.reason', records),
    ...under('error.DMP_MANIFEST_LINE.reason', dates),
    ...under('error.DMP_MAPPING_INVALID.reason', mappings),
    ...under('batch.reason', doubts),
    ...under('error.DMP_INS_ENVIRONMENT.reason', oids),
    ...under('error.DMP_IDENTITY_NOT_QUALIFIED.reason', statuses),
    ...under('error.DMP_VISIBILITY_FORBIDDEN.reason', visibilities),
    ...under('structure.place', places),
  ])('say %s in both languages', (key) => {
    expect(fr[key]).toMatch(/\S/)
    expect(en[key]).toMatch(/\S/)
    expect(fr[key]).not.toBe(en[key])
  })
})
