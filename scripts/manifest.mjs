// The manifest lets oclif know every command without loading any. Texts in it are message keys.
import {readFileSync, renameSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

export async function writeManifest(root) {
  const path = join(root, 'oclif.manifest.json')
  const {Config} = await import('@oclif/core')
  const config = await Config.load({root, ignoreManifest: true})
  const plugin = config.plugins.get(config.pjson.name)
  await plugin.load()
  const manifest = plugin.manifest
  for (const command of Object.values(manifest.commands)) {
    command.relativePath ??= ['dist', 'commands', ...command.id.split(':')].join('/').concat('.js').split('/')
    delete command.pluginAlias
    delete command.pluginName
    delete command.pluginType
  }
  const sorted = Object.fromEntries(Object.entries(manifest.commands).sort(([a], [b]) => (a < b ? -1 : 1)))
  const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  // In one piece: another dmp may be reading it.
  writeFileSync(`${path}.${process.pid}`, `${JSON.stringify({commands: sorted, version})}\n`)
  renameSync(`${path}.${process.pid}`, path)
  return Object.keys(sorted).length
}
