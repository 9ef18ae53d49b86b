import {execFileSync} from 'node:child_process'
import {cpSync, mkdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Desk, Scenarios} from './stage.ts'

const softhsm = '/usr/lib/softhsm/libsofthsm2.so'

/** The key file of the profile, copied to the desk. */
function copiedKey(desk: Desk, mode: number): string {
  const profile = readFileSync(desk.path('config/profiles/sandbox.yaml'), 'utf8')
  const path = /sign:[\s\S]*?path: '?"?([^\s'"]+\.p12)/.exec(profile)?.[1] ?? ''
  mkdirSync(desk.path('keys'), {recursive: true})
  cpSync(path, desk.path('keys/sign.p12'))
  execFileSync('chmod', [mode.toString(8), desk.path('keys/sign.p12')])
  return desk.path('keys/sign.p12')
}

const token = (purpose: 'AUTH' | 'SIGN', pin: string) => ({
  [`DMP_CERTIFICATES_${purpose}_KIND`]: 'pkcs11',
  [`DMP_CERTIFICATES_${purpose}_MODULE_PATH`]: softhsm,
  [`DMP_CERTIFICATES_${purpose}_TOKEN_LABEL`]: 'essai',
  [`DMP_CERTIFICATES_${purpose}_KEY_LABEL`]: 'cachet',
  [`DMP_CERTIFICATES_${purpose}_PIN`]: `file:${pin}`,
})

export const keys: Scenarios = {
  DMP_KEY_FILE_UNREADABLE: (stage) => stage.desk().status({DMP_CERTIFICATES_SIGN_PATH: '/nowhere/sign.p12'}),
  DMP_KEY_FILE_EXPOSED: (stage) => {
    const desk = stage.desk()
    return desk.status({DMP_CERTIFICATES_SIGN_PATH: copiedKey(desk, 0o644)})
  },
  DMP_KEY_PASSPHRASE_WRONG: (stage) => {
    const desk = stage.desk()
    const wrong = desk.write('wrong-passphrase', 'not-the-passphrase-4711\n')
    return desk.status({DMP_CERTIFICATES_SIGN_PASSPHRASE: `file:${wrong}`})
  },
  DMP_KEY_PIN_REFUSED: {
    needs: [
      {program: 'softhsm2-util', package: 'softhsm2'},
      {file: softhsm, package: 'softhsm2'},
    ],
    prepare: (stage) => {
      const desk = stage.desk()
      mkdirSync(desk.path('tokens'), {recursive: true})
      const conf = desk.write(
        'softhsm2.conf',
        `directories.tokendir = ${desk.path('tokens')}\nobjectstore.backend = file\n`,
      )
      const init = ['--init-token', '--free', '--label', 'essai', '--pin', '1234', '--so-pin', '12345678']
      const env = {SOFTHSM2_CONF: conf}
      execFileSync('softhsm2-util', init, {env: {PATH: process.env['PATH'], ...env}, stdio: 'pipe'})
      return desk.status({...env, ...token('SIGN', desk.write('pin', '4711-wrong'))})
    },
  },
  DMP_KEY_TOKEN_UNAVAILABLE: (stage) => {
    const desk = stage.desk()
    const gone = {DMP_CERTIFICATES_SIGN_MODULE_PATH: join(desk.folder, 'no-module.so')}
    return desk.status({...token('SIGN', desk.write('pin', '4711-wrong')), ...gone})
  },
  DMP_KEY_TOKEN_TLS_UNSUPPORTED: (stage) => {
    const desk = stage.desk()
    return desk.status(token('AUTH', desk.write('pin', '4711-wrong')))
  },
  DMP_SECRET_UNAVAILABLE: (stage) => stage.desk().status({DMP_CERTIFICATES_AUTH_PASSPHRASE: 'prompt'}),
  DMP_CERTIFICATE_UNFIT: (stage) =>
    stage.desk((profile) => profile.replace(/finessEj: .*/, "finessEj: '0B0000907'")).status(),
}
