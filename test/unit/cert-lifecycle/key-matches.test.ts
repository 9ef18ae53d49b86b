import {readFileSync} from 'node:fs'
import {afterAll, beforeAll, expect, it} from 'vitest'
import type {Container} from '../../../src/lib/containers/container.ts'
import {readContainer} from '../../../src/lib/containers/read-container.ts'
import {factsOf} from '../../../src/lib/usecases/cert/check/held-source.ts'
import {describeWith} from '../../support/requires.ts'
import {type Issued, TestPki} from '../../support/test-keys.ts'

describeWith([{program: 'openssl', package: 'openssl'}], 'whether a key is that of a certificate', () => {
  let pki: TestPki
  let own: Issued
  let twin: Issued
  let stranger: Issued
  let other: Issued
  beforeAll(() => {
    pki = new TestPki()
    own = pki.leaf('OWN')
    twin = pki.leaf('TWIN')
    stranger = pki.leaf('STRANGER')
    other = pki.leaf('OTHER')
  })
  afterAll(() => pki.remove())

  const text = (...paths: readonly string[]) => paths.map((path) => readFileSync(path, 'utf8')).join('\n')
  const read = (...paths: readonly string[]) => readContainer(Buffer.from(text(...paths)), 'source.pem')
  /** What the source says of one of its certificates. */
  const matches = (container: Container, {certificate}: Issued) =>
    factsOf({name: 'source.pem', container, leaves: [certificate], passphrase: undefined}, certificate)
      .keyMatches

  it('is said of a certificate and its own clear key', () => {
    expect(matches(read(own.certificatePath, own.keyPath), own)).toBe(true)
  })

  it('is said of each of several certificates by its own among several clear keys, in any order', () => {
    const both = read(own.certificatePath, twin.keyPath, twin.certificatePath, own.keyPath)
    expect([matches(both, own), matches(both, twin)]).toEqual([true, true])
  })

  it('is so although a key of nobody lies beside', () => {
    expect(matches(read(stranger.keyPath, own.certificatePath, own.keyPath), own)).toBe(true)
  })

  it('is denied where every clear key is that of nobody here', () => {
    expect(matches(read(own.certificatePath, stranger.keyPath), own)).toBe(false)
    expect(matches(read(own.certificatePath, stranger.keyPath, other.keyPath), own)).toBe(false)
  })

  it('is not known where the clear keys are those of other certificates of the source', () => {
    expect(matches(read(own.certificatePath, twin.certificatePath, twin.keyPath), own)).toBeUndefined()
  })

  it('is denied where one key is that of another certificate and the rest of nobody', () => {
    const found = read(own.certificatePath, twin.certificatePath, twin.keyPath, stranger.keyPath)
    expect([matches(found, own), matches(found, twin)]).toEqual([false, true])
  })

  it('is not known while a key is closed that may be its own, nor without any key', () => {
    const closed: Container['keys'][number] = {form: 'pkcs8', encrypted: true}
    const found = read(own.certificatePath, stranger.keyPath)
    expect(matches({...found, keys: [...found.keys, closed]}, own)).toBeUndefined()
    expect(matches({...found, keys: [closed]}, own)).toBeUndefined()
    expect(matches({...found, keys: []}, own)).toBeUndefined()
  })

  it('is denied where the source binds a key of another to it', () => {
    const found = read(own.certificatePath, stranger.keyPath)
    const bound = found.keys.map((key) => ({...key, certificate: 0}))
    expect(matches({...found, keys: bound}, own)).toBe(false)
    // even where its own lies there too: whoever reads the source takes the one that is bound
    const both = read(own.certificatePath, stranger.keyPath, own.keyPath)
    const [first, ...rest] = both.keys
    if (!first) throw new Error('no key')
    expect(matches({...both, keys: [{...first, certificate: 0}, ...rest]}, own)).toBe(false)
  })
})
