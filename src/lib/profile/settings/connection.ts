import {always, type Setting, type SettingType, setting} from '../setting.ts'

const https: SettingType = {kind: 'url', schemes: ['https']}
const own = {scope: 'own-layers'} as const

/** Which DMP, by which way: no host is built in. */
export const connectionSettings: readonly Setting[] = [
  setting(
    'environment',
    {kind: 'choice', values: ['sandbox', 'test', 'formation', 'production']},
    {scope: 'profile-file', default: () => 'sandbox'},
  ),
  setting('endpoints.base', https, {...own, required: always}),
  setting('endpoints.repository', https, own),
  setting('endpoints.registry', https, own),
  setting('endpoints.patients', https, own),
  setting('endpoints.paramLps', https, own),
  setting('endpoints.webPs', https, own),
  setting('endpoints.serverName', {kind: 'text', pattern: /^[A-Za-z0-9.-]+$/, form: 'dmp.example'}, own),
  setting('proxy', {kind: 'url', schemes: ['http', 'https']}, own),
  setting('timeouts.connect', {kind: 'duration'}, {default: () => 10_000}),
  setting('timeouts.answer', {kind: 'duration'}, {default: () => 60_000}),
  setting('timeouts.total', {kind: 'duration'}, {default: () => 300_000}),
  setting('trust.caFiles', {kind: 'paths'}, {...own, default: () => []}),
  setting('trust.publicCaFiles', {kind: 'paths'}, own),
  setting(
    'trust.revocation',
    {kind: 'choice', values: ['warn', 'strict', 'off']},
    {...own, default: () => 'warn'},
  ),
]
