import { enableCompileCache } from 'node:module'

// From the second start on nothing has to be compiled: the product listens sooner, and without the compiler's memory.
enableCompileCache()
const { runProcess } = await import('./process.ts')

process.exitCode = await runProcess()
