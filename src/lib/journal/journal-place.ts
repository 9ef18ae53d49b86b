import {accessSync, constants, existsSync, statfsSync, statSync} from 'node:fs'
import {dirname, resolve} from 'node:path'
import {type FileSystemType, networkTypeOf} from '../system/local-folder.ts'

/** `f_type` of statfs(2) where no file is ever made, whatever the rights say: proc, sysfs, cgroup 2. */
const UNREAL: ReadonlySet<number> = new Set([0x9fa0, 0x62656572, 0x63677270])

const systemType: FileSystemType = (folder) => statfsSync(folder).type

/** Why a journal could not be kept there; nothing is opened, made or written. Undefined where nothing speaks against it. */
export function journalPlaceFault(file: string, typeOf: FileSystemType = systemType): string | undefined {
  const path = resolve(file)
  try {
    if (existsSync(path)) {
      if (!statSync(path).isFile()) return 'not-a-file'
      accessSync(path, constants.R_OK | constants.W_OK)
    }
    let folder = dirname(path)
    while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder)
    if (!statSync(folder).isDirectory()) return 'ENOTDIR'
    accessSync(folder, constants.W_OK | constants.X_OK)
    const type = typeOf(folder)
    if (UNREAL.has(type >>> 0)) return 'EROFS'
    return networkTypeOf(type)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'error'
  }
}
