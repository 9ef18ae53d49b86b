/** A page in Chromium, driven over its debugging pipe: sizes, colours, keys, print. The page itself needs no script. */
import {type ChildProcess, spawn} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Readable, Writable} from 'node:stream'
import {pathToFileURL} from 'node:url'

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-pipe',
  'about:blank',
]

interface Answer {
  readonly id?: number
  readonly method?: string
  readonly result?: Record<string, unknown>
  readonly error?: {readonly message: string}
}

type Params = Readonly<Record<string, unknown>>

export interface Look {
  readonly width: number
  readonly height?: number
  readonly scheme?: 'light' | 'dark'
  /** Of the page as it is looked at; else what the act asks for: the screen's, or paper's for `pdf`. */
  readonly media?: 'screen' | 'print'
}

export class ChromiumPage {
  readonly #child: ChildProcess
  readonly #profile: string
  readonly #waiting = new Map<number, (answer: Answer) => void>()
  readonly #heard = new Map<string, () => void>()
  #session = ''
  #last = 0

  private constructor() {
    this.#profile = mkdtempSync(join(tmpdir(), 'chromium-'))
    this.#child = spawn('chromium', [`--user-data-dir=${this.#profile}`, ...FLAGS], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    })
    let rest = ''
    const answers = this.#child.stdio[4] as Readable
    answers.setEncoding('utf8')
    answers.on('data', (part: string) => {
      const lines = (rest + part).split('\0')
      rest = lines.pop() ?? ''
      for (const line of lines) this.#take(JSON.parse(line) as Answer)
    })
  }

  static async open(): Promise<ChromiumPage> {
    const page = new ChromiumPage()
    const {targetId} = await page.#send('Target.createTarget', {url: 'about:blank'})
    const {sessionId} = await page.#send('Target.attachToTarget', {targetId, flatten: true})
    page.#session = String(sessionId)
    await page.#send('Page.enable')
    return page
  }

  #take({id, method, ...answer}: Answer): void {
    if (id !== undefined) this.#waiting.get(id)?.(answer)
    else if (method !== undefined) this.#heard.get(method)?.()
  }

  async #send(method: string, params: Params = {}): Promise<Record<string, unknown>> {
    this.#last += 1
    const id = this.#last
    const {promise, resolve} = Promise.withResolvers<Answer>()
    this.#waiting.set(id, resolve)
    const session = this.#session === '' ? {} : {sessionId: this.#session}
    const requests = this.#child.stdio[3] as Writable
    requests.write(`${JSON.stringify({id, method, params, ...session})}\0`)
    const {result, error} = await promise
    this.#waiting.delete(id)
    if (error) throw new Error(`${method}: ${error.message}`)
    return result ?? {}
  }

  async show(path: string, {width, height = 900, scheme = 'light', media}: Look): Promise<void> {
    await this.#send('Emulation.setDeviceMetricsOverride', {
      ...{width, height, deviceScaleFactor: 1, mobile: width < 600},
    })
    await this.#send('Emulation.setEmulatedMedia', {
      media: media ?? '',
      features: [{name: 'prefers-color-scheme', value: scheme}],
    })
    const {promise, resolve} = Promise.withResolvers<void>()
    this.#heard.set('Page.loadEventFired', resolve)
    await this.#send('Page.navigate', {url: pathToFileURL(path).href})
    await promise
  }

  /** The value of a function of the page's own world, which the page's policy does not bind. */
  async ask<T>(code: () => T): Promise<T> {
    const {result, exceptionDetails} = await this.#send('Runtime.evaluate', {
      expression: `(${code.toString()})()`,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails))
    return (result as {readonly value: T}).value
  }

  async press(key: 'Tab' | 'Enter'): Promise<void> {
    const code = key === 'Tab' ? 9 : 13
    const about = {key, code: key, windowsVirtualKeyCode: code, ...(key === 'Enter' ? {text: '\r'} : {})}
    await this.#send('Input.dispatchKeyEvent', {type: 'keyDown', ...about})
    await this.#send('Input.dispatchKeyEvent', {type: 'keyUp', ...about})
  }

  /** PNG of the whole page, or of a part of it. */
  async picture(part?: {
    readonly y: number
    readonly width: number
    readonly height: number
  }): Promise<Buffer> {
    const clip = part && {x: 0, ...part, scale: 1}
    const {data} = await this.#send('Page.captureScreenshot', {
      captureBeyondViewport: true,
      ...(clip ? {clip} : {}),
    })
    return Buffer.from(String(data), 'base64')
  }

  async pdf(): Promise<Buffer> {
    const {data} = await this.#send('Page.printToPDF', {
      printBackground: false,
      paperWidth: 8.27,
      paperHeight: 11.7,
    })
    return Buffer.from(String(data), 'base64')
  }

  async close(): Promise<void> {
    const {promise, resolve} = Promise.withResolvers<void>()
    this.#child.once('exit', () => resolve())
    this.#session = ''
    void this.#send('Browser.close')
    await promise
    rmSync(this.#profile, {recursive: true, force: true, maxRetries: 5})
  }
}
