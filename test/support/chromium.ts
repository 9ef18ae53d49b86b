/** Chromium without a screen, as a judge of pages: what it rendered, what it complained of, what it asked the network for. */
import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'

export const needsChromium = [{program: 'chromium', package: 'chromium'}] as const

export interface Rendered {
  /** The document after everything ran. */
  readonly dom: string
  /** Lines of the console. */
  readonly console: readonly string[]
  /** Addresses that the page asked for. */
  readonly requests: readonly string[]
  /** A picture of it, PNG. */
  readonly picture: Buffer
}

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--hide-scrollbars',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
]

function run(profile: string, args: readonly string[]) {
  const {stdout, stderr, status} = spawnSync('chromium', [...FLAGS, `--user-data-dir=${profile}`, ...args], {
    maxBuffer: 64 * 1024 * 1024,
    timeout: 120_000,
  })
  if (status !== 0) throw new Error(`chromium ended with ${status}\n${stderr}`)
  return {stdout: stdout.toString('utf8'), stderr: stderr.toString('utf8')}
}

interface NetLog {
  readonly events: readonly {readonly params?: {readonly url?: string; readonly initiator?: string}}[]
}

/** Opens a file in a browser with a profile of its own. */
export function rendered(path: string): Rendered {
  const folder = mkdtempSync(join(tmpdir(), 'chromium-'))
  const url = pathToFileURL(path).href
  try {
    const log = join(folder, 'net.json')
    const picture = join(folder, 'page.png')
    const {stdout, stderr} = run(join(folder, 'a'), [
      '--enable-logging=stderr',
      `--log-net-log=${log}`,
      '--dump-dom',
      url,
    ])
    run(join(folder, 'b'), ['--window-size=1200,2000', `--screenshot=${picture}`, url])
    const {events} = JSON.parse(readFileSync(log, 'utf8')) as NetLog
    // What the browser asks for on its own account has no page as its origin.
    const asked = events.flatMap(({params: {url: to, initiator} = {}}) =>
      to !== undefined && initiator !== undefined && initiator !== 'not an origin' ? [to] : [],
    )
    return {
      dom: stdout,
      console: stderr.split('\n').filter((line) => /:CONSOLE[:(]/.test(line)),
      requests: [...new Set(asked)].filter((one) => one !== url),
      picture: readFileSync(picture),
    }
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}
