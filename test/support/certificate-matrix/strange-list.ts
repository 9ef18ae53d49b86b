import {sign} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {readDer} from '../../../src/lib/pki/der.ts'
import {
  derBits,
  derElement,
  derNull,
  derOctets,
  derOid,
  derSequence,
} from '../../../src/lib/pki/der-writer.ts'
import type {Cast} from './cast.ts'

/** The list with a critical extension that nobody knows on its one entry, signed again by the authority. */
export function strangeEntries(cast: Cast, list: Uint8Array): Uint8Array {
  const [tbs, algorithm] = readDer(list).children
  if (!tbs || !algorithm) throw new Error('no list')
  const strange = derSequence(
    derSequence(derOid('1.2.250.1.213.99.1'), derElement(1, Uint8Array.of(0xff)), derOctets(derNull)),
  )
  // version, algorithm, issuer, two dates, entries
  const fields = tbs.children.map((field, at) =>
    at === 5
      ? derSequence(
          ...field.children.map(({children: [serial, date]}) =>
            derSequence(serial?.raw ?? derNull, date?.raw ?? derNull, strange),
          ),
        )
      : field.raw,
  )
  const signed = derSequence(...fields)
  const signature = sign('sha256', signed, readFileSync(cast.authority().keyPath))
  return new Uint8Array(derSequence(signed, algorithm.raw, derBits(signature)))
}
