import { runProcess } from './process.ts'

process.exitCode = await runProcess()
