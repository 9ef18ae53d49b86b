/** Codes seen on the qualification bench (public clients of INSi), with the family that was seen with them. */
const seen: Readonly<Record<string, {readonly family?: string; readonly text: string}>> = {
  desir_550: {family: 'siram_100', text: 'Le logiciel n’est pas reconnu par le service INSi d’essai.'},
  desir_560: {text: 'Le niveau d’accès ne permet pas d’appeler le service INSi d’essai.'},
  insi_24: {text: 'Le format du champ sexe est incorrect.'},
}

/** Family of the codes whose own is not known. */
const inventedFamily = 'sandbox_family'

/** A refusal of the embedded INSi: one code, one cause. Codes that begin with `sandbox_` are its own. */
export class InsiRefusal extends Error {
  readonly code: string
  readonly family: string
  /** For the person at the desk; the message is for the technician. */
  readonly userText: string
  readonly party: 'Sender' | 'Receiver' | 'VersionMismatch' | 'MustUnderstand'

  constructor(code: string, technicalText: string, party: InsiRefusal['party'] = 'Sender') {
    super(technicalText)
    this.name = 'InsiRefusal'
    this.code = code
    this.family = seen[code]?.family ?? inventedFamily
    this.userText = seen[code]?.text ?? 'La demande est refusée par le service INSi d’essai.'
    this.party = party
  }
}

export function refuse(code: string, technicalText: string): never {
  throw new InsiRefusal(code, technicalText)
}
