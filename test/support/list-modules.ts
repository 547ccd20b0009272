import { appendFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

/* Loaded before a program: writes the address of every module that it loads, by import or require, into a file. */
const file = process.env.MODULES_FILE
if (file === undefined) throw new Error('MODULES_FILE is missing.')
registerHooks({
  load: (url, context, next) => {
    appendFileSync(file, `${url}\n`)
    return next(url, context)
  },
})
