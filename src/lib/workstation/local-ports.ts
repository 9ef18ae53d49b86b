/**
 * Programs by which a web page reaches the readers of a workstation, and the port on which each listens. A stale or
 * foreign program on that port looks like a fault of the card.
 */
export interface Connector {
  readonly name: string
  readonly port: number
  /** In the name of its program. */
  readonly program: RegExp
}

export const connectors: readonly Connector[] = [
  {name: 'JuxtaLink', port: 1234, program: /juxta/i},
  {name: 'VitalZen', port: 10_100, program: /vital\W?zen/i},
  {name: 'Pyxvital', port: 10_500, program: /pyx/i},
]

/** A port that is listened on. */
export interface LocalPort {
  readonly port: number
  /** Name of the program; absent where this account may not know it. */
  readonly program?: string
  readonly pid?: number
}

export type LocalPorts =
  | {readonly state: 'listed'; readonly by: string; readonly listening: readonly LocalPort[]}
  | {readonly state: 'untold'; readonly reason: string}
