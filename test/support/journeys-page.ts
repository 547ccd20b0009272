import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, relative } from 'node:path'
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node'
import { commands } from '../../commands/index.ts'
import * as cards from '../../src/cards/index.ts'
import * as forms from '../../src/forms/index.ts'
import { drawPage, findGaps, type Proof, type Run } from './journeys-table.ts'
import { notOnTeams } from './not-on-teams.ts'

const page = 'docs/journeys.md'

const isJourney = (test: TestCase) => /[\\/]test[\\/]journeys[\\/]/.test(test.module.moduleId)

const proofsOf = (test: TestCase): Proof[] =>
  (isJourney(test) ? (test.meta().asked ?? []) : []).map((one) => ({
    ...one,
    file: basename(test.module.moduleId, '.test.ts'),
    test: test.name,
  }))

const runsOf = (test: TestCase): Run[] =>
  isJourney(test) && !isMissing(test.module.moduleId)
    ? [
        {
          file: basename(test.module.moduleId, '.test.ts'),
          test: test.fullName,
          platform: test.project.name,
          state: test.result().state,
        },
      ]
    : []

const isMissing = (path: string) => notOnTeams.includes(basename(path, '.test.ts'))

/** Whether every file of journeys ran on every platform that it is for, and all that is in it. */
const isWholeRun = (modules: readonly TestModule[], vitest: Vitest | undefined) => {
  const ran = modules.map((module) => `${module.project.name} ${relative('.', module.moduleId)}`)
  return (
    vitest?.config.testNamePattern === undefined &&
    globSync('test/journeys/*.test.ts').every((path) =>
      vitest?.projects.every(({ name }) => ran.includes(`${name} ${path}`) || (name === 'teams' && isMissing(path))),
    )
  )
}

/**
 * When all journeys ran: says which word has no journey that proves it, and that the page is not what they print.
 * With `-u` it prints the page anew.
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
    const printed = drawPage(words, offered, proofs, runs, notOnTeams)
    if (this.vitest?.config.snapshotOptions.updateSnapshot === 'all') writeFileSync(page, printed)
    const isStale = !existsSync(page) || readFileSync(page, 'utf8') !== printed
    const gaps = findGaps(words, offered, proofs, runs)
    // While some files do not run on Teams at all, what else is missing there is told, and fails nothing.
    const fails = notOnTeams.length === 0 ? gaps : gaps.filter((gap) => gap.includes(' in Slack '))
    if (fails.length > 0) process.exitCode = 1
    // Which of several tests is named may differ where one was skipped, so a page of another day is no failure.
    const said = [...gaps, ...(isStale ? [`${page} is not what these journeys print: npm run journeys`] : [])]
    if (said.length > 0) process.once('exit', () => process.stdout.write(`${said.join('\n')}\n`))
  }
}
