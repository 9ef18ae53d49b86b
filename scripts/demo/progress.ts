import {readFileSync} from 'node:fs'
import {join} from 'node:path'

const WIDTH = 30

/** Shows how many submissions the embedded DMP has received, asked of its control endpoint. */
export function showProgress(label: string, folder: string, control: string, total: number): () => void {
  const token = readFileSync(join(folder, 'control-token.txt'), 'utf8').trim()
  const lively = process.stdout.isTTY && !process.env['CI'] && process.env['TERM'] !== 'dumb'
  let said = -1
  let asking = false
  const draw = (done: number) => {
    const filled = Math.round((WIDTH * Math.min(done, total)) / total)
    if (lively) {
      process.stdout.write(
        `\r\u001b[2K[${'█'.repeat(filled)}${'·'.repeat(WIDTH - filled)}] ${label} ${done}/${total}`,
      )
    } else if (done === total || done - said >= total / 5) {
      said = done
      process.stdout.write(`${label} ${done}/${total}\n`)
    }
  }
  const ask = async () => {
    if (asking) return
    asking = true
    try {
      const answer = await fetch(`${control}/counters`, {headers: {'x-sandbox-token': token}})
      const {calls} = (await answer.json()) as {calls: number}
      if (calls !== said) draw(calls)
    } catch {
      // The sandbox is gone or busy: the bar stands still, the command itself will say.
    } finally {
      asking = false
    }
  }
  draw(0)
  const timer = setInterval(() => void ask(), 250)
  return () => {
    clearInterval(timer)
    if (lively) process.stdout.write('\r\u001b[2K')
  }
}
