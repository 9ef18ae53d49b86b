import {spawnSync} from 'node:child_process'

/** True where a process may have mounts of its own: root on Linux, in a container that lets it. */
export function canUnshare(): boolean {
  return (
    process.platform === 'linux' &&
    spawnSync('unshare', ['-m', 'mount', '--bind', '/etc/hosts', '/etc/hosts']).status === 0
  )
}
