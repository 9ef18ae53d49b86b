import {authorityName, type Cast, leafExtensions, linkExtensions} from './cast.ts'
import type {Minted} from './mint.ts'
import type {Case, Part} from './row.ts'
import {type Trial, verified} from './verify.ts'

const usual = (cast: Cast, more: Partial<Trial> = {}): Trial => ({
  leaf: cast.leaf('usual'),
  pool: [cast.authority(), cast.root()],
  trusted: [cast.root()],
  ...more,
})

/** The names and key ids of the authority, with another key: nothing but the signature tells the two apart. */
function forgedAuthority(cast: Cast): Minted {
  const {subjectKeyId = ''} = cast.authority().certificate
  return cast.mint.issue('forged', cast.root('production'), {
    subject: authorityName('test', 'AC IGC-SANTE ELEMENTAIRE ORGANISATIONS'),
    key: 'stranger',
    extensions: [
      'basicConstraints=critical,CA:TRUE',
      'keyUsage=critical,keyCertSign,cRLSign',
      `subjectKeyIdentifier=${subjectKeyId}`,
    ],
    from: '20130625000000Z',
    to: '20330624000000Z',
  })
}

/** An authority that both roots signed. */
function crossed(cast: Cast) {
  const subject = '/C=FR/O=DMP ESSAI/CN=CROISEE'
  const [one, other] = [cast.root('test'), cast.root('production')]
  const byOne = cast.link('crossed-one', one, {subject})
  const byOther = cast.link('crossed-other', other, {subject})
  return {one, other, byOne, byOther, leaf: cast.leaf('crossed-leaf', {issuer: byOne})}
}

const noTurningBack =
  'OpenSSL takes the first issuer of that name and key id and does not turn back; dmp goes by signature'

type Crossing = ReturnType<typeof crossed>
type Role = 'one' | 'other' | 'byOne' | 'byOther'
function crossings(rows: readonly [string, Role & keyof Crossing, Role, Role][]): Case[] {
  return rows.map(([says, root, first, second], at) =>
    verified(
      `crossed authority, ${says}`,
      (cast) => {
        const cross = crossed(cast)
        return {leaf: cross.leaf, pool: [cross[first], cross[second]], trusted: [cross[root]]}
      },
      at === 2 ? noTurningBack : undefined,
    ),
  )
}

/** Two authorities that signed each other. */
function circle(cast: Cast) {
  const root = cast.mint.issue('circle-root', undefined, {
    subject: '/C=FR/O=DMP ESSAI/CN=CERCLE A',
    key: 'acr-test',
    extensions: linkExtensions.slice(0, 3),
    to: '20330601000000Z',
  })
  const b = cast.link('circle-b', root, {subject: '/C=FR/O=DMP ESSAI/CN=CERCLE B'})
  const aByB = cast.link('circle-a', b, {subject: '/C=FR/O=DMP ESSAI/CN=CERCLE A', key: 'acr-test'})
  return {root, b, aByB, leaf: cast.leaf('circle-leaf', {issuer: b})}
}

const below = (cast: Cast, name: string, issuer: Minted, extensions?: readonly string[]): Minted =>
  cast.leaf(`${name}-leaf`, {issuer, ...(extensions ? {extensions} : {})})

const through = (cast: Cast, name: string, link: Minted): Trial =>
  usual(cast, {leaf: below(cast, name, link), pool: [link]})

export const chainPart: Part = {
  title: 'Chains',
  about: '`CHAIN-01`, `TIME-01`, `TIME-02` against `openssl verify -trusted … -untrusted …`.',
  cases: [
    verified('leaf, authority and root', (cast) => usual(cast)),
    verified('the same in production', (cast) =>
      usual(cast, {
        leaf: cast.leaf('usual-production', {environment: 'production'}),
        pool: [cast.authority('production')],
        trusted: [cast.root('production')],
      }),
    ),
    verified('out of order, with doubles and strangers', (cast) =>
      usual(cast, {
        pool: [
          cast.root(),
          cast.root('production'),
          cast.leaf('neighbour'),
          cast.authority(),
          cast.authority(),
        ],
      }),
    ),
    verified('authority missing', (cast) => usual(cast, {pool: [cast.root()]})),
    verified('root at hand but not trusted', (cast) => usual(cast, {trusted: []})),
    verified('root of the other environment trusted', (cast) =>
      usual(cast, {trusted: [cast.root('production')]}),
    ),
    verified('the authority itself trusted', (cast) =>
      usual(cast, {pool: [], trusted: [cast.authority()], args: ['-partial_chain']}),
    ),
    verified('authority of the other environment', (cast) =>
      usual(cast, {pool: [cast.authority('production')]}),
    ),
    ...crossings([
      ['first root trusted, its authority first', 'one', 'byOne', 'byOther'],
      ['second root trusted, its authority first', 'other', 'byOther', 'byOne'],
      ['first root trusted, the other authority first', 'one', 'byOther', 'byOne'],
    ]),
    verified('crossed authority, no root of the two trusted', (cast) => {
      const {leaf, byOne, byOther} = crossed(cast)
      return {leaf, pool: [byOne, byOther], trusted: [below(cast, 'bystander', cast.authority())]}
    }),
    verified('two authorities that signed each other, no root', (cast) => {
      const {leaf, b, aByB} = circle(cast)
      return {leaf, pool: [b, aByB], trusted: [cast.root('production')]}
    }),
    verified('two authorities that signed each other, root trusted', (cast) => {
      const {leaf, b, aByB, root} = circle(cast)
      return {leaf, pool: [aByB, b], trusted: [root]}
    }),
    verified('forged authority: name and key id of the real one, another key', (cast) =>
      usual(cast, {pool: [forgedAuthority(cast)]}),
    ),
    verified('forged authority trusted', (cast) =>
      usual(cast, {pool: [], trusted: [forgedAuthority(cast)], args: ['-partial_chain']}),
    ),
    verified(
      'forged authority before the real one',
      (cast) => usual(cast, {pool: [forgedAuthority(cast), cast.authority()]}),
      noTurningBack,
    ),
    verified('real authority before the forged one', (cast) =>
      usual(cast, {pool: [cast.authority(), forgedAuthority(cast)]}),
    ),
    verified('one byte of the signature changed', (cast) =>
      usual(cast, {
        leaf: cast.mint.altered('broken-signature', cast.leaf('usual'), (der) => {
          der.writeUInt8(der.readUInt8(der.length - 9) ^ 1, der.length - 9)
        }),
      }),
    ),
    verified('one byte of the name changed', (cast) =>
      usual(cast, {
        leaf: cast.mint.altered('broken-name', cast.leaf('usual'), (der) => {
          der.write('FICTIV', der.indexOf('FICTIF', der.indexOf('HOSPITALIER')), 'latin1')
        }),
      }),
    ),
    verified('issuer that is no authority', (cast) =>
      through(cast, 'no-ca', cast.link('no-ca', cast.root(), {extensions: leafExtensions('test', 'auth')})),
    ),
    verified('issuer that may not sign certificates', (cast) =>
      through(
        cast,
        'crl-only',
        cast.link('crl-only', cast.root(), {
          extensions: [
            'basicConstraints=critical,CA:TRUE',
            'keyUsage=critical,cRLSign',
            'subjectKeyIdentifier=hash',
          ],
        }),
      ),
    ),
    verified('more authorities than the root allows', (cast) => {
      const short = cast.link('short', cast.root(), {
        extensions: ['basicConstraints=critical,CA:TRUE,pathlen:0', ...linkExtensions.slice(1)],
      })
      const deeper = cast.link('deeper', short, {key: 'stranger'})
      return usual(cast, {leaf: below(cast, 'deeper', deeper), pool: [deeper, short]})
    }),
    verified('key id of the issuer that is not the issuer’s', (cast) =>
      usual(cast, {
        leaf: below(cast, 'other-aki', cast.authority(), [
          'basicConstraints=CA:FALSE',
          '2.5.29.35=DER:301680140102030405060708090A0B0C0D0E0F1011121314',
        ]),
      }),
    ),
    verified('no key id of the issuer', (cast) =>
      usual(cast, {leaf: below(cast, 'no-aki', cast.authority(), ['basicConstraints=CA:FALSE'])}),
    ),
    verified('signed by itself', (cast) =>
      usual(cast, {
        leaf: cast.mint.issue('self', undefined, {
          subject: '/C=FR/CN=SEUL',
          extensions: ['keyUsage=critical,digitalSignature', 'extendedKeyUsage=clientAuth'],
        }),
      }),
    ),
    verified('critical extension that nobody knows', (cast) =>
      usual(cast, {
        leaf: below(cast, 'critical', cast.authority(), [
          ...leafExtensions('test', 'auth'),
          '1.2.250.1.213.99.1=critical,DER:0500',
        ]),
      }),
    ),
    verified('authority for servers alone', (cast) => ({
      ...through(
        cast,
        'servers',
        cast.link('servers', cast.root(), {extensions: [...linkExtensions, 'extendedKeyUsage=serverAuth']}),
      ),
      args: ['-purpose', 'sslclient'],
    })),
    verified('authority for clients and mail', (cast) => ({
      ...through(
        cast,
        'clients',
        cast.link('clients', cast.root(), {
          extensions: [...linkExtensions, 'extendedKeyUsage=clientAuth,emailProtection'],
        }),
      ),
      args: ['-purpose', 'sslclient'],
    })),
    verified('issuer and serial number of another authority', (cast) =>
      usual(cast, {
        leaf: below(cast, 'other-serial', cast.authority(), [
          'basicConstraints=CA:FALSE',
          '2.5.29.35=DER:30048202BEEF',
        ]),
      }),
    ),
    verified('issuer and serial number of the authority', (cast) =>
      usual(cast, {
        leaf: below(cast, 'own-serial', cast.authority(), [
          'basicConstraints=CA:FALSE',
          'authorityKeyIdentifier=keyid,issuer:always',
        ]),
      }),
    ),
    verified('authority restricted to other names, not critical', (cast) =>
      through(
        cast,
        'loosely-constrained',
        cast.link('loosely-constrained', cast.root(), {
          extensions: [...linkExtensions, 'nameConstraints=excluded;dirName:excluded', '[excluded]', 'C=FR'],
        }),
      ),
    ),
    verified('authority restricted to other names', (cast) =>
      through(
        cast,
        'constrained',
        cast.link('constrained', cast.root(), {
          extensions: [
            ...linkExtensions,
            'nameConstraints=critical,excluded;dirName:excluded',
            '[excluded]',
            'C=FR',
          ],
        }),
      ),
    ),
    verified(
      'authority restricted to the names that the leaf has',
      (cast) =>
        through(
          cast,
          'permitted',
          cast.link('permitted', cast.root(), {
            extensions: [
              ...linkExtensions,
              'nameConstraints=critical,permitted;dirName:permitted',
              '[permitted]',
              'C=FR',
            ],
          }),
        ),
      'dmp applies no name constraints, and refuses a critical extension that it does not apply; no IGC-Santé authority has any',
    ),
  ],
}
