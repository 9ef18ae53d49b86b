import type {KeySource, Profile} from '../profile.ts'
import type {ProfileRule} from '../profile-rule.ts'
import {namesOfKeySource} from '../settings/certificates.ts'

const uses = ['auth', 'sign'] as const

function place(source: KeySource): string {
  switch (source.kind) {
    case 'pkcs12':
      return source.path
    case 'pem':
      return source.keyPath
    case 'pkcs11':
      return `${source.modulePath}\n${source.tokenLabel}\n${source.keyLabel}`
  }
}

/** EX_GEN-1450: two certificates; the commonest slip is to name one file twice. */
const twoSources: ProfileRule = ({certificates}) =>
  place(certificates.auth) === place(certificates.sign)
    ? [{code: 'one-key-source', severity: 'error', key: 'certificates.sign.path'}]
    : []

const nothingUnused: ProfileRule = (_, values) =>
  uses.flatMap((use) => {
    const kind = String(values.get(`certificates.${use}.kind`))
    const known = namesOfKeySource[kind] ?? []
    // A passphrase and a PIN have defaults, so their presence says nothing.
    const optional = [
      'path',
      'certificatePath',
      'keyPath',
      'modulePath',
      'tokenLabel',
      'keyLabel',
      'enginePath',
    ]
    return optional
      .filter((name) => !known.includes(name) && values.has(`certificates.${use}.${name}`))
      .map((name) => ({
        code: 'setting-unused',
        severity: 'warning' as const,
        key: `certificates.${use}.${name}`,
        params: {key: `certificates.${use}.${name}`, kind},
      }))
  })

/** The certificate authorities of the sandbox are made on this machine, so nothing else can vouch for them. */
const sandboxAuthority: ProfileRule = ({environment, trust}: Profile) =>
  environment === 'sandbox' && trust.caFiles.length === 0
    ? [{code: 'sandbox-authority', severity: 'warning', key: 'trust.caFiles'}]
    : []

export const certificateRules: readonly ProfileRule[] = [twoSources, nothingUnused, sandboxAuthority]
