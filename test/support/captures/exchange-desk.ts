import {join} from 'node:path'
import {readCertificate} from '../../../src/lib/pki/certificate.ts'
import type {ByteSource} from '../../../src/lib/ports/byte-source.ts'
import {checkExchange} from '../../../src/lib/usecases/exchange-check/check-exchange.ts'
import type {CheckBench, ExchangeWish} from '../../../src/lib/usecases/exchange-check/check-ports.ts'
import type {ExchangeCheck} from '../../../src/lib/usecases/exchange-check/exchange-report.ts'
import {createCdaReader} from '../../../src/lib/xml/cda-reader.ts'
import {strictExchange} from '../../../src/wiring/strict-exchange.ts'
import {projectRoot} from '../program.ts'

export interface DeskOfExchanges {
  /** Certificates, DER, by the name they are given under. */
  readonly certificates?: Readonly<Record<string, Uint8Array>>
  readonly authorities?: readonly Uint8Array[]
}

function sourceOf(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.byteLength,
    async *open() {
      for (let at = 0; at < bytes.byteLength; at += 65_536) yield bytes.subarray(at, at + 65_536)
    },
  }
}

/** `exchange check` over captures held in memory, with everything real behind it but files. */
export function exchangeDesk({certificates = {}, authorities = []}: DeskOfExchanges = {}) {
  const files = new Map<string, Uint8Array>()
  const written = new Map<string, string>()
  const bench = {
    clock: {now: () => Date.now()},
    signal: new AbortController().signal,
    cdaReader: createCdaReader(),
    strictExchange: strictExchange(projectRoot),
    files: {
      source: async (path: string) => sourceOf(files.get(path) ?? new Uint8Array()),
      read: async (path: string) => files.get(path) ?? new Uint8Array(),
      resolve: (...parts: string[]) => join(...parts),
    },
    certificateSources: {
      open: async (name: string) => {
        const der = certificates[name]
        const leaf = der && readCertificate(der)
        return {certificates: leaf ? [leaf] : [], leaf}
      },
    },
    keyFiles: {authorities: async () => authorities.map((der) => readCertificate(der))},
    trustStore: {list: async () => []},
    outputs: {
      stream: async (path: string) => ({
        write: async (text: string) => void written.set(path, (written.get(path) ?? '') + text),
        finish: async () => {},
        discard: async () => {},
      }),
    },
  } as unknown as CheckBench
  return {
    written,
    check(
      capture: Uint8Array,
      wish: Partial<ExchangeWish> = {},
      answer?: Uint8Array,
      page: (made: ExchangeCheck) => string = () => '',
    ): Promise<ExchangeCheck> {
      files.set('request.log', capture)
      if (answer) files.set('answer.log', answer)
      return checkExchange(
        bench,
        {
          request: 'request.log',
          ...(answer ? {answer: 'answer.log'} : {}),
          authorities: authorities.length > 0 ? ['ca.pem'] : [],
          force: false,
          language: 'fr',
          ...wish,
        },
        {page},
      )
    },
  }
}
