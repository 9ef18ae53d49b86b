import {SandboxRefusal} from './backend.ts'

/**
 * Fault subcodes of the gate. `DMPInvalidCertificate` and the WS-Addressing ones are documented ids; those that begin
 * with `Sandbox` are the sandbox's own, because no official id is known for these cases. The refusal's `location`
 * names the single cause (`vihf/stale`, `soap/action`…) and is sent in the fault's Detail.
 */
export type FaultCode =
  | 'DMPInvalidCertificate'
  | 'DMPAccessDeniedByRightsService'
  | 'MessageAddressingHeaderRequired'
  | 'InvalidAddressingHeader'
  | 'ActionNotSupported'
  | 'ActionMismatch'
  | 'VersionMismatch'
  | 'MustUnderstand'
  | 'SandboxXmlRefused'
  | 'SandboxMessageRefused'
  | 'SandboxMtomRequired'
  | 'SandboxVihfRefused'
  | 'SandboxQuotaExceeded'

/** A SOAP fault with its single cause. */
export function fault(code: FaultCode, cause: string, text: string): SandboxRefusal {
  return new SandboxRefusal('fault', code, text, cause)
}

/** Text of the DMP for a structure that does not match the certificates (public trackers of integrators). */
export const structureRefused = 'Erreur d’authentification de la personne morale'
