import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {headerBytes, readLibraryHeader} from '../../../src/lib/workstation/library-header.ts'

function elf({width = 2, machine = 0x3e, type = 3, order = 1, size = 64} = {}): Buffer {
  const bytes = Buffer.alloc(size)
  bytes.write('\x7fELF', 'latin1')
  bytes[4] = width
  bytes[5] = order
  if (order === 1) {
    bytes.writeUInt16LE(type, 16)
    bytes.writeUInt16LE(machine, 18)
  } else {
    bytes.writeUInt16BE(type, 16)
    bytes.writeUInt16BE(machine, 18)
  }
  return bytes
}

function pe({
  machine = 0x8664,
  characteristics = 0x2022,
  at = 0x80,
  letters = 'PE\0\0',
  size = 512,
} = {}): Buffer {
  const bytes = Buffer.alloc(size)
  bytes.write('MZ', 'latin1')
  bytes.writeUInt32LE(at, 0x3c)
  if (at + 24 <= size) {
    bytes.write(letters, at, 'latin1')
    bytes.writeUInt16LE(machine, at + 4)
    bytes.writeUInt16LE(characteristics, at + 22)
  }
  return bytes
}

function mach({cpu = 0x01000007, type = 6} = {}): Buffer {
  const bytes = Buffer.alloc(32)
  bytes.writeUInt32LE(0xfeedfacf, 0)
  bytes.writeUInt32LE(cpu, 4)
  bytes.writeUInt32LE(type, 12)
  return bytes
}

function fat(cpus: readonly number[], count = cpus.length): Buffer {
  const bytes = Buffer.alloc(8 + cpus.length * 20)
  bytes.writeUInt32BE(0xcafebabe, 0)
  bytes.writeUInt32BE(count, 4)
  cpus.forEach((cpu, index) => {
    bytes.writeUInt32BE(cpu, 8 + index * 20)
  })
  return bytes
}

const library = (format: string, ...machines: string[]) => ({kind: 'library', format, machines})

describe('the header of a library', () => {
  it.each([
    ['Linux x64', elf(), library('elf', 'x64')],
    ['Linux 32 bits', elf({width: 1, machine: 3}), library('elf', 'ia32')],
    ['Linux arm64', elf({machine: 0xb7}), library('elf', 'arm64')],
    ['another processor, other byte order', elf({machine: 22, order: 2}), library('elf', 'other')],
    ['x64 code of 32 bits (x32)', elf({width: 1}), library('elf', 'other')],
    ['Windows x64', pe(), library('pe', 'x64')],
    ['Windows 32 bits', pe({machine: 0x14c}), library('pe', 'ia32')],
    ['Windows arm64', pe({machine: 0xaa64}), library('pe', 'arm64')],
    ['macOS Intel', mach(), library('mach-o', 'x64')],
    ['macOS bundle', mach({type: 8, cpu: 0x0100000c}), library('mach-o', 'arm64')],
    ['macOS universal', fat([0x01000007, 0x0100000c]), library('mach-o', 'x64', 'arm64')],
  ])('%s', (_name, bytes, expected) => {
    expect(readLibraryHeader(bytes)).toEqual(expected)
  })

  it.each([
    ['an empty file', Buffer.alloc(0), 'empty'],
    ['an ELF header cut', elf().subarray(0, 30), 'too-short'],
    ['an ELF header cut before the processor', elf().subarray(0, 10), 'too-short'],
    ['an ELF header of no width', elf({width: 7}), 'damaged'],
    ['a PE header cut', pe().subarray(0, 0x90), 'too-short'],
    ['a PE header that points nowhere', pe({at: 0xfffffff0}), 'damaged'],
    ['a universal header cut', fat([0x01000007, 0x0100000c]).subarray(0, 30), 'too-short'],
    ['a Java class', fat([], 52), 'other'],
    ['a page of text', Buffer.from('<html>Erreur 404</html>\r\n'), 'text'],
    ['accents in cp1252', Buffer.from('Non trouv\xe9', 'latin1'), 'text'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'other'],
  ])('%s is no library', (_name, bytes, because) => {
    expect(readLibraryHeader(bytes)).toEqual({kind: 'no-library', because})
  })

  it.each([
    ['a program of Linux', elf({type: 2}), 'elf'],
    ['an object file', elf({type: 1}), 'elf'],
    ['a program of Windows', pe({characteristics: 0x22}), 'pe'],
    ['a 16-bit program', pe({letters: 'NE\0\0'}), 'pe'],
    ['a program of macOS', mach({type: 2}), 'mach-o'],
  ])('%s cannot be loaded', (_name, bytes, format) => {
    expect(readLibraryHeader(bytes)).toEqual({kind: 'not-loadable', format})
  })

  it('reads a real library of this machine', () => {
    const bytes = readFileSync('node_modules/pkcs11js/build/Release/pkcs11.node').subarray(0, headerBytes)
    expect(readLibraryHeader(bytes)).toMatchObject({kind: 'library', machines: [process.arch]})
  })

  it('never throws, and takes for a library only what begins as one', () => {
    const heads = [
      [],
      [0x7f, 0x45, 0x4c, 0x46],
      [0x4d, 0x5a],
      [0xca, 0xfe, 0xba, 0xbe],
      [0xcf, 0xfa, 0xed, 0xfe],
    ]
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({maxLength: 300}), (head, rest) => {
        const header = readLibraryHeader(Uint8Array.from([...head, ...rest]))
        if (header.kind === 'library') expect(header.machines.length).toBeGreaterThan(0)
        if (head.length === 0 && header.kind === 'library')
          expect([0x7f, 0x4d, 0xca, 0xcf, 0xce, 0xfe]).toContain(rest[0])
      }),
      {numRuns: 2_000},
    )
  })

  it('never takes a header whose bytes were cut for a library of another processor', () => {
    const whole = [elf(), elf({width: 1, machine: 3}), pe(), mach(), fat([0x01000007, 0x0100000c])]
    fc.assert(
      fc.property(fc.constantFrom(...whole), fc.nat(512), (bytes, length) => {
        const cut = readLibraryHeader(bytes.subarray(0, length))
        if (cut.kind === 'library') expect(cut).toEqual(readLibraryHeader(bytes))
      }),
    )
  })
})
