import type {PairingProof} from '../../captures/pair-exchanges.ts'

export type {CaptureForm, CaptureRemarkKind, CutWhere, Wrapping} from '../../captures/captured-exchange.ts'
export type PairingProofs = PairingProof
