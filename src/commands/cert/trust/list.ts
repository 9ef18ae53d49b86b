import {DmpCommand} from '../../../base-command.ts'
import {trustLines} from '../../../lib/ui/cert/trust-view.ts'
import {listTrust, type TrustList} from '../../../lib/usecases/cert/cert-trust-list.ts'

export default class CertTrustList extends DmpCommand<TrustList> {
  static override summary = 'command.cert.trust.list.summary'
  static override description = 'command.cert.trust.list.description'
  static override examples = [
    'dmp cert trust list',
    'dmp cert trust list --lang en',
    'dmp cert trust list --json',
  ]
  static override schema = 'dmp.cert.trust.list/1'
  static override offline = true

  async run(): Promise<TrustList> {
    const {flags} = await this.parse(CertTrustList)
    return this.show(await listTrust(await this.context(flags)), trustLines)
  }
}
