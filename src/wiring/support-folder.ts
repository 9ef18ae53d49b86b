import {existsSync} from 'node:fs'
import {join} from 'node:path'
import type {SupportFolder} from '../lib/ports/support-folder.ts'

interface Around {
  readonly stateFolder: string
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** What `dmp report` looks at; its modules load when it runs, never otherwise. */
export function supportFolder({stateFolder, home, env}: Around): SupportFolder {
  return {
    log: async (lines) => (await reader()).readLog(join(stateFolder, 'log'), lines),
    crashes: async () => (await reader()).readCrashes(join(stateFolder, 'crash')),
    surroundings: async () => (await reader()).describeSurroundings(env),
    async mask() {
      const {maskForTicket} = await reader()
      return (text) => maskForTicket(text, home)
    },
    async journal(path) {
      const {requireRestored} = await import('../lib/journal/restore-gate.ts')
      requireRestored(path)
      if (!existsSync(path)) return undefined
      const {checkJournal} = await import('../lib/journal/check.ts')
      return checkJournal({path, keyDir: join(stateFolder, 'keys'), registryDir: stateFolder})
    },
  }
}

const reader = () => import('../lib/log/support-folder.ts')
