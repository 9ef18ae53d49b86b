import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {makeHome, runDmp, runJson, type TestEnvelope} from '../support/program.ts'
import {expectValid} from '../support/schemas.ts'
import {type Issued, layouts, passphrase, signUse, TestPki, testSigns} from '../support/test-keys.ts'

export interface ToldFinding {
  readonly check: string
  readonly severity: string
  readonly certificate: string
  readonly message: string
}

/** A pair made by OpenSSL, and a home in which `cert check` looks at it. */
export class CertDesk {
  readonly home = makeHome()
  readonly pki = new TestPki()
  readonly leaf: Issued = this.pki.leaf('AUTH')
  readonly auth = this.pki.pkcs12(this.leaf, 'auth', layouts.ans)
  readonly sign = this.pki.pkcs12(
    this.pki.leaf('SIGN', {extensions: [...signUse, ...testSigns]}),
    'sign',
    layouts.ans,
  )
  /** The profile that `sandbox init` makes. */
  readonly profile = join(this.home.path, 'config/profiles/sandbox.yaml')

  constructor() {
    writeFileSync(join(this.pki.folder, 'secret'), passphrase, {mode: 0o600})
    writeFileSync(join(this.pki.folder, 'wrong'), 'une autre', {mode: 0o600})
  }

  get pair(): readonly string[] {
    return ['--auth', this.auth, '--sign', this.sign, '--offline']
  }

  /** `file:…` of the right password, or of a wrong one. */
  secret(name: 'secret' | 'wrong'): string {
    return `file:${join(this.pki.folder, name)}`
  }

  async makeSandbox(): Promise<void> {
    const {code, stderr} = await runDmp(['sandbox', 'init'], {env: this.home.env})
    if (code !== 0) throw new Error(stderr)
  }

  run(...args: readonly string[]) {
    return runDmp(['cert', 'check', ...args], {env: this.home.env, cwd: this.home.path})
  }

  /** The answer, which must be of the published form. */
  async json(...args: readonly string[]) {
    const result = await runJson(['cert', 'check', ...args], {env: this.home.env, cwd: this.home.path})
    expectValid(result.answer)
    return result
  }

  remove(): void {
    this.pki.remove()
    this.home.remove()
  }
}

/** `CHECK severity certificate variant` of each finding. */
export function told({answer}: {readonly answer: TestEnvelope}): string[] {
  return (answer.data.findings as ToldFinding[]).map(({check, severity, certificate, message}) => {
    const variant = message.split(check)[1]?.slice(1)
    return [check, severity, certificate, variant].filter(Boolean).join(' ')
  })
}
