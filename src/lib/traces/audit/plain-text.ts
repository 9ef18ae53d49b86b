import {hideMatriculesInText} from '../../ins/hide-matricules.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 and FHIR have no place for these
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** A text that XML 1.0 and FHIR can carry: the rest becomes U+FFFD, so that a trace is told rather than refused. */
const writable = (text: string): string => text.toWellFormed().replaceAll(UNWRITABLE, '\ufffd')

/** The same of a text that somebody typed or answered; what looks like an INS is masked: the patient has its own place. */
export const plainText = (text: string): string => hideMatriculesInText(writable(text))

/** An identifier, a code or an address, which must not be empty. */
export const named = (text: string | undefined): string => writable(text ?? '').trim() || '-'
