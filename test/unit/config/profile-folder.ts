import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {onTestFinished} from 'vitest'
import type {LoadProfileOptions} from '../../../src/lib/config/load-profile.ts'

/** The least a profile must say, in the sandbox. */
export const MINIMAL = `schemaVersion: 1
environment: sandbox
endpoints:
  base: https://127.0.0.1:8443/si-dmp-server/v2/services
structure:
  finessEj: '010000008'
  finessEg: '010000016'
  name: CH DE DEMONSTRATION
  kind: es
  legalStatus: public
  sector: SA01
certificates:
  auth: {path: ../keys/auth.p12, passphrase: {from: file, path: ../keys/passphrase}}
  sign: {path: ../keys/sign.p12, passphrase: file:../keys/passphrase}
trust:
  caFiles: [../keys/ca.pem]
vihf:
  user: {responsibleId: RESP0001}
`

export interface ProfileFolder extends LoadProfileOptions {
  readonly root: string
  file(path: string, text: string): string
}

/** A user with an own home, configuration and working folder, gone when the test ends. */
export function profileFolder(env: Record<string, string> = {}): ProfileFolder {
  const root = mkdtempSync(join(tmpdir(), 'dmp-profile-'))
  onTestFinished(() => rmSync(root, {recursive: true, force: true}))
  mkdirSync(join(root, 'work', 'deep', 'er'), {recursive: true})
  return {
    root,
    env: {DMP_CONFIG_DIR: join(root, 'config'), ...env},
    cwd: join(root, 'work', 'deep', 'er'),
    home: join(root, 'home'),
    platform: 'linux',
    stateFolder: join(root, 'state'),
    product: {name: 'dmp', version: '9.9.9'},
    file(path, text) {
      const whole = join(root, path)
      mkdirSync(dirname(whole), {recursive: true})
      writeFileSync(whole, text)
      return whole
    },
  }
}
