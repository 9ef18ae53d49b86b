/**
 * Key of a matricule INS: 97 − (N mod 97) on two digits, where 2A counts as 19 and 2B as 18 (rule of the NIR).
 * `body` is the 13 first characters, upper case.
 */
export function matriculeKey(body: string): string {
  const digits = body.slice(0, 5) + body.slice(5).replace(/^2A/, '19').replace(/^2B/, '18')
  return String(97 - (Number(digits) % 97)).padStart(2, '0')
}

const FORM = /^[1-8]\d{4}(?:\d{2}|2[AB])\d{6}\d{2}$/

export function matriculeIsRight(matricule: string): boolean {
  return FORM.test(matricule) && matriculeKey(matricule.slice(0, 13)) === matricule.slice(13)
}
