// Preloaded in a measured process: at its end, writes the most memory it ever held (kB) where DMP_BENCH_PEAK says.
// VmHWM starts anew with the process, whereas the kernel's maxrss begins with what the parent held.
const {readFileSync, writeFileSync} = require('node:fs')

process.on('exit', () => {
  let peak = process.resourceUsage().maxRSS
  try {
    peak = Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))[1])
  } catch {
    // Not a Linux.
  }
  writeFileSync(process.env.DMP_BENCH_PEAK, String(peak))
})
