import {execFileSync} from 'node:child_process'
import {openssl} from '../test-keys.ts'
import type {Cast} from './cast.ts'
import {ran} from './mint.ts'
import {type Case, fact, type Part, type Word} from './row.ts'
import {byOpenssl, opened, storePassword} from './stores.ts'

/** One key with its chain, to be taken into a store of another kind. */
function source(cast: Cast, name: 'one' | 'two'): string {
  const path = cast.mint.path(`java-${name}.p12`)
  const leaf = name === 'one' ? cast.leaf('usual') : cast.leaf('second', {use: 'sign', key: 'seal'})
  const chain = cast.mint.bundle('java-chain', cast.authority(), cast.root())
  openssl([
    ...[
      'pkcs12',
      '-export',
      '-inkey',
      leaf.keyPath,
      '-in',
      leaf.path,
      '-certfile',
      chain,
      '-name',
      `cle-${name}`,
    ],
    ...['-out', path, '-passout', `pass:${storePassword}`],
  ])
  return path
}

/** A machine of Java is started for each call: it need not compile with care. */
const quick = ['-J-XX:TieredStopAtLevel=1', '-J-XX:+UseSerialGC', '-J-Xshare:auto']
const stores = new Map<string, string>()

function store(
  cast: Cast,
  type: 'JKS' | 'JCEKS' | 'PKCS12',
  keys: readonly ('one' | 'two')[] = ['one'],
): string {
  const path = cast.mint.path(`java-${keys.join('-')}.${type}`)
  if (stores.has(path)) return path
  for (const key of keys)
    execFileSync(
      'keytool',
      [
        ...[
          ...quick,
          '-importkeystore',
          '-noprompt',
          '-srckeystore',
          source(cast, key),
          '-srcstoretype',
          'PKCS12',
        ],
        ...['-srcstorepass', storePassword, '-destkeystore', path, '-deststoretype', type],
        ...['-deststorepass', storePassword, ...(type === 'PKCS12' ? [] : ['-destkeypass', storePassword])],
      ],
      {stdio: 'pipe', env: {PATH: process.env['PATH'], LANG: 'C'}},
    )
  stores.set(path, type)
  return path
}

function byKeytool(path: string, password: string): Word {
  const {ok, said} = ran('keytool', [
    '-J-Duser.language=en',
    '-list',
    '-v',
    '-keystore',
    path,
    '-storepass',
    password,
  ])
  if (!ok)
    return /password was incorrect/i.test(said) ? fact('wrong password') : fact('refused', 'does not open')
  const keys = said.match(/Entry type: PrivateKeyEntry/g) ?? []
  const certificates = [...said.matchAll(/Certificate chain length: (\d+)/g)].map(([, length]) =>
    Number(length),
  )
  const count = certificates.reduce((sum, length) => sum + length, 0)
  return fact(`opens ${count} ${keys.length}`, `opens: ${count} certificates, ${keys.length} keys`)
}

const listed = (says: string, type: 'JKS' | 'JCEKS', password = storePassword): Case => ({
  says,
  ours: (cast) => opened(store(cast, type), password),
  theirs: (cast) => byKeytool(store(cast, type), password),
})

export const javaPart: Part = {
  title: 'Stores of Java',
  about:
    'Stores made by `keytool`, listed by it; the PKCS#12 one by `openssl pkcs12`. The keys of JKS and JCEKS stay closed.',
  other: 'keytool',
  cases: [
    listed('JKS', 'JKS'),
    listed('JKS, wrong password', 'JKS', 'une autre'),
    listed('JCEKS', 'JCEKS'),
    {
      says: 'PKCS#12 by keytool, two keys',
      ids: ['P12-04'],
      ours: (cast) => opened(store(cast, 'PKCS12', ['one', 'two']), storePassword),
      theirs: (cast) => byOpenssl(store(cast, 'PKCS12', ['one', 'two']), storePassword),
    },
  ],
}
