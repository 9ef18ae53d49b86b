// Preloaded in a measured process: samples the heap all along; at its end, writes the samples (milliseconds, bytes) and
// the most memory it ever held (kB) where DMP_BENCH_HEAP says.
const {readFileSync, writeFileSync} = require('node:fs')

const EVERY_MS = 25
const started = performance.now()
const samples = []
setInterval(
  () => samples.push([performance.now() - started, process.memoryUsage().heapUsed]),
  EVERY_MS,
).unref()

process.on('exit', () => {
  let peak = process.resourceUsage().maxRSS
  try {
    peak = Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))[1])
  } catch {
    // Not a Linux.
  }
  writeFileSync(process.env.DMP_BENCH_HEAP, JSON.stringify({ms: performance.now() - started, samples, peak}))
})
