import type { Reporter, TestModule } from 'vitest/node'

const again = (modules: readonly TestModule[]) =>
  modules.flatMap((module) =>
    [...module.children.allTests('passed')].filter((test) => (test.diagnostic()?.retryCount ?? 0) > 0),
  )

const count = (modules: readonly TestModule[], state: 'passed' | 'failed' | 'skipped') =>
  modules.reduce((sum, module) => sum + [...module.children.allTests(state)].length, 0)

/** Ends the output of a run with one plain line that programs read. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]) {
    // A file that does not load has no tests to fail, and is a failure all the same.
    const broken = modules.filter((module) => !module.ok() && count([module], 'failed') === 0).length
    const failed = count(modules, 'failed') + broken + errors.length
    const skipped = count(modules, 'skipped')
    const left = skipped > 0 ? `${skipped} skipped\n` : ''
    const twice = again(modules).map(
      (test) => `passed at the second try: ${test.module.relativeModuleId} > ${test.fullName}\n`,
    )
    const line = `${count(modules, 'passed')} passed, ${failed} failed`
    process.once('exit', () => process.stdout.write(`${twice.join('')}${left}${line}\n`))
  }
}
