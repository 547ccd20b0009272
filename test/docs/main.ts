import { writeFileSync } from 'node:fs'
import { commands } from '../../commands/index.ts'
import { chromium, openStage } from '../browser/stage.ts'
import { showOverview } from './overview.ts'
import { drawCommands, picture } from './page.ts'
import { play, scenes } from './scenes.ts'
import { shrink } from './shrink.ts'

const height = 1_700
const scale = 2

writeFileSync('docs/commands.md', drawCommands(Object.values(commands)))
if (chromium === null) throw new Error('There is no Chromium here for the pictures: set CHROMIUM_PATH.')

const stage = await openStage('/', height, scale)
const blank = await stage.page.context().browser()?.newPage()
if (!blank) throw new Error('The browser opens no second page.')
const shoot = async (path: string, png: Buffer) => writeFileSync(path, await shrink(blank, png))

const missing = new Set(Object.keys(commands))
for (const [word, scene] of Object.entries(scenes)) {
  try {
    await shoot(`docs/${picture(word)}`, await play(stage, scene))
    missing.delete(word)
  } catch (error) {
    process.stdout.write(`${word}: ${String(error).slice(0, 400)}\n`)
    await stage.page.keyboard.press('Escape')
  }
}
await showOverview(scale).then((png) => shoot('docs/playground.png', png))
await stage.end()
if (missing.size > 0) {
  process.stdout.write(`There is no picture of ${[...missing].join(', ')}.\n`)
  process.exitCode = 1
}
