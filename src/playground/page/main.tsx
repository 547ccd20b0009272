import { createRoot } from 'react-dom/client'
import type { Hint } from '../api.ts'
import { App } from './app.tsx'
import { createLines, LinesContext } from './connection-context.ts'
import { GalleryPage } from './gallery/gallery-page.tsx'

const isHint = (value: unknown): value is Hint =>
  typeof value === 'object' && value !== null && 'word' in value && 'usage' in value && 'about' in value

const readHints = (): Hint[] => {
  const parsed: unknown = JSON.parse(document.getElementById('hints')?.textContent ?? '[]')
  return Array.isArray(parsed) ? parsed.filter(isHint) : []
}

const element = document.getElementById('page')
if (!element) throw new Error('index.html has lost its element #page')
const root = createRoot(element)

const renderPlayground = (): void => {
  const lines = createLines()
  lines.slack.start()
  lines.teams.start()
  root.render(
    <LinesContext value={lines}>
      <App hints={readHints()} />
    </LinesContext>,
  )
}

if (location.pathname.startsWith('/playground/gallery')) root.render(<GalleryPage />)
else renderPlayground()
