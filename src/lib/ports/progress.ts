export interface ProgressStep {
  readonly done: number
  readonly total?: number
  readonly failed?: number
}

/** How a long job tells where it stands: a bar on a terminal, plain lines elsewhere, nothing under --json. */
export interface Progress {
  start(label: string, total?: number): void
  update(step: ProgressStep): void
  stop(): void
}
