import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {passphraseFlag} from '../../command-flags/cert.ts'
import {instant} from '../../command-flags/instant.ts'
import {exchangeLines} from '../../lib/ui/exchange-check/check-view.ts'
import {checkExchange} from '../../lib/usecases/exchange-check/check-exchange.ts'
import {type ExchangeCheck, exchangeExit} from '../../lib/usecases/exchange-check/exchange-report.ts'

export default class ExchangeCheckCommand extends DmpCommand<ExchangeCheck> {
  static override summary = 'command.exchange.check.summary'
  static override description = 'command.exchange.check.description'
  static override examples = [
    'dmp exchange check dpi.log',
    'dmp exchange check request.txt --answer response.txt --ticket ticket.html',
    'dmp exchange check eai.log --auth auth.pem --sign sign.pem --json',
    'dmp exchange check request.txt --ca authorities.pem --at 2026-03-02T10:15:00.120Z',
    'journalctl -u dpi | dmp exchange check -',
  ]
  static override schema = 'dmp.exchange.check/1'
  static override offline = true
  static override args = {request: Args.string({description: 'arg.exchange-request', required: true})}
  static override flags = {
    answer: Flags.string({summary: 'flag.exchange-answer', helpValue: 'FILE'}),
    auth: Flags.string({summary: 'flag.exchange-auth', helpValue: 'CERTIFICATE'}),
    sign: Flags.string({summary: 'flag.exchange-sign', helpValue: 'CERTIFICATE'}),
    ca: Flags.string({
      summary: 'flag.exchange-ca',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'FILE',
    }),
    at: instant({summary: 'flag.exchange-at'}),
    ticket: Flags.string({summary: 'flag.exchange-ticket', helpValue: 'FILE'}),
    force: Flags.boolean({summary: 'flag.exchange-force', default: false}),
    ...passphraseFlag,
  }

  async run(): Promise<ExchangeCheck> {
    const {args, flags} = await this.parse(ExchangeCheckCommand)
    const {answer, auth, sign, ca = [], at, ticket, force} = flags
    const check = await checkExchange(
      await this.context(flags),
      {
        request: args.request,
        ...{answer, auth, sign, at, ticket, force},
        authorities: ca,
        language: this.t.language,
        passphraseFrom: flags['passphrase-from'],
      },
      {
        page: async (made) =>
          (await import('../../lib/ui/exchange-check/ticket-page.ts')).ticketPage(made, this.t),
      },
    )
    return this.show(check, exchangeLines, exchangeExit(check))
  }
}
