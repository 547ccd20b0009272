import { createRoot } from 'react-dom/client'
import type { Hint } from '../api.ts'
import { App } from './app.tsx'
import { createConnection } from './connection.ts'
import { ConnectionContext } from './connection-context.ts'

const isHint = (value: unknown): value is Hint =>
  typeof value === 'object' && value !== null && 'word' in value && 'usage' in value && 'about' in value

const readHints = (): Hint[] => {
  const parsed: unknown = JSON.parse(document.getElementById('hints')?.textContent ?? '[]')
  return Array.isArray(parsed) ? parsed.filter(isHint) : []
}

const root = document.getElementById('page')
if (!root) throw new Error('index.html has lost its element #page')
const connection = createConnection()
connection.start()
createRoot(root).render(
  <ConnectionContext value={connection}>
    <App hints={readHints()} />
  </ConnectionContext>,
)
