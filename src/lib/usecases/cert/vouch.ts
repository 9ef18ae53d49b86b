import {DmpError} from '../../errors/dmp-error.ts'
import type {Certificate} from '../../pki/certificate.ts'
import type {Prompter} from '../../ports/prompter.ts'

/** Characters of a fingerprint that a person types; scripts give it whole. */
const digits = 12

/** A fingerprint as people copy it, with colons, blanks or capitals, in lower-case hexadecimal. */
export function fingerprintOf(text: string): string {
  return text.replace(/[\s:]/g, '').toLowerCase()
}

export interface Word {
  readonly yes: boolean
  /** Fingerprints, separated by commas. */
  readonly confirm?: string | undefined
  /** Also for an authority that bears a known name without its key. */
  readonly namesake?: boolean | undefined
}

/**
 * The operator's word for an authority that nothing proves: the first characters of its fingerprint typed at the
 * terminal, or `--yes --confirm SHA256` whole in scripts; for a namesake
 * of a known authority scripts say so (`--namesake`) too. @throws DmpError DMP_CONFIRMATION_NEEDED
 */
export async function requireWord(
  {prompter}: {readonly prompter: Prompter},
  {yes, confirm = '', namesake: accepted = false}: Word,
  {sha256, subject}: Certificate,
  namesake: boolean,
): Promise<void> {
  const {hex} = sha256
  const given = yes && confirm.split(',').map(fingerprintOf).includes(hex)
  if (given && (accepted || !namesake)) return
  const params = {subject: subject.certificate, fingerprint: hex, digits}
  if (!yes && prompter.available) {
    const typed = await prompter.text(namesake ? 'consent.trust-namesake' : 'consent.trust', {params})
    const start = fingerprintOf(typed)
    if (start.length >= digits && hex.startsWith(start)) return
  }
  throw new DmpError('DMP_CONFIRMATION_NEEDED', {
    params: {case: namesake ? 'trust-namesake' : 'trust', action: 'trust', ...params, value: hex},
    details: {action: 'trust', confirm: hex, subject: subject.certificate, namesake},
  })
}
