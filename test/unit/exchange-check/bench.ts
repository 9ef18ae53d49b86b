import {readPemCertificates} from '../../../src/lib/sandbox/certificate/certificate.ts'
import type {
  CheckedExchange,
  ExchangeCheck,
} from '../../../src/lib/usecases/exchange-check/exchange-report.ts'
import {exchangeDesk} from '../../support/captures/exchange-desk.ts'
import type {HttpMessage} from '../../support/second-writer/message.ts'
import type {Recipe} from '../../support/second-writer/mutation.ts'
import {MutationBench, type SentMessage} from '../../support/second-writer/mutation-bench.ts'

/** An HTTP request as a client writes it. */
export function wireOf(message: HttpMessage, path = '/si-dmp-server/v2/services/repository'): Buffer {
  const lines = Object.entries(message.headers).map(([name, value]) => `${name}: ${value}`)
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: dmp.example.test',
    ...lines,
    `Content-Length: ${message.body.length}`,
  ]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), message.body])
}

/** Good lots of a second writer, and `exchange check` over what is made of them. */
export async function exchangeBench() {
  const writer = await MutationBench.open()
  const authorities = readPemCertificates(writer.gate.ca).map(({der}) => der)
  const desk = exchangeDesk({authorities})
  return {
    writer,
    desk,
    written: (recipe: Recipe = {}): SentMessage => writer.written(recipe),
    /** The only exchange of a capture. */
    async only(capture: Uint8Array): Promise<CheckedExchange> {
      const {exchanges} = await desk.check(capture)
      const [first, ...others] = exchanges
      if (first === undefined || others.length > 0) throw new Error(`${exchanges.length} exchanges`)
      return first
    },
    check: (capture: Uint8Array, answer?: Uint8Array): Promise<ExchangeCheck> =>
      desk.check(capture, {}, answer),
    close: () => writer.close(),
  }
}

/** An answer of the registry in an envelope, related to a message. */
export function registryAnswer(relatesTo: string | undefined, inside: string): string {
  const related = relatesTo === undefined ? '' : `<a:RelatesTo>${relatesTo}</a:RelatesTo>`
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing">' +
    `<env:Header>${related}</env:Header><env:Body>${inside}</env:Body></env:Envelope>`
  )
}

export const failure = (code: string, text: string): string =>
  '<rs:RegistryResponse xmlns:rs="urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0" status="urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Failure"><rs:RegistryErrorList>' +
  `<rs:RegistryError errorCode="${code}" codeContext="${text}" location="" severity="urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:Error"/></rs:RegistryErrorList></rs:RegistryResponse>`
