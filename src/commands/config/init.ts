import {Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {initLines} from '../../lib/ui/config/init-view.ts'
import {type InitReport, initConfig} from '../../lib/usecases/config-init.ts'
import {givenByFlags} from '../../lib/usecases/config-init-flags.ts'

const text = (name: string) => Flags.string({summary: `command.config.init.${name}`})

export default class ConfigInit extends DmpCommand<InitReport> {
  static override summary = 'command.config.init.summary'
  static override description = 'command.config.init.description'
  static override examples = [
    'dmp config init --from AUTH.p12 SIGN.p12',
    'dmp config init --profile test --from AUTH.p12 SIGN.p12 --passphrase-from file:/etc/dmp/passphrase',
    'dmp config init --from AUTH.p12 SIGN.p12 --endpoint https://dmp.example/si-dmp-server/v2/services --finess-eg 010000016 --sector SA01 --responsible-id RESP0001',
    'dmp config init --profile test --set vihf.version=4.0 --set timeouts.answer=90s',
  ]
  static override schema = 'dmp.config.init/1'
  static override flags = {
    from: Flags.string({summary: 'command.config.init.from', multiple: true}),
    environment: text('environment'),
    endpoint: text('endpoint'),
    'finess-ej': text('finess-ej'),
    'finess-eg': text('finess-eg'),
    name: text('name'),
    kind: text('kind'),
    'legal-status': text('legal-status'),
    sector: text('sector'),
    auth: text('auth'),
    sign: text('sign'),
    'passphrase-from': text('passphrase-from'),
    'homologation-from': text('homologation-from'),
    'responsible-id': text('responsible-id'),
    'oid-root': text('oid-root'),
    set: Flags.string({summary: 'command.config.init.set', multiple: true, multipleNonGreedy: true}),
    force: Flags.boolean({summary: 'command.config.init.force'}),
  }

  async run(): Promise<InitReport> {
    const {flags} = await this.parse(ConfigInit)
    const context = await this.context(flags)
    const {profile: name, from, force} = flags
    const given = givenByFlags(flags, flags.set ?? [])
    return this.show(await initConfig({...context, say: this.t}, {name, from, force, given}), initLines)
  }
}
