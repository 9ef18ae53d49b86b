/** Certificates of the sandbox's establishment that end in a few seconds, put in place of the lasting ones. */
import {globSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {issueLeaf, newKey} from '../../src/lib/sandbox/pki/authority.ts'
import {orgAuthCli, orgSign} from '../../src/lib/sandbox/pki/certificate-use.ts'
import {organisationName} from '../../src/lib/sandbox/pki/distinguished-name.ts'
import {makePkcs12} from '../../src/lib/sandbox/pki/pkcs12.ts'
import {readIntermediate, readTestPki} from '../../src/lib/sandbox/pki/test-pki.ts'

/** Replaces both files at once; `restore` puts the lasting ones back, as an administrator renews a pair in place. */
export async function shortCertificates(
  sandboxFolder: string,
  seconds: number,
): Promise<{readonly endsAt: number; restore(): void}> {
  const [index = ''] = globSync('**/test-pki.json', {cwd: sandboxFolder})
  const pki = await readTestPki(join(sandboxFolder, dirname(index)))
  const intermediate = await readIntermediate(pki)
  const {name, unit, auth, sign} = pki.establishments.main
  const passphrase = readFileSync(pki.passphraseFile, 'utf8').trim()
  const chain = [intermediate.certificatePem, readFileSync(pki.rootFile, 'utf8')]
  const keys = await Promise.all([newKey(2048), newKey(2048)])
  const now = Date.now()
  const validity = {notBefore: new Date(now - 3_600_000), notAfter: new Date(now + seconds * 1000)}
  const before = [auth, sign].map(({p12}) => ({p12, bytes: readFileSync(p12)}))
  const uses = [
    {file: auth.p12, cn: 'DMP AUTH FICTIF', use: orgAuthCli, key: keys[0]},
    {file: sign.p12, cn: 'DMP SIGN FICTIF', use: orgSign, key: keys[1]},
  ]
  for (const {file, cn, use, key} of uses) {
    if (!key) throw new Error('no key made')
    const leaf = await issueLeaf(intermediate, organisationName(name, unit, cn), use, validity, key)
    writeFileSync(file, await makePkcs12(leaf, chain, passphrase), {mode: 0o600})
  }
  return {
    endsAt: validity.notAfter.getTime(),
    restore: () => {
      for (const {p12, bytes} of before) writeFileSync(p12, bytes, {mode: 0o600})
    },
  }
}
