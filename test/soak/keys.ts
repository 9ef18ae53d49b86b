/**
 * Keys of random numbers beside another implementation (the library `stdnum`): metropolitan France, Corsica, overseas,
 * abroad, with the right key and with another one.
 */
import {stdnum} from 'stdnum'
import {examineMatricule, matriculeKey} from '../../src/lib/ins/matricule.ts'
import type {PartOptions, PartReport} from './part.ts'
import {between, seeded} from './random.ts'

export interface KeysSizes {
  readonly numbers: number
}

const PLACES = ['2A', '2B', '20', '97', '98', '99', '75', '01', '95'] as const
const MOST_FAULTS = 10

export async function agreeOnKeys({numbers}: KeysSizes, {seed, say}: PartOptions): Promise<PartReport> {
  const random = seeded(seed)
  const digits = (length: number, most = 10 ** length - 1) =>
    String(between(random, 0, most)).padStart(length, '0')
  const faults: string[] = []
  for (let n = 0; n < numbers && faults.length < MOST_FAULTS; n++) {
    const place = between(random, 0, 1) === 0 ? PLACES[between(random, 0, 8)] : digits(2, 95)
    const thirteen = `${between(random, 1, 4)}${digits(4)}${place}${digits(6)}`
    const key = matriculeKey(thirteen)
    const otherKey = String((Number(key) % 97) + 1).padStart(2, '0')
    for (const whole of [thirteen + key, thirteen + otherKey])
      if (ours(whole) !== theirs(whole) || ours(whole) !== whole.endsWith(key))
        faults.push(`number ${n} of seed ${seed}: ours ${ours(whole)}, theirs ${theirs(whole)}`)
    if (n > 0 && n % 100_000 === 0) say(`${n} numbers`)
  }
  return {figures: {numbers, compared: 2 * numbers}, faults}
}

function ours(whole: string): boolean {
  const examined = examineMatricule(whole)
  return typeof examined !== 'string' && examined.keyIsRight && examined.matricule === whole
}

const theirs = (whole: string): boolean => stdnum['FR']?.['nir']?.validate(whole).isValid ?? false
