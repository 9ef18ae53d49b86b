const MATRICULE = /(?<![\d.])([1-478])\d{4}(?:\d{2}|2[AB])\d{6}(\d{2})?(?!\d)/gi

/**
 * Hides what looks like a matricule INS in a text that the DMP wrote. Numbers inside an OID are left alone: they
 * follow a dot, and an id is needed to act.
 */
export function maskMatricules(text: string): string {
  return text.replace(MATRICULE, (found, sex: string) => `${sex}${'•'.repeat(found.length - 1)}`)
}
