import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, relative } from 'node:path'
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node'
import { commands } from '../../commands/index.ts'
import * as cards from '../../src/cards/index.ts'
import * as forms from '../../src/forms/index.ts'
import { findUntold, withTable } from './journeys-readme.ts'
import { drawPage, findGaps, type Proof, type Run } from './journeys-table.ts'

const page = 'docs/journeys.md'
const readme = 'README.md'

const isJourney = (test: TestCase) => /[\\/]test[\\/]journeys[\\/]/.test(test.module.moduleId)

const proofsOf = (test: TestCase): Proof[] =>
  (isJourney(test) ? (test.meta().asked ?? []) : []).map((one) => ({
    ...one,
    file: basename(test.module.moduleId, '.test.ts'),
    test: test.name,
  }))

const runsOf = (test: TestCase): Run[] => {
  const file = basename(test.module.moduleId, '.test.ts')
  const key = `${file}: ${test.fullName}`
  return isJourney(test) ? [{ file, key, platform: test.project.name, state: test.result().state }] : []
}

/** Whether every file of journeys ran on every platform, and all that is in it. */
const isWholeRun = (modules: readonly TestModule[], vitest: Vitest | undefined) => {
  const ran = modules.map((module) => `${module.project.name} ${relative('.', module.moduleId)}`)
  return (
    vitest?.config.testNamePattern === undefined &&
    globSync('test/journeys/*.test.ts').every((path) =>
      vitest?.projects.every(({ name }) => ran.includes(`${name} ${path}`)),
    )
  )
}

/**
 * When all journeys ran: says which word has no journey that proves it, which journey left a platform out, and that the page
 * or the table in the README is not what they print. With `-u` it prints both anew.
 */
export default class JourneysPage implements Reporter {
  private vitest: Vitest | undefined

  onInit(vitest: Vitest) {
    this.vitest = vitest
  }

  onTestRunEnd(modules: readonly TestModule[]) {
    if (!isWholeRun(modules, this.vitest)) return
    const proofs = modules.flatMap((module) => [...module.children.allTests('passed')]).flatMap(proofsOf)
    const runs = modules.flatMap((module) => [...module.children.allTests()]).flatMap(runsOf)
    const words = Object.keys(commands)
    const offered = { cards, forms }
    const printed = [
      { path: page, text: drawPage(words, offered, proofs, runs) },
      { path: readme, text: withTable(readFileSync(readme, 'utf8'), runs) },
    ]
    if (this.vitest?.config.snapshotOptions.updateSnapshot === 'all')
      for (const { path, text } of printed) writeFileSync(path, text)
    const stale = printed.filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
    const gaps = [...findGaps(words, offered, proofs, runs), ...findUntold(runs)]
    if (gaps.length > 0) process.exitCode = 1
    // Which of several tests is named may differ where one was skipped, so a page of another day is no failure.
    const said = [...gaps, ...stale.map(({ path }) => `${path} is not what these journeys print: npm run journeys`)]
    if (said.length > 0) process.once('exit', () => process.stdout.write(`${said.join('\n')}\n`))
  }
}
