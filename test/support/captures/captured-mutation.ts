import {X509Certificate} from 'node:crypto'
import type {CheckedExchange} from '../../../src/lib/usecases/exchange-check/exchange-report.ts'
import type {HttpAnswer} from '../second-writer/gate-bench.ts'
import {type Mutation, masked, type Recipe} from '../second-writer/mutation.ts'
import type {MutationBench, SentMessage} from '../second-writer/mutation-bench.ts'
import {captureOf, type FormName, type WiredMessage} from './capture-forms.ts'
import {recordedByCurl} from './curl-recorder.ts'
import type {exchangeDesk} from './exchange-desk.ts'

/** A mutation as it went over the wire, with what went before it where that makes the fault. */
export interface CapturedMutation {
  readonly mutation: Mutation
  readonly recipe: Recipe
  readonly sent: SentMessage
  readonly messages: readonly WiredMessage[]
  /** What the embedded DMP answered, where no capture of the request alone can show the fault. */
  readonly answer: HttpAnswer | undefined
}

interface Written {
  readonly mutation: Mutation
  readonly recipe: Recipe
  readonly sent: SentMessage
  readonly earlier: readonly SentMessage[]
  readonly answer: HttpAnswer | undefined
}

async function written(mutation: Mutation, bench: MutationBench): Promise<Written> {
  const target = (await mutation.at?.(bench)) ?? bench
  const before: SentMessage[] = []
  target.onSend = (sent) => void before.push(sent)
  const recipe = typeof mutation.recipe === 'function' ? await mutation.recipe(target) : mutation.recipe
  target.onSend = undefined
  const sent = target.written(recipe)
  const answered = isInvisible(mutation) !== undefined && mutation.code !== 'alert'
  return {
    mutation,
    recipe,
    sent,
    earlier: mutation.cause.endsWith('/replayed') ? before : [],
    answer: answered ? await target.deliver(sent, recipe) : undefined,
  }
}

/** All mutations, put on the wire by one curl. */
export async function captureAll(
  all: readonly Mutation[],
  bench: MutationBench,
): Promise<CapturedMutation[]> {
  const made: Written[] = []
  for (const mutation of all) made.push(await written(mutation, bench))
  const messages = made.flatMap(({earlier, sent}) => [...earlier, sent])
  const wires = await recordedByCurl(
    messages.map(({service, message}) => ({path: `/si-dmp-server/v2/services/${service}`, message})),
  )
  const wireOf = new Map(messages.map((message, at) => [message, wires[at]]))
  const wired = (message: SentMessage): WiredMessage => {
    const wire = wireOf.get(message)
    if (wire === undefined) throw new Error('curl sent less than it was given')
    return {wire, envelope: message.envelope}
  }
  return made.map(({earlier, sent, ...rest}) => ({...rest, sent, messages: [...earlier, sent].map(wired)}))
}

/** Why no capture of a request can show this fault; undefined when one can. */
export function isInvisible({group, code, cause}: Mutation): string | undefined {
  if (group === 'TLS' && /^(?:tls\/no-certificate|.*alert.*)$/.test(cause)) return 'TLS'
  if (group === 'Quota') return 'quota'
  if (code === 'DMPClosed' || cause === 'patient/none') return 'record'
  const inCda = ['replace/relatedDocument', 'replace/association']
  return group === 'What the registry already holds' && !inCda.includes(cause) ? 'held' : undefined
}

const ofHeaders = /^(?:http\/|mime\/(?!include)|wsa\/action-content-type)/
const ofParts =
  /^(?:mime\/include(?!-twice)|document\/(?:mimeType|empty|header|xml)|entry\/(?:hash|size)$|agreement\/|replace\/|lot-signature\/)/

/** Why this form cannot show what others can; `cause` is the one that the HTTP form showed. */
export function hiddenIn(form: FormName, cause: string): string | undefined {
  if (form === 'MIME') {
    if (cause === 'mime/mtom-required' || cause === 'http/content-type') return 'headers'
    if (cause === 'mime/truncated') return 'cut'
    return cause === 'mime/epilogue' ? 'log' : undefined
  }
  if (form !== 'SOAP') return undefined
  if (ofHeaders.test(cause)) return 'headers'
  return ofParts.test(cause) ? 'parts' : undefined
}

type Desk = ReturnType<typeof exchangeDesk>

/** The last exchange of the capture, checked. */
export async function checkedIn(
  form: FormName,
  {messages, recipe, sent}: CapturedMutation,
  desk: Desk,
): Promise<CheckedExchange> {
  const wish = recipe.client === 'none' ? {} : {auth: 'auth.pem'}
  const {exchanges} = await desk.check(captureOf(form, messages), {at: sent.at, ...wish})
  const last = exchanges.at(-1)
  if (last === undefined || exchanges.length !== messages.length)
    throw new Error(`${exchanges.length} exchanges found in ${form}, ${messages.length} captured`)
  return last
}

/** DER of the client certificate a recipe uses. */
export function clientOf({recipe}: CapturedMutation, bench: MutationBench): Uint8Array | undefined {
  if (recipe.client === 'none') return undefined
  return new X509Certificate((recipe.client ?? bench.gate.auth).certificatePem).raw
}

/** An HTTP answer as a log writes it. */
export function answerBytes({status, headers, text}: HttpAnswer): Uint8Array {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return Buffer.from(`HTTP/1.1 ${status} Answer\r\n${lines.join('\r\n')}\r\n\r\n${text}`)
}

/** The place that the embedded DMP names, identifiers of the run left out. */
export const placeOf = (location: string): string => masked(location)
