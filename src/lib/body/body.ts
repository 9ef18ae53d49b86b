/*
 * The file that a level-1 CDA wraps: what it is, judged by its bytes, and whether it may be sent.
 *
 * Neither the CDA schema nor its rules look inside the body, so a truncated PDF, a Word file renamed `.pdf` or a
 * page with a script would travel unseen into the patient's record. The DMP takes five kinds (JDV_J60): PDF/A-1,
 * plain text, RTF, JPEG, TIFF. Extension, leading bytes and declared media type must agree.
 *
 * First bytes and ends: ISO 32000 (PDF), ITU T.81 (JPEG), TIFF 6.0, RTF 1.9. A PDF is said to *declare* PDF/A, never
 * to be it: no validator is at hand. Page layout: REC_2.1-1117.
 *
 * Not here: opening PDFs (`pdf`, behind the port PdfInspector), converting anything (a conversion changes the bytes
 * that a clinician validated), sentences (each finding is the message `rule.<rule>`).
 */
import type {DatamatrixSearch} from '../ports/datamatrix.ts'

export type BodyMediaType = 'application/pdf' | 'text/plain' | 'text/rtf' | 'image/jpeg' | 'image/tiff'

export type BodyRule =
  | 'BODY-EMPTY'
  | 'BODY-KIND-REFUSED'
  | 'BODY-DISAGREES'
  | 'BODY-TRUNCATED'
  | 'BODY-TRAILING'
  | 'BODY-PDF-JUNK-BEFORE'
  | 'BODY-PDF-DAMAGED'
  | 'BODY-PDF-ENCRYPTED'
  | 'BODY-PDF-ACTIVE'
  | 'BODY-PDF-LINKS'
  | 'BODY-PDF-NOT-PDFA'
  | 'BODY-PDF-OTHER-PDFA'
  | 'BODY-PDF-CONTRADICTION'
  | 'BODY-PDF-PAGE'
  | 'BODY-PDF-NOT-LOOKED'
  | 'BODY-TEXT-ENCODING'
  | 'BODY-TEXT-CONTROL'
  | 'BODY-RTF-BRACES'
  | 'BODY-RTF-ACTIVE'
  | 'BODY-TIFF-DAMAGED'
  | 'BODY-TIFF-NOT-LOOKED'

/** One remark about the file; its sentence is the message `rule.<rule>`. */
export interface BodyFinding {
  readonly rule: BodyRule
  readonly severity: 'error' | 'warning'
  readonly params: Readonly<Record<string, string | number>>
}

/** What the leading and last bytes say. `cda` is an XML file: to be read as a ready-made CDA. */
export interface SniffedBody {
  readonly kind: 'body' | 'cda' | 'refused'
  /** For `body` and for nothing else. */
  readonly mediaType?: BodyMediaType
  readonly findings: readonly BodyFinding[]
}

/** The whole file looked through. */
export interface BodyReport extends SniffedBody {
  readonly size: number
  /** What a search for printed data matrix symbols found, where one was asked for. */
  readonly datamatrix?: DatamatrixSearch
  readonly pages?: number
  /** PDF/A declared, e.g. `1B`. */
  readonly declares?: string
}

export function bodyError(rule: BodyRule, params: BodyFinding['params'] = {}): BodyFinding {
  return {rule, severity: 'error', params}
}

export function bodyWarning(rule: BodyRule, params: BodyFinding['params'] = {}): BodyFinding {
  return {rule, severity: 'warning', params}
}
