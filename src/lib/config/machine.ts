import {access, constants, stat} from 'node:fs/promises'
import {dirname} from 'node:path'
import type {Machine} from '../ports/machine.ts'
import {clockSync} from './clock-sync.ts'

export const localMachine: Machine = {
  clockSync: () => clockSync(process.platform),
  async canWrite(folder) {
    const found = await stat(folder).catch(() => undefined)
    // A folder that is not there yet can be made where its nearest existing parent allows it.
    if (!found) return dirname(folder) !== folder && localMachine.canWrite(dirname(folder))
    if (!found.isDirectory()) return false
    return access(folder, constants.W_OK | constants.X_OK).then(
      () => true,
      () => false,
    )
  },
}
