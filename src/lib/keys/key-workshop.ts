import type {KeyWorkshop} from '../ports/key-workshop.ts'
import type {KeyPorts} from './open-identity.ts'
import {readPrivateFile} from './private-file.ts'

/** Private keys made, opened and protected anew on this machine; each part is loaded when first used. */
export function createKeyWorkshop(ports: KeyPorts): KeyWorkshop {
  return {
    async newRequest(subject, passphrase) {
      const {newRequest} = await import('./csr-writer.ts')
      return newRequest(subject, passphrase)
    },
    async repack({bytes, name}, wish) {
      const [{openPkcs12, translated}, {repackPkcs12}] = await Promise.all([
        import('./pkcs12.ts'),
        import('./pkcs12-writer.ts'),
      ])
      // Told before anything is made: what is wrong with the file, or with the password.
      await openPkcs12(bytes, wish.passphrase, name)
      const made = await repackPkcs12(bytes, wish).catch((error: unknown) => {
        throw translated(error, name)
      })
      const {leaf, others} = await openPkcs12(made, wish.newPassphrase, name)
      return {bytes: made, leaf, certificates: others.length + 1}
    },
    async prove(source, use) {
      const {openIdentity} = await import('./open-identity.ts')
      const {certificate, companions, findings} = await openIdentity(source, use, ports)
      return {certificate, companions, findings}
    },
    readPrivate: readPrivateFile,
  }
}
