import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { type Response, Router } from 'express'
import type { Hint } from './api.ts'

const script = fileURLToPath(new URL('./page/main.tsx', import.meta.url))
const sheet = fileURLToPath(new URL('./page/style/page.css', import.meta.url))
const shell = new URL('./page/index.html', import.meta.url)

// The page draws what a stranger typed into a form, so nothing but our own files may run or be fetched.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

type Bundle = { css: string; scripts: ReadonlyMap<string, string> }

const bundlePage = async (): Promise<Bundle> => {
  const built = await build({
    entryPoints: [
      { in: script, out: 'page' },
      { in: sheet, out: 'page' },
    ],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    // What the first sight of the page does not need is a script of its own.
    splitting: true,
    chunkNames: 'page-[name]-[hash]',
    target: 'es2022',
    jsx: 'automatic',
    outdir: 'out',
    legalComments: 'eof',
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const files = built.outputFiles.map(({ path, text }) => ({ name: basename(path), text }))
  const css = files.find(({ name }) => name === 'page.css')
  const scripts = new Map(files.filter(({ name }) => name.endsWith('.js')).map(({ name, text }) => [name, text]))
  if (!css || !scripts.has('page.js')) throw new Error('the page was bundled without its script or its style sheet')
  return { css: css.text, scripts }
}

let kept: Promise<Bundle> | null = null

const keepBundle = (): Promise<Bundle> => {
  // A failed build is forgotten, so that the next request tries again instead of failing for good.
  kept ??= bundlePage().catch((error: unknown) => {
    kept = null
    throw error
  })
  return kept
}

const send = (response: Response, type: string, text: string): void => {
  response
    .set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-cache',
    })
    .type(type)
    .send(text)
}

const escapeForScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')

// The first second belongs to the start of the product; a page that is asked for sooner is bundled at once.
const warmUpMs = 1000

/** The playground's page at `/` and its gallery at `/playground/gallery` with its script and style sheet, bundled once and kept in memory; `hints` are the words offered while `/lead` is typed. */
export const pageRoutes = (hints: readonly Hint[] = []): Router => {
  const router = Router()
  // Both are one page: the script looks at the address.
  router.get(['/', '/playground/gallery'], async (_request, response) => {
    const html = await readFile(shell, 'utf8')
    const filled = html.replace('id="hints">[]<', () => `id="hints">${escapeForScript(hints)}<`)
    send(response, 'html', filled)
  })
  router.get('/playground/:script', async (request, response, next) => {
    if (!/^page[\w-]*\.js$/.test(request.params.script)) return next()
    const script = (await keepBundle()).scripts.get(request.params.script)
    if (script === undefined) return next()
    send(response, 'js', script)
  })
  router.get('/playground/page.css', async (_request, response) => send(response, 'css', (await keepBundle()).css))
  setTimeout(() => void keepBundle().catch(() => undefined), warmUpMs).unref()
  return router
}
