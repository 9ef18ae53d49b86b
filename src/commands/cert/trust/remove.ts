import {Args} from '@oclif/core'
import {DmpCommand} from '../../../base-command.ts'
import {trustRemovedLines} from '../../../lib/ui/cert/trust-view.ts'
import {removeTrust, type TrustRemoval} from '../../../lib/usecases/cert/cert-trust-list.ts'

export default class CertTrustRemove extends DmpCommand<TrustRemoval> {
  static override summary = 'command.cert.trust.remove.summary'
  static override description = 'command.cert.trust.remove.description'
  static override examples = [
    'dmp cert trust remove 2d9e22ca19f7',
    'dmp cert trust remove 2D:9E:22:CA:19:F7:77:C6',
    'dmp cert trust remove 2d9e22ca19f7 --json',
  ]
  static override schema = 'dmp.cert.trust.remove/1'
  static override offline = true
  static override args = {fingerprint: Args.string({description: 'arg.trust-fingerprint', required: true})}

  async run(): Promise<TrustRemoval> {
    const {args, flags} = await this.parse(CertTrustRemove)
    return this.show(await removeTrust(await this.context(flags), args.fingerprint), trustRemovedLines)
  }
}
