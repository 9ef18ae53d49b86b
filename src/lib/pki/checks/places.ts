import type {ExposedPlace} from './check.ts'

const byFolder: readonly (readonly [ExposedPlace, readonly string[]])[] = [
  ['web-root', ['htdocs', 'public_html', 'wwwroot', 'inetpub', 'www']],
  ['downloads', ['downloads', 'téléchargements', 'telechargements']],
  ['desktop', ['desktop', 'bureau']],
]

/** What the path of a file alone says of a place where no key should lie; a share is `\\server\…`. */
export function placesOf(path: string): ExposedPlace[] {
  const folders = path.normalize('NFC').toLowerCase().split(/[/\\]/).slice(0, -1)
  const found = byFolder.filter(([, names]) => names.some((name) => folders.includes(name)))
  return [
    ...(/^(?:\\\\|\/\/)[^/\\?.]/.test(path) ? (['shared-folder'] as const) : []),
    ...found.map(([place]) => place),
  ]
}
