/** One establishment of the sandbox's test PKI, as a profile needs it; paths are absolute. */
export interface SandboxEstablishment {
  readonly name: string
  readonly finessEj: string
  readonly finessEg: string
  /** Struct_IdNat of the certificates. */
  readonly unit: string
  readonly auth: {readonly p12: string}
  readonly sign: {readonly p12: string}
}

/** Certificates and settings for the téléservice INSi of a sandbox; paths are absolute. */
export interface SandboxInsi {
  /** Struct_IdNat of the structure whose certificates these are. */
  readonly unit: string
  readonly manu: {readonly p12: string}
  readonly caFile: string
  /** File of the authorisation number. */
  readonly idamFile: string
  /** uuid of this installation. */
  readonly instance: string
}

export interface SandboxFolder {
  readonly folder: string
  readonly port: number
  readonly homologationFile: string
  /** What a profile needs to call the sandbox's INSi. */
  readonly insi?: SandboxInsi | undefined
  readonly pki: {
    readonly passphraseFile: string
    readonly caFile: string
    readonly establishments: Readonly<Record<'main' | 'second' | 'site' | 'mismatched', SandboxEstablishment>>
  }
}

export interface SandboxStart {
  readonly folder: string
  readonly dataFolder?: string | undefined
  readonly port?: number | undefined
  readonly readyFile?: string | undefined
  readonly faults?: readonly string[] | undefined
  /** Feeding calls accepted in a sliding second, per establishment. */
  readonly perSecond?: number | undefined
  readonly insChange?: 'done' | 'pending' | 'reconciled' | undefined
  readonly log?: (line: string) => void
}

export interface SandboxSession {
  /** Base of the services. */
  readonly url: string
  /** Address of the téléservice INSi, when it is served. */
  readonly insiUrl?: string | undefined
  readonly controlUrl: string | undefined
  readonly port: number
  readonly counters: Readonly<Record<'connections' | 'calls' | 'accepted' | 'refused', number>>
  close(): Promise<void>
}

export interface SandboxPatientLine {
  readonly key: string
  readonly dmp: string
  readonly linked: boolean
  readonly ins: string
  readonly oid: string
}

export interface SandboxDocumentLine {
  readonly uniqueId: string
  readonly entryUuid: string
  readonly status: string
  readonly hash: string
  readonly size: number
  readonly patient: string
  readonly set: string
  readonly signature: boolean
}

export interface SandboxInspection {
  readonly folder: string
  /** Folder of the registry; that of the sandbox folder by default. */
  readonly dataFolder?: string | undefined
  readonly showPatients: boolean
}

export interface SandboxContent {
  /** False for a sandbox that never ran. */
  readonly started: boolean
  readonly documents: readonly SandboxDocumentLine[]
  readonly patients: readonly SandboxPatientLine[]
}

export type SandboxSplit = 'finess' | 'month' | 'type' | 'software'
export type SandboxFiguresFormat = 'kibana-lens-en' | 'kibana-table-en' | 'kibana-fr' | 'es-json'

/** What is counted, and how the file is written. */
export interface SandboxFiguresWish {
  readonly format: SandboxFiguresFormat
  readonly values: 'raw' | 'formatted'
  /** Of formatted numbers. */
  readonly locale: 'fr' | 'en'
  readonly separator: string
  readonly quotes: boolean
  readonly byteOrderMark: boolean
  readonly measure: 'unique' | 'records'
  readonly by: readonly SandboxSplit[]
  /** Values kept of each split; the others are put together. All of them without it. */
  readonly top: number | undefined
  readonly replacements: boolean
  readonly deleted: boolean
  /** Which date puts a document into a month. */
  readonly date: 'submission' | 'creation'
  readonly level: 'EJ' | 'EG'
}

export interface SandboxFigures {
  readonly text: string
  /** False for a sandbox that never ran. */
  readonly started: boolean
  readonly rows: number
  readonly documents: number
  readonly leftOut: Readonly<Record<'replacements' | 'deleted' | 'undated', number>>
}

/** The embedded DMP. @throws DmpError DMP_SANDBOX_* */
export interface SandboxHost {
  /** Makes the folder, certificates included; an existing one is refused. */
  init(folder: string, port: number | undefined): Promise<SandboxFolder>
  /** Gives an existing folder this port, keeping its certificates, or makes it. Without a port it keeps its own. */
  move(folder: string, port: number | undefined): Promise<SandboxFolder>
  /** Port that the profiles of this folder were written for. */
  portOf(folder: string): Promise<number>
  start(request: SandboxStart): Promise<SandboxSession>
  inspect(request: SandboxInspection): Promise<SandboxContent>
  /** The measured figures of its registry, as the text of a file. */
  figures(request: {
    readonly folder: string
    readonly dataFolder?: string | undefined
    readonly wish: SandboxFiguresWish
  }): Promise<SandboxFigures>
  /** Where a sandbox lies unless told otherwise. */
  readonly usualFolder: string
}
