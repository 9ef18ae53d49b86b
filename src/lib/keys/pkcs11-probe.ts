import type * as Pkcs11 from 'pkcs11js'
import type {RawCertificate} from '../workstation/cps-module.ts'
import type {PinReply, PinRequest, ProbedSlot, ProbeModuleReply} from './pkcs11-messages.ts'
import {attribute, find, type Library, loadLibrary} from './pkcs11-session.ts'

/**
 * Looks at a module and its tokens without a PIN; runs in the child process only. Each call that a slot may refuse is
 * wrapped, so that one slot hides no other.
 */
export interface OpenProbe {
  readonly reply: ProbeModuleReply
  slots(): readonly ProbedSlot[]
  tryPin(request: PinRequest): PinReply
  close(): void
}

const maxSlots = 64
const maxCertificates = 20
const flagTokenPresent = 1
const flagInitialized = 0x400
const flagFinalTry = 0x20000
const flagLocked = 0x40000

/** @throws TokenRefusal without pkcs11js. A module that does not load or refuses is told in the reply. */
export async function openProbe(modulePath: string): Promise<OpenProbe> {
  const library = await loadLibrary()
  const token = new library.PKCS11()
  const failed = (call: string, error: unknown): OpenProbe => ({
    reply: {ok: true, failure: {call, ...returnValue(error)}},
    slots: () => [],
    tryPin: () => ({ok: true, outcome: 'failed', ...returnValue(error)}),
    close() {},
  })
  try {
    token.load(modulePath)
  } catch (error) {
    return failed('load', error)
  }
  try {
    token.C_Initialize()
  } catch (error) {
    return failed('C_Initialize', error)
  }
  const close = () => {
    try {
      token.C_Finalize()
    } catch {
      // the process ends anyway
    }
  }
  try {
    const info = token.C_GetInfo()
    const version = ({major, minor}: Pkcs11.Version) => `${major}.${minor}`
    const identity = {
      description: clean(info.libraryDescription),
      manufacturer: clean(info.manufacturerID),
      version: version(info.libraryVersion),
      cryptoki: version(info.cryptokiVersion),
    }
    return {
      reply: {ok: true, identity},
      slots: () =>
        token
          .C_GetSlotList(false)
          .slice(0, maxSlots)
          .map((slot) => lookAt(library, token, slot)),
      tryPin: (request) => tryPin(library, token, request),
      close,
    }
  } catch (error) {
    close()
    return failed('C_GetInfo', error)
  }
}

function lookAt(library: Library, token: Pkcs11.PKCS11, slot: Buffer): ProbedSlot {
  let description = ''
  try {
    const info = token.C_GetSlotInfo(slot)
    description = clean(info.slotDescription)
    if ((info.flags & flagTokenPresent) === 0) return {description, token: {state: 'absent'}}
    const {label, model, manufacturerID, serialNumber, flags, minPinLen, maxPinLen} =
      token.C_GetTokenInfo(slot)
    if ((flags & flagInitialized) === 0) return {description, token: {state: 'uninitialised'}}
    return {
      description,
      token: {
        state: 'read',
        label: clean(label),
        model: clean(model),
        manufacturer: clean(manufacturerID),
        serial: clean(serialNumber),
        flags,
        // Counters that a token does not tell come as 2^64-1.
        minPin: Math.min(Number(minPinLen), 255),
        maxPin: Math.min(Number(maxPinLen), 255),
        certificates: readCertificates(library, token, slot),
      },
    }
  } catch (error) {
    const value = returnValue(error)
    if (value.name === 'CKR_TOKEN_NOT_PRESENT') return {description, token: {state: 'absent'}}
    return {description, token: {state: 'failed', ...value}}
  }
}

type Certificates = Extract<ProbedSlot['token'], {state: 'read'}>['certificates']

function readCertificates(library: Library, token: Pkcs11.PKCS11, slot: Buffer): Certificates {
  try {
    const session = token.C_OpenSession(slot, library.CKF_SERIAL_SESSION)
    try {
      const objects = find(token, session, [{type: library.CKA_CLASS, value: library.CKO_CERTIFICATE}])
      const list = objects.slice(0, maxCertificates).map((object): RawCertificate => {
        const read = (type: number) => {
          try {
            return attribute(token, session, object, type)
          } catch {
            // Told as a certificate that cannot be read.
            return Buffer.alloc(0)
          }
        }
        return {
          label: clean(read(library.CKA_LABEL).toString('utf8')),
          der: new Uint8Array(read(library.CKA_VALUE)),
        }
      })
      return {state: 'read', list}
    } finally {
      token.C_CloseSession(session)
    }
  } catch (error) {
    return {state: 'failed', ...returnValue(error)}
  }
}

/** The flags are read again just before: what another program did meanwhile counts. */
function tryPin(library: Library, token: Pkcs11.PKCS11, {wish, pin, allowLast}: PinRequest): PinReply {
  try {
    const slot = token.C_GetSlotList(true).find((one) => isMeant(token, one, wish))
    if (!slot) return {ok: true, outcome: 'failed', name: 'no-token', code: 0, message: ''}
    const {flags} = token.C_GetTokenInfo(slot)
    if (flags & flagLocked) return {ok: true, outcome: 'refused', because: 'locked'}
    if (flags & flagFinalTry && !allowLast) return {ok: true, outcome: 'refused', because: 'last-try'}
    const session = token.C_OpenSession(slot, library.CKF_SERIAL_SESSION)
    try {
      return loggedIn(library, token, session, pin, () => token.C_GetTokenInfo(slot).flags)
    } finally {
      token.C_CloseSession(session)
    }
  } catch (error) {
    return {ok: true, outcome: 'failed', ...returnValue(error)}
  }
}

function loggedIn(
  library: Library,
  token: Pkcs11.PKCS11,
  session: Buffer,
  pin: string | undefined,
  flags: () => number,
): PinReply {
  try {
    if (pin === undefined) token.C_Login(session, library.CKU_USER)
    else token.C_Login(session, library.CKU_USER, pin)
  } catch (error) {
    const value = returnValue(error)
    if (value.name === 'CKR_PIN_INCORRECT') return {ok: true, outcome: 'wrong', flags: flags()}
    if (value.name === 'CKR_PIN_LOCKED') return {ok: true, outcome: 'refused', because: 'locked'}
    if (value.name === 'CKR_PIN_LEN_RANGE' || value.name === 'CKR_PIN_INVALID')
      return {ok: true, outcome: 'refused', because: 'length'}
    return {ok: true, outcome: 'failed', ...value}
  }
  try {
    token.C_Logout(session)
  } catch {
    // closing the session ends the login too
  }
  return {ok: true, outcome: 'accepted', flags: flags()}
}

function isMeant(token: Pkcs11.PKCS11, slot: Buffer, wish: PinRequest['wish']): boolean {
  try {
    const {label, serialNumber} = token.C_GetTokenInfo(slot)
    const {slotDescription} = token.C_GetSlotInfo(slot)
    return (
      clean(label) === wish.label &&
      clean(serialNumber) === wish.serial &&
      clean(slotDescription) === wish.description
    )
  } catch {
    return false
  }
}

/** Fields are padded with blanks, by the CPS module with NUL bytes; control characters have no place in a name. */
function clean(text: string): string {
  return (
    text
      .split('\0')[0]
      ?.replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, 128) ?? ''
  )
}

function returnValue(error: unknown): {name: string; code: number; message: string} {
  const {message = '', code} = error as {message?: string; code?: unknown}
  const name = /CKR_\w+/.exec(message)?.[0] ?? ''
  return {
    name,
    code: typeof code === 'number' ? code : 0,
    message: name === '' ? message.slice(0, 2_000) : '',
  }
}
