/** Longest IPP for which lost zeros are looked for. */
const LONGEST = 15

/** An IPP as spreadsheets leave it: without the zeros it began with. */
export const bareIpp = (ipp: string): string => ipp.trim().replace(/^0+(?=.)/, '')

/** Every way to write an IPP that begins with a digit, its leading zeros being kept or lost; itself first. */
export function waysToWriteIpp(ipp: string): readonly string[] {
  const bare = bareIpp(ipp)
  if (!/^\d/.test(bare)) return [ipp]
  const lengths = Array.from(
    {length: Math.max(0, LONGEST - bare.length) + 1},
    (_, zeros) => bare.length + zeros,
  )
  return [...new Set([ipp, ...lengths.map((length) => bare.padStart(length, '0'))])]
}
