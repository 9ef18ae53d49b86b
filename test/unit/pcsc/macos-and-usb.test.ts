import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {readSysfsUsb} from '../../../src/lib/pcsc/sysfs-usb.ts'
import {readSystemProfiler} from '../../../src/lib/pcsc/system-profiler.ts'
import {readIoreg, readPnpDevices} from '../../../src/lib/pcsc/usb-listings.ts'

// Constructed after the form described by public support kits: not captured on a Mac.
const mac = (heading: string, readers: string) =>
  `SmartCards:\n\n    ${heading}:\n\n${readers}\n    Reader Drivers:\n\n      #01: org.debian.alioth.pcsclite.smartcardccid:1.5.1 (/usr/libexec/SmartCardServices/drivers/ifd-ccid.bundle)\n\n    SmartCard Drivers:\n\n      #01: com.apple.CryptoTokenKit.pivtoken:1.0 (/System/Library/x.appex)\n`
const two = `      #01: Gemalto PC Twin Reader (ATR:{length = 17, bytes = 0x3bac00402a001225006480000310009000})\n      #02: F600 F600 Smart Card Reader 01\n`

describe('system_profiler (constructed output)', () => {
  it.each(['Readers', 'Lecteurs', 'Leser'])('tells readers under the heading %s', (heading) => {
    expect(readSystemProfiler(mac(heading, two), 'done')).toEqual({
      kind: 'listed',
      backend: 'system_profiler',
      readers: [
        {
          name: 'Gemalto PC Twin Reader',
          card: 'present',
          held: 'untold',
          atr: '3BAC00402A001225006480000310009000',
        },
        {name: 'F600 F600 Smart Card Reader 01', card: 'untold', held: 'untold'},
      ],
    })
  })

  it('takes drivers and tokens for no reader', () => {
    expect(readSystemProfiler(mac('Readers', ''), 'done')).toMatchObject({kind: 'listed', readers: []})
    expect(readSystemProfiler(mac('Чтение', two), 'done')).toMatchObject({
      kind: 'failed',
      reason: 'unreadable',
    })
    expect(readSystemProfiler('', 'cut')).toMatchObject({kind: 'failed', reason: 'timeout'})
    expect(readSystemProfiler('SmartCards:\n\n    Readers:\n', 'cut')).toMatchObject({kind: 'failed'})
  })

  it.each([
    ['an ATR shortened by the system', '{length = 17, bytes = 0x3bac00402a001225 ... 0310009000}', 'present'],
    ['an ATR of another length than said', '{length = 17, bytes = 0x3f6525002c09699000}', 'present'],
    ['an empty ATR', '{length = 0, bytes = 0x}', 'mute'],
    ['words', 'none', 'present'],
  ])('gives no ATR for %s', (_, inside, card) => {
    const read = readSystemProfiler(mac('Readers', `      #01: X (ATR:${inside})\n`), 'done')
    expect(read).toEqual({
      kind: 'listed',
      backend: 'system_profiler',
      readers: [{name: 'X', card, held: 'untold'}],
    })
  })

  it('reads the older form of an ATR', () => {
    const read = readSystemProfiler(mac('Readers', '      #01: X (ATR:<3f652500 2c096990 00>)\n'), 'done')
    expect(read).toMatchObject({readers: [{name: 'X', card: 'present', atr: '3F6525002C09699000'}]})
  })

  it('in noise finds no ATR that is not written there', () => {
    const pieces = fc.constantFrom(
      ...mac('Lecteurs', two).split('\n'),
      '    Readers:',
      '#01: (ATR:',
      '#99: x (ATR:3b00)',
    )
    const noise = fc.oneof(
      fc.array(pieces, {maxLength: 20}).map((lines) => lines.join('\n')),
      fc.string({maxLength: 200}),
    )
    fc.assert(
      fc.property(noise, (text) => {
        const read = readSystemProfiler(text, 'done')
        const found = read.kind === 'listed' ? read.readers : []
        for (const {name} of found) expect(text).toContain(name)
        if (found.length > 0) expect(text).toMatch(/Readers|Lecteurs|Leser/i)
      }),
      {numRuns: 1000},
    )
  })
})

describe('readers on the USB bus', () => {
  it('of Windows are told with their ids and faults (constructed output)', () => {
    const one = {
      FriendlyName: 'Lecteur de carte à puce',
      Status: 'OK',
      InstanceId: 'USB\\VID_08E6&PID_3437\\5&1',
    }
    const lame = {FriendlyName: 'F600', Status: 'Error', InstanceId: 'USB\\VID_1A2B&PID_0001\\x'}
    expect(readPnpDevices(`\ufeff${JSON.stringify(one)}\r\n`)).toEqual([
      {name: 'Lecteur de carte à puce', id: '08e6:3437', by: 'class'},
    ])
    expect(readPnpDevices(JSON.stringify([one, lame]))).toMatchObject([{}, {name: 'F600', trouble: 'Error'}])
    expect(readPnpDevices('')).toEqual([])
    for (const text of ['{', '[1]', 'Get-PnpDevice : terme non reconnu', '"x"', 'null'])
      expect(readPnpDevices(text)).toBeUndefined()
  })

  it('of macOS are found by name (constructed output)', () => {
    const text = `+-o Root  <class IORegistryEntry, id 0x100000100>\n  +-o Keyboard@14100000  <class IOUSBHostDevice>\n    {\n      "idVendor" = 1452\n      "USB Product Name" = "Keyboard"\n    }\n  +-o USB SmartCard Reader@14200000  <class IOUSBHostDevice>\n    {\n      "idVendor" = 2278\n      "idProduct" = 13367\n      "USB Product Name" = "USB SmartCard Reader"\n    }\n`
    expect(readIoreg(text)).toEqual([{name: 'USB SmartCard Reader', id: '08e6:3437', by: 'name'}])
    expect(readIoreg('')).toBeUndefined()
  })

  it('of Linux are those that declare the class of card readers, once each', async () => {
    const root = mkdtempSync(join(tmpdir(), 'dmp-sysfs-'))
    const put = (device: string, files: Readonly<Record<string, string>>) => {
      mkdirSync(join(root, device), {recursive: true})
      for (const [name, text] of Object.entries(files)) writeFileSync(join(root, device, name), `${text}\n`)
    }
    put('1-2', {idVendor: '04e6', idProduct: '5116', manufacturer: 'SCM', product: 'SCR\u001b[31m 355'})
    put('1-2:1.0', {bInterfaceClass: '0b'})
    put('1-2:1.1', {bInterfaceClass: '0b'})
    put('1-3', {idVendor: '046d', idProduct: 'c31c', product: 'Keyboard'})
    put('1-3:1.0', {bInterfaceClass: '03'})
    try {
      expect(await readSysfsUsb(root)).toEqual({
        kind: 'listed',
        devices: [{name: 'SCM SCR[31m 355', id: '04e6:5116', by: 'class'}],
      })
      expect(await readSysfsUsb(join(root, 'none'))).toEqual({kind: 'untold', reason: 'ENOENT'})
    } finally {
      rmSync(root, {recursive: true})
    }
  })

  it('in noise make nothing fail', () => {
    fc.assert(
      fc.property(fc.string({maxLength: 300}), (text) => {
        readPnpDevices(text)
        readIoreg(`+-o ${text}`)
      }),
      {numRuns: 500},
    )
  })
})
