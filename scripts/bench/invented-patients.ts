/** Invented patients for measurements: test OID, a place code nobody is born in, right keys, all different. */

const keyOf = (number: string) => String(97 - Number(BigInt(number) % 97n)).padStart(2, '0')

export interface InventedPatient {
  readonly ins: string
  readonly ins_oid: string
  readonly identity_status: 'QUAL'
  readonly birth_name: string
  readonly given_names: string
  readonly first_given: string
  readonly sex: 'F' | 'M'
  readonly birth_date: string
  readonly birth_place: string
}

/** The n-th of about 900 000. */
export function inventedPatient(n: number): InventedPatient {
  const sex = n % 2 === 0 ? '1' : '2'
  const order = String(1 + (Math.floor(n / 2) % 899)).padStart(3, '0')
  const month = String(1 + (Math.floor(n / 1798) % 12)).padStart(2, '0')
  const year = String(30 + (Math.floor(n / 21_576) % 42))
  const number = `${sex}${year}${month}99999${order}`.padEnd(13, '0').slice(0, 13)
  return {
    ins: `${number}${keyOf(number)}`,
    ins_oid: '1.2.250.1.213.1.4.10',
    identity_status: 'QUAL',
    birth_name: 'EXEMPLE',
    given_names: `CAS ${n}`.replace(/\d/g, (digit) => 'ABCDEFGHIJ'[Number(digit)] ?? ''),
    first_given: 'CAS',
    sex: sex === '1' ? 'M' : 'F',
    birth_date: `19${year}-${month}-15`,
    birth_place: '99999',
  }
}
