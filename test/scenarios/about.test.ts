import {globSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk({
    env: {DMP_LPS_NAME: 'LogicielFictif', DMP_LPS_VERSION: '7.3', DMP_LPS_ID: 'POSTE-12'},
  })
})
afterAll(() => desk.sandbox.remove())

const attribute = (xml: string, name: string) =>
  new RegExp(`Name="${name}"[^>]*><saml:AttributeValue>([^<]*)`).exec(xml)?.[1]

it('says of this software exactly what its assertions say (EX_GEN-1180)', async () => {
  const folder = join(desk.sandbox.home, 'exchange')
  const sent = await desk.text(desk.submitArgs(desk.newText(), {more: ['--save-exchange', folder]}))
  expect(sent.code).toBe(0)
  const [request = ''] = globSync('*repository-request.txt', {cwd: folder})
  const xml = readFileSync(join(folder, request), 'utf8')
  const {answer} = await desk.json(['version', '--verbose'])
  expect(answer.data.lps).toMatchObject({
    name: attribute(xml, 'LPS_Nom'),
    version: attribute(xml, 'LPS_Version'),
    id: attribute(xml, 'LPS_ID'),
  })
  expect(answer.data.lps.name).toBe('LogicielFictif')
  expect(xml).toContain('LPS_ID_HOMOLOGATION_DMP')
  expect(attribute(xml, 'LPS_ID_HOMOLOGATION_DMP')).toMatch(/^\*+$/)
})
