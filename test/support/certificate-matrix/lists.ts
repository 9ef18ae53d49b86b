import {decide} from '../../../src/lib/revocation/decision.ts'
import {testifyList} from '../../../src/lib/revocation/testimony.ts'
import {openssl} from '../test-keys.ts'
import {type Cast, now} from './cast.ts'
import {type Minted, ran} from './mint.ts'
import {type Case, fact, type Part, type Word} from './row.ts'
import {strangeEntries} from './strange-list.ts'

export interface ListWish {
  readonly revokes?: 'usual' | 'neighbour'
  /** Another certificate that it names. */
  readonly names?: (cast: Cast) => Minted
  readonly reason?: string
  readonly from?: string
  readonly to?: string
  readonly signer?: (cast: Cast) => Minted
  readonly hash?: string
  readonly extensions?: readonly string[]
  /** The list signed anew after a change of its bytes, DER. */
  readonly altered?: (cast: Cast, list: Uint8Array) => Uint8Array
}

/** A list in DER and in PEM, made by `openssl ca -gencrl`. */
export function listOf(
  cast: Cast,
  name: string,
  wish: ListWish,
): {readonly der: Uint8Array; readonly pem: string} {
  const {mint} = cast
  const signer = wish.signer?.(cast) ?? cast.authority()
  const named = wish.names?.(cast) ?? (wish.revokes && cast.leaf(wish.revokes))
  const serial = named?.certificate.serial.hex
  const at = `260101000000Z${wish.reason ? `,${wish.reason}` : ''}`
  const index = mint.write(
    `${name}.list-index`,
    serial ? `R\t20991231235959Z\t${at}\t${serial}\tunknown\t/CN=x\n` : '',
  )
  mint.write(`${name}.list-index.attr`, 'unique_subject = no\n')
  const number = mint.write(`${name}.number`, '1000\n')
  const config = mint.write(
    `${name}.list-cnf`,
    `[ca]\ndefault_ca=d\n[d]\ndatabase=${index}\ncrlnumber=${number}\ncrl_extensions=e\n` +
      `[e]\nauthorityKeyIdentifier=keyid\n${(wish.extensions ?? []).join('\n')}\n`,
  )
  const pem = mint.path(`${name}.crl.pem`)
  openssl([
    ...['ca', '-gencrl', '-config', config, '-cert', signer.path, '-keyfile', signer.keyPath, '-out', pem],
    ...['-md', wish.hash ?? 'sha256', '-crl_lastupdate', wish.from ?? '20260531220000Z'],
    ...['-crl_nextupdate', wish.to ?? '20260606220000Z'],
  ])
  const text = openssl(['crl', '-in', pem]).replace(/-----[^-]+-----|\s/g, '')
  const made = new Uint8Array(Buffer.from(text, 'base64'))
  const der = wish.altered?.(cast, made) ?? made
  if (wish.altered)
    mint.write(
      `${name}.crl.pem`,
      `-----BEGIN X509 CRL-----\n${Buffer.from(der)
        .toString('base64')
        .replace(/(.{64})/g, '$1\n')}\n-----END X509 CRL-----\n`,
    )
  return {der, pem}
}

export const theirWords: Readonly<Record<string, string>> = {
  '3': 'unknown (no CRL)',
  '11': 'unknown (CRL not yet valid)',
  '12': 'unknown (CRL expired)',
  '23': 'revoked',
  '44': 'unknown (CRL scope)',
  '36': 'unknown (critical CRL extension)',
  '8': 'unknown (CRL signature)',
  '35': 'unknown (no cRLSign)',
  '68': 'unknown (weak hash)',
}

function listed(says: string, wish: ListWish, why?: string): Case {
  const name = says.replace(/\W+/g, '-')
  const made = new WeakMap<Cast, ReturnType<typeof listOf>>()
  const list = (cast: Cast) => {
    const known = made.get(cast) ?? listOf(cast, name, wish)
    made.set(cast, known)
    return known
  }
  return {
    says,
    ids: ['REV-01', 'REV-02'],
    ours: (cast): Word => {
      const asked = {
        certificate: cast.leaf('usual').certificate,
        issuer: cast.authority().certificate,
        from: 'list',
        now,
      }
      const status = decide([testifyList(list(cast).der, asked).testimony], now)
      if (status.status !== 'unknown')
        return fact(
          status.status,
          `${status.status}${'stale' in status && status.stale ? ', stale list' : ''}`,
        )
      return fact('unknown', `unknown (${status.doubt})`)
    },
    theirs: (cast): Word => {
      const {ok, said} = ran('openssl', [
        ...[
          'verify',
          '-attime',
          String(now / 1000),
          '-crl_check',
          '-CRLfile',
          list(cast).pem,
          '-auth_level',
          '2',
        ],
        ...['-trusted', cast.root().path, '-untrusted', cast.authority().path, cast.leaf('usual').path],
      ])
      const errors = [...said.matchAll(/error (\d+) at/g)].map(([, error = '']) => error)
      // it goes on after some errors: a list past its date is read all the same
      const error = errors.find((one) => one === '23') ?? errors[0] ?? ''
      const told = ok ? 'good' : (theirWords[error] ?? said)
      return fact(told.split(' ')[0] ?? '', told)
    },
    ...(why === undefined ? {} : {why}),
  }
}

const past = {from: '20250101000000Z', to: '20250107000000Z'}

export const listPart: Part = {
  title: 'Revocation lists',
  about: '`REV-01`, `REV-02` on one list, against `openssl verify -crl_check`. Unknown is never good.',
  cases: [
    listed('list that does not name it', {}),
    listed('list that names another', {revokes: 'neighbour'}),
    listed('list that names it', {revokes: 'usual'}),
    listed('list that names it, with a reason', {revokes: 'usual', reason: 'keyCompromise'}),
    listed('list that suspends it', {revokes: 'usual', reason: 'certificateHold'}),
    listed('list past its date', past),
    listed('list past its date that names it', {...past, revokes: 'usual'}),
    listed('list of tomorrow', {from: '20260602220000Z', to: '20260608220000Z'}),
    listed('list of the root', {signer: (cast) => cast.root()}),
    listed('list under the authority’s name, by another key', {signer: (cast) => namesake(cast)}),
    listed('list for authorities alone', {
      extensions: ['issuingDistributionPoint=critical,@i', '[i]', 'onlyCA=TRUE'],
    }),
    listed('list for users alone', {
      extensions: ['issuingDistributionPoint=critical,@i', '[i]', 'onlyuser=TRUE'],
    }),
    listed('list of some reasons', {
      extensions: ['issuingDistributionPoint=critical,@i', '[i]', 'onlysomereasons=keyCompromise'],
    }),
    listed('list with a critical extension that nobody knows', {
      extensions: ['1.2.250.1.213.99.1=critical,DER:0500'],
    }),
    listed('list of the point that the certificate names', {
      extensions: [
        'issuingDistributionPoint=critical,@i',
        '[i]',
        'fullname=URI:http://igc.example.invalid/CRL/ACI-EL-ORG-TEST.crl',
      ],
    }),
    listed('list of another point, by address', {
      extensions: [
        'issuingDistributionPoint=critical,@i',
        '[i]',
        'fullname=URI:http://other.example.invalid/a.crl',
      ],
    }),
    listed('list of another point, by name', {
      extensions: [
        'issuingDistributionPoint=critical,@i',
        '[i]',
        'fullname=dirName:elsewhere',
        '[elsewhere]',
        'CN=AILLEURS',
      ],
    }),
    listed('list with an entry, another’s, that has a critical extension nobody knows', {
      revokes: 'neighbour',
      altered: strangeEntries,
    }),
    listed(
      'list signed with SHA-1',
      {hash: 'sha1'},
      'OpenSSL asks its level of the certificates alone, not of their list',
    ),
    listed('list signed with SHA-384', {hash: 'sha384'}),
  ],
}

/** The authority's name with another key. */
function namesake(cast: Cast): Minted {
  const {subject} = cast.authority().certificate
  const name = subject.rdns.flat().map(({type, value}) => `/${type}=${value}`)
  return cast.link('namesake', cast.root(), {subject: name.join(''), key: 'stranger'})
}
