import {spawnSync} from 'node:child_process'
import {afterAll, describe, expect, it} from 'vitest'
import {Cast} from '../../support/certificate-matrix/cast.ts'
import {byOpenssl, exported, opened, storePassword} from '../../support/certificate-matrix/stores.ts'

const {stdout = '', stderr = ''} = spawnSync('openssl', ['pkcs12', '-help'], {encoding: 'utf8'})
const able = `${stdout}${stderr}`.includes('-pbmac1_pbkdf2')

describe.skipIf(!able)(`PBMAC1 (RFC 9579)${able ? '' : ' [skipped: needs OpenSSL 3.4]'}`, () => {
  const cast = new Cast()
  afterAll(() => cast.mint.remove())

  it.each([storePassword, 'une autre'])('opens, or not, as for OpenSSL (%s)', async (password) => {
    const path = exported(cast, 'pbmac1', ['-pbmac1_pbkdf2'], storePassword)
    const ours = await opened(path, password)
    expect(ours.key).toBe(byOpenssl(path, password).key)
  })
})
