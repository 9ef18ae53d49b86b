import type {AddressOpener} from '../lib/ports/address-opener.ts'

/** Loaded by the first address that is opened. */
export const addressOpener =
  (env: Readonly<Record<string, string | undefined>>): AddressOpener =>
  async (address, signal) => {
    const opener = await import('../lib/host/open-address.ts')
    return opener.addressOpener({platform: process.platform, env})(address, signal)
  }
