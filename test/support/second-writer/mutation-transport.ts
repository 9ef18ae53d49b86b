import type {HttpMessage} from './message.ts'
import {plainSoap} from './message.ts'
import {changed, mutationsOf, type Recipe} from './mutation.ts'

const action = 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b'

const contentType =
  (from: string | RegExp, to: string) =>
  (good: HttpMessage): HttpMessage => ({
    ...good,
    headers: {'content-type': changed(good.headers['content-type'] ?? '', from, to)},
  })

const bytes =
  (from: string | RegExp, to: string) =>
  (good: HttpMessage): HttpMessage => ({
    ...good,
    body: Buffer.from(changed(good.body.toString('latin1'), from, to), 'latin1'),
  })

const http = (alter: Recipe['http']): Recipe => (alter ? {http: alter} : {})

export const transportMutations = [
  ...mutationsOf('TLS', [
    ['no client certificate', 'TLS', 'HTTP 403', 'tls/no-certificate', {client: 'none'}],
    [
      'a client certificate of another authority',
      'TLS',
      'HTTP 403',
      'tls/untrusted',
      ({strangers}) => ({client: strangers.foreignAuth}),
    ],
    [
      'an AUTH_CLI certificate out of its dates',
      'TLS',
      'HTTP 403',
      'tls/expired',
      ({strangers}) => ({client: strangers.expiredAuth}),
    ],
    [
      'the SIGN certificate as client certificate',
      'TLS',
      'HTTP 403',
      'tls/key-usage',
      ({gate}) => ({client: gate.sign}),
    ],
    [
      'no server name (SNI) in the hello',
      'TLS',
      'alert',
      'ssl/tls alert handshake failure',
      {servername: ''},
    ],
    [
      'TLS 1.1',
      'TLS',
      'alert',
      'tlsv1 alert protocol version',
      {tls: {minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0'}},
    ],
    [
      'AUTH_CLI of another establishment than SIGN',
      'SOAP',
      'SandboxVihfRefused',
      'vihf/structure-certificates',
      (bench) => ({client: bench.identity('second', 'auth')}),
    ],
  ]),
  ...mutationsOf('HTTP and MIME', [
    [
      'the lot without MTOM, as plain SOAP',
      'SOAP',
      'SandboxMtomRequired',
      'mime/mtom-required',
      http((_good, text) => plainSoap(text, action)),
    ],
    ['no Content-Type', 'HTTP', 'HTTP 415', 'http/content-type', http((good) => ({...good, headers: {}}))],
    [
      'multipart/related that is not announced as XOP',
      'HTTP',
      'HTTP 415',
      'mime/content-type',
      http(contentType('type="application/xop+xml"', 'type="text/xml"')),
    ],
    [
      'another boundary than the one announced',
      'HTTP',
      'HTTP 400',
      'mime/boundary',
      http(contentType(/boundary="[^"]+"/, 'boundary="other"')),
    ],
    ['start names no part', 'HTTP', 'HTTP 400', 'mime/root', http(contentType('<root@lps>', '<other@lps>'))],
    [
      'the closing delimiter is cut off',
      'HTTP',
      'HTTP 400',
      'mime/truncated',
      http((good) => ({...good, body: good.body.subarray(0, -6)})),
    ],
    [
      'bytes after the closing delimiter',
      'HTTP',
      'HTTP 400',
      'mime/epilogue',
      http((good) => ({...good, body: Buffer.concat([good.body, Buffer.from('more\r\n')])})),
    ],
    [
      'a part in base64',
      'HTTP',
      'HTTP 400',
      'mime/transfer-encoding',
      http(bytes(/binary(?=\r\nContent-ID: <Document01@test>)/, 'base64')),
    ],
    [
      'two parts with one Content-ID',
      'HTTP',
      'HTTP 400',
      'mime/content-id',
      http(bytes('Content-ID: <Document01@test>', 'Content-ID: <root@lps>')),
    ],
    [
      'a part without Content-Type',
      'HTTP',
      'HTTP 400',
      'mime/part-type',
      http(bytes(/Content-Type: text\/xml\r\n/, '')),
    ],
    [
      'the part of the document missing',
      'SOAP',
      'SandboxMessageRefused',
      'mime/include-missing',
      {written: (good) => ({...good, parts: good.parts.slice(1)})},
    ],
    [
      'xop:Include under another Content-ID than the part',
      'SOAP',
      'SandboxMessageRefused',
      'mime/include-content-id',
      {
        written: ({body, parts}) => ({
          parts,
          body: changed(body, 'cid:Document01@test', 'cid:Document09@test'),
        }),
      },
    ],
    [
      'one part included twice',
      'SOAP',
      'SandboxMessageRefused',
      'mime/include-twice',
      {
        written: ({body, parts}) => ({
          parts: parts.slice(0, 1),
          body: changed(body, 'cid:Signature01@test', 'cid:Document01@test'),
        }),
      },
    ],
    [
      'a part that nothing includes',
      'SOAP',
      'SandboxMessageRefused',
      'mime/include-unused',
      {
        written: ({body, parts}) => ({
          body,
          parts: [...parts, {contentId: 'stray@test', contentType: 'text/xml', bytes: Buffer.from('<a/>')}],
        }),
      },
    ],
    [
      'the document inside the envelope',
      'registry',
      'XDSRepositoryMetadataError',
      'document/xop',
      {
        written: ({body, parts}) => ({
          parts: parts.slice(1),
          body: changed(body, /<xop:Include[^>]*Document01@test"\/>/, Buffer.from('<a/>').toString('base64')),
        }),
      },
    ],
    [
      'a part of another media type than its entry says',
      'registry',
      'XDSRepositoryMetadataError',
      'document/mimeType',
      {
        written: ({body, parts}) => ({
          body,
          parts: parts.map((part, place) => (place === 0 ? {...part, contentType: 'application/pdf'} : part)),
        }),
      },
    ],
  ]),
]
