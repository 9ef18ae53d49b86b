/**
 * Child process that holds a PKCS#11 module: a vendor's library may hang or crash without harming the run. It obeys
 * its parent over IPC, prints nothing, and ends when the channel closes.
 */
import {createSecureContext} from 'node:tls'
import {listToken} from './pkcs11-list.ts'
import type {ChildReply, ChildRequest, Refusal} from './pkcs11-messages.ts'
import {type OpenProbe, openProbe} from './pkcs11-probe.ts'
import {openTokenSession, type TokenSession} from './pkcs11-session.ts'
import {TokenRefusal} from './token-refusal.ts'

let session: TokenSession | undefined
let probe: OpenProbe | undefined

async function answer(request: ChildRequest): Promise<ChildReply> {
  switch (request.op) {
    case 'open':
      session = await openTokenSession(request)
      return {
        ok: true,
        leaf: session.leaf,
        others: session.others,
        ...(session.spki ? {spki: session.spki} : {}),
      }
    case 'sign':
      if (!session) throw new TokenRefusal('failed', 'not-open')
      return {ok: true, signature: session.sign(request.digestInfo)}
    case 'list':
      return listToken(request)
    case 'probe-module':
      probe = await openProbe(request.modulePath)
      return probe.reply
    case 'probe-slots':
      if (!probe) throw new TokenRefusal('failed', 'not-open')
      return {ok: true, slots: probe.slots()}
    case 'probe-pin':
      if (!probe) throw new TokenRefusal('failed', 'not-open')
      return probe.tryPin(request)
    case 'engine':
      createSecureContext({
        cert: request.certificatePem,
        privateKeyEngine: request.engine,
        privateKeyIdentifier: request.identifier,
      })
      return {ok: true}
  }
}

function refusal(error: unknown, request: ChildRequest): Refusal {
  if (error instanceof TokenRefusal) return {ok: false, problem: error.problem, detail: error.detail}
  const {message = '', code = ''} = error as {message?: string; code?: string}
  return {
    ok: false,
    problem: request.op === 'engine' ? 'engine-refused' : 'failed',
    detail: String(code || message).slice(0, 200),
  }
}

process.on('message', (request: ChildRequest) => {
  answer(request)
    .catch((error: unknown) => refusal(error, request))
    .then((reply) => process.send?.(reply))
})
process.on('disconnect', () => {
  session?.close()
  probe?.close()
  process.exit(0)
})
// Ctrl-C reaches the whole terminal group: the parent decides when a signature under way may stop
process.on('SIGINT', () => {})
