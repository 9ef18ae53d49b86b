/**
 * What the first bytes of a file say of it as a library: ELF, PE or Mach-O, for which processor, or no library at all.
 * Nothing is loaded: a module for another processor is named before a program chokes on it.
 *
 * Specs: System V ABI (ELF header), Microsoft PE/COFF, Mach-O `mach_header` and `fat_header`.
 * Does not: follow dependencies, look at signatures, or say that the library would load.
 */
export type LibraryFormat = 'elf' | 'pe' | 'mach-o'

export type LibraryHeader =
  | {
      readonly kind: 'library'
      readonly format: LibraryFormat
      /** Processors in Node's words (`x64`, `ia32`, `arm64`, `arm`), or `other`; several in a universal Mach-O. */
      readonly machines: readonly string[]
    }
  /** A program, an object file, a core: of a known format, and nothing that can be loaded. */
  | {readonly kind: 'not-loadable'; readonly format: LibraryFormat}
  | {readonly kind: 'no-library'; readonly because: 'empty' | 'too-short' | 'text' | 'damaged' | 'other'}

/** So many bytes of a file are enough for {@link readLibraryHeader}. */
export const headerBytes = 4096

const elfMachines = new Map([
  [0x03, 'ia32'],
  [0x28, 'arm'],
  [0x3e, 'x64'],
  [0xb7, 'arm64'],
])
const peMachines = new Map([
  [0x014c, 'ia32'],
  [0x01c4, 'arm'],
  [0x8664, 'x64'],
  [0xaa64, 'arm64'],
])
const machMachines = new Map([
  [7, 'ia32'],
  [12, 'arm'],
  [0x01000007, 'x64'],
  [0x0100000c, 'arm64'],
])

const tooShort: LibraryHeader = {kind: 'no-library', because: 'too-short'}
const damaged: LibraryHeader = {kind: 'no-library', because: 'damaged'}
const notLoadable = (format: LibraryFormat): LibraryHeader => ({kind: 'not-loadable', format})
const library = (format: LibraryFormat, ...machines: string[]): LibraryHeader => ({
  kind: 'library',
  format,
  machines,
})

/** Of the first {@link headerBytes} bytes of a file, or all of it when it is shorter. Never throws. */
export function readLibraryHeader(bytes: Uint8Array): LibraryHeader {
  if (bytes.length === 0) return {kind: 'no-library', because: 'empty'}
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (startsWith(bytes, 0x7f, 0x45, 0x4c, 0x46)) return readElf(view)
  if (startsWith(bytes, 0x4d, 0x5a)) return readPe(view)
  if (bytes.length >= 4) {
    const magic = view.getUint32(0)
    if (magic === 0xfeedface || magic === 0xfeedfacf) return readMach(view, false)
    if (magic === 0xcefaedfe || magic === 0xcffaedfe) return readMach(view, true)
    if (magic === 0xcafebabe || magic === 0xcafebabf) return readFat(view, magic === 0xcafebabf)
  }
  return {kind: 'no-library', because: isText(bytes) ? 'text' : 'other'}
}

function readElf(view: DataView): LibraryHeader {
  if (view.byteLength < 20) return tooShort
  const [width, order] = [view.getUint8(4), view.getUint8(5)]
  if ((width !== 1 && width !== 2) || (order !== 1 && order !== 2)) return damaged
  if (view.byteLength < (width === 1 ? 52 : 64)) return tooShort
  const little = order === 1
  const machine = elfMachines.get(view.getUint16(18, little)) ?? 'other'
  const wide = machine === 'x64' || machine === 'arm64'
  // The word size stands twice in the header; where the two differ no loader takes the file (x32 among them).
  if (machine !== 'other' && wide !== (width === 2)) return library('elf', 'other')
  const sharedObject = 3
  return view.getUint16(16, little) === sharedObject ? library('elf', machine) : notLoadable('elf')
}

function readPe(view: DataView): LibraryHeader {
  if (view.byteLength < 64) return tooShort
  const at = view.getUint32(0x3c, true)
  if (at < 4 || at > 1_048_576) return damaged
  if (at + 24 > view.byteLength) return view.byteLength < headerBytes ? tooShort : damaged
  // `PE\0\0`; an MS-DOS or 16-bit Windows program has other letters there.
  if (view.getUint32(at) !== 0x50450000) return notLoadable('pe')
  const machine = peMachines.get(view.getUint16(at + 4, true)) ?? 'other'
  const dll = (view.getUint16(at + 22, true) & 0x2000) !== 0
  return dll ? library('pe', machine) : notLoadable('pe')
}

function readMach(view: DataView, little: boolean): LibraryHeader {
  if (view.byteLength < 28) return tooShort
  const machine = machMachines.get(view.getUint32(4, little)) ?? 'other'
  const [dylib, bundle] = [6, 8]
  const type = view.getUint32(12, little)
  return type === dylib || type === bundle ? library('mach-o', machine) : notLoadable('mach-o')
}

/** A Java class has the same magic; its version then stands where the count of processors is. */
function readFat(view: DataView, wide: boolean): LibraryHeader {
  if (view.byteLength < 8) return tooShort
  const count = view.getUint32(4)
  if (count === 0 || count > 20) return {kind: 'no-library', because: 'other'}
  const size = wide ? 32 : 20
  if (view.byteLength < 8 + count * size) return tooShort
  const machines = Array.from(
    {length: count},
    (_, index) => machMachines.get(view.getUint32(8 + index * size)) ?? 'other',
  )
  return library('mach-o', ...new Set(machines))
}

function startsWith(bytes: Uint8Array, ...start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}

/** Letters, blanks and line ends only, in whichever 8-bit code; a script or a saved web page looks so. */
function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d))
}
