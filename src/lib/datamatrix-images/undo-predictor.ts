/** How the samples of a stream were prepared before they were compressed (ISO 32000, PNG filters). */
export interface PredictorForm {
  readonly predictor: number
  readonly columns: number
  readonly colors: number
  readonly bits: number
}

/** Undoes the PNG predictors (10 to 15); undefined for TIFF's, which images of codes do not use. */
export function undoPredictor(
  bytes: Uint8Array,
  {predictor, columns, colors, bits}: PredictorForm,
): Uint8Array | undefined {
  if (predictor < 2) return bytes
  if (predictor < 10) return undefined
  const pixel = Math.max(1, Math.ceil((colors * bits) / 8))
  const row = Math.ceil((columns * colors * bits) / 8)
  const rows = Math.ceil(bytes.length / (row + 1))
  const out = new Uint8Array(rows * row)
  for (let y = 0; y < rows; y++) {
    const kind = bytes[y * (row + 1)] ?? 0
    const from = y * (row + 1) + 1
    const to = y * row
    for (let x = 0; x < row; x++) {
      const left = x >= pixel ? (out[to + x - pixel] ?? 0) : 0
      const up = y > 0 ? (out[to + x - row] ?? 0) : 0
      const corner = y > 0 && x >= pixel ? (out[to + x - row - pixel] ?? 0) : 0
      out[to + x] = (bytes[from + x] ?? 0) + guess(kind, left, up, corner)
    }
  }
  return out
}

function guess(kind: number, left: number, up: number, corner: number): number {
  switch (kind) {
    case 1:
      return left
    case 2:
      return up
    case 3:
      return (left + up) >> 1
    case 4:
      return paeth(left, up, corner)
    default:
      return 0
  }
}

function paeth(left: number, up: number, corner: number): number {
  const base = left + up - corner
  const [a, b, c] = [Math.abs(base - left), Math.abs(base - up), Math.abs(base - corner)]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}
