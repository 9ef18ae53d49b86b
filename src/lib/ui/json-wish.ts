/** Whether the answer is to be one JSON document: `--json` before any `--`, or `DMP_CONTENT_TYPE=json`. */
export function wantsJson(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  const end = argv.indexOf('--')
  const words = end === -1 ? argv : argv.slice(0, end)
  return words.includes('--json') || env['DMP_CONTENT_TYPE']?.toLowerCase() === 'json'
}
