import type {Cast} from './cast.ts'
import type {KeyKind, Minted, Wish} from './mint.ts'
import type {Case, Part} from './row.ts'
import {type Trial, verified} from './verify.ts'

const pss = (salt: number) => ['rsa_padding_mode:pss', `rsa_pss_saltlen:${salt}`]

/** Levels of OpenSSL: 2 asks 112 bits, i.e. RSA 2048 and no SHA-1. */
const strict = {checks: ['CHAIN-01', 'TIME-01', 'TIME-02', 'KEY-02'], args: ['-auth_level', '2']} as const

const under = (cast: Cast, leaf: Minted, link = cast.authority()): Trial => ({
  leaf,
  pool: [link],
  trusted: [cast.root()],
  ...strict,
})

function ofKey(says: string, kind: KeyKind, why?: string): Case {
  const trial = (cast: Cast) => {
    cast.mint.key(kind, kind)
    return under(cast, cast.leaf(`key-${kind}`, {key: kind}))
  }
  return verified(`leaf: ${says}`, trial, why)
}

function signedWith(says: string, name: string, wish: Partial<Wish>): Case {
  return verified(`leaf signed with ${says}`, (cast) => under(cast, cast.leaf(`by-${name}`, wish)))
}

function authorityOf(says: string, kind: KeyKind, hash: string): Case {
  return verified(`leaf signed with ${says}`, (cast) => {
    cast.mint.key(`ca-${kind}`, kind)
    const link = cast.link(`ca-${kind}`, cast.root(), {key: `ca-${kind}`})
    return under(cast, cast.leaf(`by-${kind}-${hash}`, {issuer: link, hash}), link)
  })
}

const rsaOnly = 'the IGC-Santé issues RSA only (KEY-02); OpenSSL has nothing against the curve'

export const algorithmPart: Part = {
  title: 'Algorithms',
  about: '`CHAIN-01` and `KEY-02` against `openssl verify -auth_level 2`.',
  cases: [
    ofKey('RSA 1024', 'rsa1024'),
    ofKey('RSA 2048', 'rsa2048'),
    ofKey('RSA 4096', 'rsa4096'),
    ofKey('EC P-256', 'p256', rsaOnly),
    ofKey('EC P-384', 'p384', rsaOnly),
    signedWith('SHA-1', 'sha1', {hash: 'sha1'}),
    signedWith('SHA-384', 'sha384', {hash: 'sha384'}),
    signedWith('SHA-512', 'sha512', {hash: 'sha512'}),
    signedWith('MD5', 'md5', {hash: 'md5'}),
    signedWith('RSA-PSS and SHA-256', 'pss', {signing: pss(32)}),
    signedWith('RSA-PSS and SHA-1', 'pss-sha1', {hash: 'sha1', signing: pss(20)}),
    authorityOf('EC P-256 and SHA-256', 'p256', 'sha256'),
    authorityOf('EC P-256 and SHA-1', 'p256', 'sha1'),
    authorityOf('EC P-384 and SHA-512', 'p384', 'sha512'),
    verified('authority signed with SHA-1', (cast) => {
      const link = cast.link('sha1-link', cast.root(), {hash: 'sha1'})
      return under(cast, cast.leaf('below-sha1', {issuer: link}), link)
    }),
    verified('authority of RSA 1024', (cast) => {
      cast.mint.key('rsa1024', 'rsa1024')
      const link = cast.link('rsa1024-link', cast.root(), {key: 'rsa1024'})
      return under(cast, cast.leaf('below-rsa1024', {issuer: link}), link)
    }),
    verified('class 4 of the former IGC-CPS: RSA 1024, SHA-1', (cast) => {
      cast.mint.key('rsa1024', 'rsa1024')
      const link = cast.link('class-4', cast.root(), {subject: '/C=FR/O=GIP-CPS-TEST/OU=AC-CLASSE-4-TEST'})
      return under(cast, classFour(cast, link), link)
    }),
  ],
}

/** RDN order and extensions of a decoded certificate of the former PKI. */
export function classFour(cast: Cast, issuer: Minted): Minted {
  cast.mint.key('rsa1024', 'rsa1024')
  return cast.mint.issue('class-4-leaf', issuer, {
    subject: '/C=FR/O=ESSAI/L=Paris (75)/OU=300000000077081/CN=serveur.example.invalid',
    key: 'rsa1024',
    hash: 'sha1',
    extensions: [
      'nsCertType=server,client',
      'certificatePolicies=1.2.250.1.71.3.7.4',
      '1.2.250.1.71.1.2.5=DER:040182',
      'authorityKeyIdentifier=keyid',
    ],
  })
}
