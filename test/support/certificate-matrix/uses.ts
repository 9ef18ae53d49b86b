import type {CertificateUse} from '../../../src/lib/pki/checks/check.ts'
import {type Cast, leafName, type Use} from './cast.ts'
import type {Case, Part} from './row.ts'
import {ourVerdict, theirVerdict} from './verify.ts'

const purposes = {'dmp-tls': 'sslclient', 'dmp-sign': 'smimesign', server: 'sslserver'} as const
type Asked = keyof typeof purposes & CertificateUse

const products: readonly [Use, string][] = [
  ['auth', 'ORG AUTH_CLI'],
  ['sign', 'ORG SIGN'],
  ['server', 'SERV SSL_SERV'],
  ['cardAuth', 'CPx card, authentication'],
  ['cardSign', 'CPx card, signature'],
]

const noProducts: Readonly<Record<string, string>> = {
  'server dmp-tls': 'it bears clientAuth too; the DMP names ORG AUTH_CLI (EX_GEN-1450)',
  'cardAuth dmp-tls':
    'a card can log a person in; the DMP asks for the certificate of the structure (EX_GEN-1450)',
  'cardSign dmp-sign':
    'a person’s signature is one for OpenSSL; the DMP asks for the seal of the structure (EX_GEN-1450)',
}

function used([use, name]: readonly [Use, string], asked: Asked): Case {
  const trial = (cast: Cast) => ({
    leaf: cast.leaf(`use-${use}`, {use, subject: leafName('DMP')}),
    pool: [cast.authority()],
    trusted: [cast.root()],
    checks: ['CHAIN-01', 'TIME-01', 'TIME-02', 'USE-01'] as const,
    more: {use: asked},
    args: ['-purpose', purposes[asked]],
  })
  const why = noProducts[`${use} ${asked}`]
  return {
    says: `${name} for ${asked}`,
    ids: ['USE-01'],
    ours: (cast) => ourVerdict(trial(cast)),
    theirs: (cast) => theirVerdict(cast, `${use}-${asked}`, trial(cast)),
    ...(why === undefined ? {} : {why}),
  }
}

export const usePart: Part = {
  title: 'Uses',
  about: '`USE-01` for each `--use`, against `openssl verify -purpose sslclient`, `smimesign`, `sslserver`.',
  cases: (Object.keys(purposes) as Asked[]).flatMap((asked) =>
    products.map((product) => used(product, asked)),
  ),
}
