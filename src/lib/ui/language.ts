export type Language = 'fr' | 'en'

/** The value of `--lang` or `--lang=…`, read before any parser so that help and usage errors speak it too. */
function flagOf(argv: readonly string[]): string | undefined {
  const end = argv.indexOf('--')
  const words = end === -1 ? argv : argv.slice(0, end)
  const at = words.indexOf('--lang')
  return at === -1 ? words.find((word) => word.startsWith('--lang='))?.slice('--lang='.length) : words[at + 1]
}

/** `--lang`, then `DMP_LANG`, then the locale; French under a French locale, English otherwise. */
export function chooseLanguage(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Language {
  const wish = [flagOf(argv), env['DMP_LANG'], env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(Boolean)
  return wish?.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}
