import {execFileSync} from 'node:child_process'
import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Issued} from './test-keys.ts'

export const softHsmModule = '/usr/lib/softhsm/libsofthsm2.so'
export const softHsmNeeds = [
  {program: 'openssl', package: 'openssl'},
  {program: 'softhsm2-util', package: 'softhsm2'},
  {program: 'pkcs11-tool', package: 'opensc'},
  {file: softHsmModule, package: 'softhsm2'},
] as const

/** SoftHSM with tokens of its own below a folder, for this process and its children, until `remove`. */
export class SoftHsm {
  readonly pin = '73519264'
  private readonly folder: string
  private readonly before = process.env['SOFTHSM2_CONF']

  constructor(folder: string) {
    this.folder = folder
    const tokens = join(folder, 'tokens')
    mkdirSync(tokens)
    const configuration = join(folder, 'softhsm2.conf')
    writeFileSync(
      configuration,
      `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`,
    )
    process.env['SOFTHSM2_CONF'] = configuration
  }

  token(label: string): void {
    const codes = ['--pin', this.pin, '--so-pin', '12345678']
    run('softhsm2-util', '--init-token', '--free', '--label', label, ...codes)
  }

  /** Private and public key; the public one shows without the PIN. */
  key(token: string, {keyPath}: Issued, label: string, id: string): void {
    const at = ['--token', token, '--label', label, '--id', id, '--pin', this.pin, '--force']
    run('softhsm2-util', '--import', keyPath, ...at)
  }

  certificate(token: string, {name, der}: Issued, label: string, id: string): void {
    const file = join(this.folder, `${name}.${id}.der`)
    writeFileSync(file, der)
    this.tool(token, '--write-object', file, '--type', 'cert', '--label', label, '--id', id)
  }

  remove(token: string, type: 'cert' | 'privkey' | 'pubkey', id: string): void {
    this.tool(token, '--delete-object', '--type', type, '--id', id)
  }

  restore(): void {
    if (this.before === undefined) delete process.env['SOFTHSM2_CONF']
    else process.env['SOFTHSM2_CONF'] = this.before
  }

  private tool(token: string, ...args: string[]): void {
    run(
      'pkcs11-tool',
      '--module',
      softHsmModule,
      '--token-label',
      token,
      '--login',
      '--pin',
      this.pin,
      ...args,
    )
  }
}

function run(program: string, ...args: string[]): void {
  execFileSync(program, args, {stdio: 'pipe'})
}
