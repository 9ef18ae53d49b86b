import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {matchAnchor} from '../../../src/lib/pki/anchors.ts'
import {isSelfIssued} from '../../../src/lib/pki/certificate.ts'
import {readCertificates} from '../../../src/lib/pki/pem.ts'
import {provenBasis} from '../../../src/lib/pki/trusted-authority.ts'
import {sharedData} from '../requires.ts'
import type {Minted} from './mint.ts'
import type {Part} from './row.ts'
import {ourVerdict, theirVerdict} from './verify.ts'

function published(): readonly Minted[] {
  const folder = join(sharedData() ?? '', 'igc-sante')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.pem'))
    .sort()
    .map((name) => {
      const path = join(folder, name)
      const [certificate] = readCertificates(new Uint8Array(readFileSync(path)), path)
      if (!certificate) throw new Error(path)
      return {name: name.replace(/\.pem$/, ''), path, keyPath: '', certificate}
    })
}

/** What the product knows of it without any file: an anchor, signed by one, or nothing. */
function basis({certificate}: Minted, all: readonly Minted[]): string {
  const anchor = matchAnchor(certificate)
  if (anchor) return `anchor ${anchor.name}`
  const proven = provenBasis(
    certificate,
    all.map((one) => one.certificate),
  )
  return proven.basis === 'unproven' ? 'no anchor' : `signed by ${proven.anchor.name}`
}

/** Empty where the files are not at hand. */
export function authorityPart(): Part {
  const all = sharedData() ? published() : []
  const roots = all.filter(({certificate}) => isSelfIssued(certificate))
  return {
    title: 'Published authorities',
    about:
      'Certificates of the IGC-Santé that are public, each with all others at hand and their roots trusted, against `openssl verify`.',
    cases: all.map((leaf) => {
      const trial = {leaf, pool: all.filter((one) => one !== leaf), trusted: roots}
      return {
        says: leaf.name,
        ours: () => {
          // a root is judged by being the one that is trusted
          const verdict = roots.includes(leaf) ? {key: 'accepted', told: 'accepted'} : ourVerdict(trial)
          return {...verdict, told: `${verdict.told}; ${basis(leaf, all)}`}
        },
        theirs: (cast) => theirVerdict(cast, leaf.name, trial),
      }
    }),
  }
}
