const RUN = /^[A-Za-z0-9+/]+={0,2}$/

/**
 * Decodes strictly: white space and the line ends written `\.br\`, `\X0D\`, `\X0A\` are taken out, missing padding is
 * accepted (published messages lack it), anything else is refused. Undefined when it is not base64.
 */
export function strictBase64(text: string, mark = '\\'): Uint8Array | undefined {
  let run = text
  if (run.includes(mark))
    for (const word of ['.br', 'X0D', 'X0A', 'X0D0A', 'X0d', 'X0a', 'X0d0a'])
      run = run.replaceAll(`${mark}${word}${mark}`, '')
  if (/\s/.test(run)) run = run.replaceAll(/\s+/g, '')
  if (!RUN.test(run)) return undefined
  const data = run.length - (run.endsWith('==') ? 2 : run.endsWith('=') ? 1 : 0)
  if (data % 4 === 1) return undefined
  if (data !== run.length && run.length % 4 !== 0) return undefined
  return Buffer.from(run, 'base64')
}
