import {execFileSync} from 'node:child_process'
import {generateKeyPairSync, sign} from 'node:crypto'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {toPem} from '../../../src/lib/pki/pem.ts'
import {
  checkpointText,
  type NoteKey,
  noteSignature,
  printedKey,
  rawPublicKey,
  readCheckpointText,
  readNote,
  readPrintedKey,
  readPublicPem,
  spkiOf,
  writeNote,
} from '../../../src/lib/traces/signed-note.ts'
import {describeWith} from '../../support/requires.ts'

const {privateKey, publicKey} = generateKeyPairSync('ed25519')
const key: NoteKey = {name: 'dmp-journal/1', publicKey: rawPublicKey(publicKey) ?? Buffer.alloc(0)}
const text = 'dmp-journal/1\n2\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\ntime x\n'
const note = writeNote(text, key, sign(null, Buffer.from(text), privateKey))

/** The example of the Go module that defined the form, with its key. */
const known = {
  key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  note: `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`,
}

const verdict = (of: string, keys = [key]) => {
  const read = readNote(of)
  return read && noteSignature(read, keys)
}

describe('a signed note', () => {
  it('reads what another program signed', () => {
    const other = readPrintedKey(known.key)
    expect(other && printedKey(other)).toBe(known.key)
    expect(verdict(known.note, other ? [other] : [])).toBe('valid')
    expect(verdict(known.note.replace('answer', 'ansver'), other ? [other] : [])).toBe('invalid')
  })

  it('is read back as it was written, and says who signed it', () => {
    expect(readNote(note)?.text).toBe(text)
    expect(verdict(note)).toBe('valid')
    expect(verdict(note, [])).toBe('unknown-key')
    expect(verdict(note, [{...key, name: 'dmp-journal/2'}])).toBe('unknown-key')
  })

  it('holds no longer once a character was changed, wherever', () => {
    fc.assert(
      fc.property(fc.nat(note.length - 1), fc.constantFrom('a', '0', ' ', '\n', '+', '—'), (at, sign) => {
        const altered = note.slice(0, at) + sign + note.slice(at + 1)
        if (altered !== note) expect(verdict(altered)).not.toBe('valid')
      }),
      {numRuns: 400},
    )
  })

  it('holds no longer when it is cut short, or when something is added', () => {
    for (let size = 0; size < note.length; size++) expect(verdict(note.slice(0, size))).not.toBe('valid')
    for (const more of ['\n', ' ', 'x\n', '\r\n']) expect(verdict(note + more)).toBeUndefined()
  })

  it('takes no key that is something else', () => {
    expect(readPrintedKey(printedKey(key))?.publicKey).toEqual(key.publicKey)
    expect(readPrintedKey(printedKey(key).replace('/1', '/2'))).toBeUndefined()
    const pem = toPem('PUBLIC KEY', spkiOf(key.publicKey))
    expect(readPublicPem(pem)).toEqual(key.publicKey)
    const rsa = generateKeyPairSync('rsa', {modulusLength: 2048}).publicKey
    expect(readPublicPem(String(rsa.export({format: 'pem', type: 'spki'})))).toBeUndefined()
    expect(readPublicPem(String(privateKey.export({format: 'pem', type: 'pkcs8'})))).toBeUndefined()
  })
})

describe('a checkpoint', () => {
  it('is read back, and only when it is one', () => {
    const read = readCheckpointText(text)
    expect(read && checkpointText(read)).toBe(text)
    for (const other of ['', 'a\nb\n', text.replace('\n2\n', '\n02\n'), text.replace('47DE', '47D')])
      expect(readCheckpointText(other)).toBeUndefined()
  })
})

describeWith([{program: 'openssl', package: 'openssl'}], 'openssl', () => {
  const folder = mkdtempSync(join(tmpdir(), 'note-'))
  afterAll(() => rmSync(folder, {recursive: true, force: true}))
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }

  it('finds the signature of the text above the empty line good', () => {
    const signature = Buffer.from(note.trimEnd().split(' ').at(-1) ?? '', 'base64').subarray(4)
    const args = ['pkeyutl', '-verify', '-rawin', '-pubin']
    args.push('-inkey', file('key.pem', toPem('PUBLIC KEY', spkiOf(key.publicKey))))
    args.push('-sigfile', file('signature', signature))
    const check = (content: string) =>
      execFileSync('openssl', [...args, '-in', file('text', content)], {encoding: 'utf8', stdio: 'pipe'})
    expect(check(text)).toContain('Verified Successfully')
    expect(() => check(`${text}\n`)).toThrow()
  })
})
