import {stat} from 'node:fs/promises'
import {dirname, join, parse, resolve, win32} from 'node:path'
import type {ConfigLocations} from '../ports/profiles.ts'

/** What of the process decides where files are; handed in so that nothing else looks at the process. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Empty where there is none. */
  readonly home: string
  readonly platform: NodeJS.Platform
  readonly stateFolder: string
}

export const PROJECT_FILE = '.dmp.yaml'

/** `DMP_CONFIG_DIR`, else `%APPDATA%\dmp` on Windows, else XDG (`~/.config/dmp`). */
export function configFolder({env, cwd, home, platform}: Surroundings): string {
  const own = env['DMP_CONFIG_DIR']
  if (own) return resolve(cwd, own)
  if (platform === 'win32') {
    const roaming = env['APPDATA'] ?? ''
    return join(win32.isAbsolute(roaming) ? roaming : join(home, 'AppData', 'Roaming'), 'dmp')
  }
  const xdg = env['XDG_CONFIG_HOME']
  // The XDG rule: a relative value is no value.
  return join(xdg?.startsWith('/') ? xdg : join(home, '.config'), 'dmp')
}

/** The nearest `.dmp.yaml` from `folder` upwards. */
export async function findProjectFile(folder: string): Promise<string | undefined> {
  const root = parse(folder).root
  for (let current = resolve(folder); ; current = dirname(current)) {
    const candidate = join(current, PROJECT_FILE)
    if (await isFile(candidate)) return candidate
    if (current === root) return undefined
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}

export async function locate(around: Surroundings): Promise<ConfigLocations> {
  const folder = configFolder(around)
  const projectFile = await findProjectFile(around.cwd)
  return {
    configFolder: folder,
    profilesFolder: join(folder, 'profiles'),
    stateFolder: around.stateFolder,
    ...(projectFile === undefined ? {} : {projectFile}),
  }
}
