import type {Certificate} from '../../../src/lib/pki/certificate.ts'
import {issuerOf} from '../../../src/lib/pki/chain.ts'
import {reportOnCertificate} from '../../../src/lib/pki/checks/run.ts'
import {decide} from '../../../src/lib/revocation/decision.ts'
import {testifyList} from '../../../src/lib/revocation/testimony.ts'
import {askChain} from '../../../src/lib/usecases/cert/chain-revocation.ts'
import {type Cast, now} from './cast.ts'
import {type ListWish, listOf, theirWords} from './lists.ts'
import {type Minted, ran} from './mint.ts'
import {type Case, fact, type Part, type Word} from './row.ts'

type Lists = (cast: Cast) => readonly [name: string, wish: ListWish][]

/** The second authority of a chain, so that a list of the root has one to name that no other case needs. */
const authorityOf = (cast: Cast): Minted => cast.link('listed', cast.root(), {key: 'stranger'})
const leafOf = (cast: Cast): Minted => cast.leaf('listed-leaf', {issuer: authorityOf(cast)})

/** What each list says of each link, as if all had been given with `--crl`. */
async function ours(cast: Cast, lists: readonly Uint8Array[]): Promise<Word> {
  const [leaf, authority, root] = [leafOf(cast), authorityOf(cast), cast.root()].map(
    ({certificate}) => certificate,
  )
  if (!leaf || !authority || !root) throw new Error('three links')
  const pool = [authority, root]
  const ask = async (certificate: Certificate) => {
    const issuer = issuerOf(certificate, pool)
    if (!issuer) throw new Error('no issuer')
    return decide(
      lists.map((list) => testifyList(list, {certificate, issuer, from: 'list', now}).testimony),
      now,
    )
  }
  const asked = await askChain(ask, leaf, pool, [root])
  const {findings} = reportOnCertificate(
    {role: 'leaf', certificate: leaf, now, pool, trusted: [root], ...asked},
    new Set(['REV-01', 'REV-02']),
  )
  const [first] = findings
  if (!first) return fact('good')
  const {check, variant = ''} = first
  return fact(
    check === 'REV-01' ? 'revoked' : 'unknown',
    `${check === 'REV-01' ? 'revoked' : 'unknown'} (${`${check} ${variant}`.trim()})`,
  )
}

function theirs(cast: Cast, paths: readonly string[]): Word {
  const {ok, said} = ran('openssl', [
    ...['verify', '-attime', String(now / 1000), '-crl_check_all'],
    ...paths.flatMap((path) => ['-CRLfile', path]),
    ...['-trusted', cast.root().path, '-untrusted', authorityOf(cast).path, leafOf(cast).path],
  ])
  if (ok) return fact('good')
  const errors = [...said.matchAll(/error (\d+) at (\d+)/g)]
  const [, error = '', depth] = errors.find(([, one]) => one === '23') ?? errors[0] ?? []
  const told = theirWords[error] ?? said
  return fact(told.split(' ')[0] ?? '', `${told} at depth ${depth}`)
}

function chained(says: string, lists: Lists): Case {
  const made = new WeakMap<Cast, readonly ReturnType<typeof listOf>[]>()
  const listsOf = (cast: Cast) => {
    const known = made.get(cast) ?? lists(cast).map(([name, wish]) => listOf(cast, `chain-${name}`, wish))
    made.set(cast, known)
    return known
  }
  return {
    says,
    ids: ['REV-01', 'REV-02'],
    ours: (cast) =>
      ours(
        cast,
        listsOf(cast).map(({der}) => der),
      ),
    theirs: (cast) =>
      theirs(
        cast,
        listsOf(cast).map(({pem}) => pem),
      ),
  }
}

const past = {from: '20250101000000Z', to: '20250107000000Z'}
const own = (name: string, wish: ListWish = {}): [string, ListWish] => [name, {signer: authorityOf, ...wish}]
const above = (name: string, wish: ListWish = {}): [string, ListWish] => [
  name,
  {signer: (cast) => cast.root(), ...wish},
]

export const chainListPart: Part = {
  title: 'Revocation of the whole chain',
  about: '`REV-01`, `REV-02` on the lists of every authority, against `openssl verify -crl_check_all`.',
  cases: [
    chained('neither the certificate nor its authority listed', () => [own('own'), above('above')]),
    chained('certificate listed', () => [own('own-leaf', {names: leafOf}), above('above-leaf')]),
    chained('its authority listed by the root', () => [
      own('own-clean'),
      above('above-named', {names: authorityOf}),
    ]),
    chained('its authority listed by a list past its date', () => [
      own('own-stale'),
      above('above-stale', {...past, names: authorityOf}),
    ]),
    chained('no list of the root', () => [own('own-alone')]),
    chained('list of the root past its date', () => [own('own-past'), above('above-past', past)]),
  ],
}
