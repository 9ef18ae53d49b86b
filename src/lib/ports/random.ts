export interface Random {
  uuid(): string
  bytes(count: number): Uint8Array
}
