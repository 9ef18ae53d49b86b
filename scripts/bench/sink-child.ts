/**
 * The bare other side: mutual TLS, reads whatever is posted, answers "Success". Argument: sandbox folder. Writes
 * `{"url": …}` and runs until its standard input ends.
 */
import {readFileSync} from 'node:fs'
import {createServer} from 'node:https'
import type {AddressInfo} from 'node:net'
import {readTestPki} from '../../src/lib/sandbox/pki/test-pki.ts'

const pki = await readTestPki(process.argv[2] ?? '')
const answer = Buffer.from(
  '<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"><soap:Body>' +
    '<rs:RegistryResponse xmlns:rs="urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0" ' +
    'status="urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success"/></soap:Body></soap:Envelope>',
)
const server = createServer(
  {
    key: readFileSync(pki.server.key),
    cert: readFileSync(pki.server.certificate),
    ca: readFileSync(pki.caFile),
    requestCert: true,
    rejectUnauthorized: true,
    keepAliveTimeout: 60_000,
  },
  (request, response) => {
    request.on('data', () => undefined)
    request.on('end', () => {
      response.writeHead(200, {
        'content-type': 'application/soap+xml; charset=UTF-8',
        'content-length': answer.length,
      })
      response.end(answer)
    })
  },
)
server.listen(0, '127.0.0.1', () => {
  const {port} = server.address() as AddressInfo
  process.stdout.write(`${JSON.stringify({url: `https://localhost:${port}/si-dmp-server/v2/services`})}\n`)
})
process.stdin.resume().on('end', () => {
  server.close()
  server.closeAllConnections()
})
