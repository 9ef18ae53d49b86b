import type {KeyFiles} from '../ports/key-files.ts'
import type {Machine} from '../ports/machine.ts'
import type {Profiles} from '../ports/profiles.ts'
import type {ProductIdentity} from '../profile/setting.ts'
import type {Surroundings} from './locations.ts'

export interface ConfigAdapters {
  readonly profiles: Profiles
  readonly keyFiles: KeyFiles
  readonly machine: Machine
}

/** What configuration needs of this machine, each part loaded when first used: most commands never look at it. */
export function configAdapters(around: Surroundings & {readonly product: ProductIdentity}): ConfigAdapters {
  const profiles = async () => (await import('./profiles.ts')).fileProfiles(around)
  const keyFiles = async () => (await import('./key-files.ts')).keyFiles
  const machine = async () => (await import('./machine.ts')).localMachine
  return {
    profiles: {
      load: async (wish) => (await profiles()).load(wish),
      list: async () => (await profiles()).list(),
      locations: async () => (await profiles()).locations(),
      write: async (name, text, options) => (await profiles()).write(name, text, options),
      change: async (name, changes) => (await profiles()).change(name, changes),
      changed: async (name, changes) => (await profiles()).changed(name, changes),
      alone: async (name, work) => (await profiles()).alone(name, work),
    },
    keyFiles: {
      preview: async (source) => (await keyFiles()).preview(source),
      tokenPreview: async (source) => (await import('../keys/token-preview.ts')).previewToken(source),
      leafUnit: async (source) => (await import('./leaf-unit-of.ts')).leafUnitOf(source),
      authorities: async (path) => (await keyFiles()).authorities(path),
    },
    machine: {
      clockSync: async (signal) => (await machine()).clockSync(signal),
      canWrite: async (folder) => (await machine()).canWrite(folder),
    },
  }
}
