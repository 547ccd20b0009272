import type { Locator } from 'playwright-core'
import type { Stage } from '../browser/stage.ts'

/** A word as somebody uses it: who, where, what they type, and what they enter before the picture is taken. */
type Scene = {
  who: 'Felix Amsel' | 'Lena Vogt' | 'Paolo Greco' | 'Sofia Berg'
  where: string
  typed: string
  /** What is entered or chosen, by the label of its field. */
  fields?: Record<string, string>
  /** Whether the form is sent after the picture; else it is closed. */
  sends?: boolean
  /** What is typed before, unseen. */
  first?: string[]
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const dach = 'leads-dach'
const [felix, lena, paolo, sofia] = ['Felix Amsel', 'Lena Vogt', 'Paolo Greco', 'Sofia Berg'] as const

const mara = {
  Name: 'Mara Holt',
  Company: 'Nordkai GmbH',
  'Job title': 'Head of Logistics',
  Source: 'webinar',
  'Why now?': 'Moves to a new plant in spring.',
}

/** One story through all words: the lead of #401 becomes an SQO. */
export const scenes: Record<string, Scene> = {
  new: { who: felix, where: 'marketing', typed: 'new mara.holt@nordkai.example', fields: mara, sends: true },
  queue: { who: lena, where: dach, typed: 'queue dach' },
  accept: { who: lena, where: dach, typed: 'accept 401' },
  reject: { who: lena, where: dach, typed: 'reject 402', fields: { Reason: 'not ready' } },
  reroute: { who: lena, where: dach, typed: 'reroute 402' },
  priority: { who: lena, where: dach, typed: 'priority 402' },
  undo: { who: lena, where: dach, typed: 'undo', first: ['priority 402 P1'] },
  release: { who: lena, where: dach, typed: 'release 401' },
  reassign: { who: lena, where: dach, typed: 'reassign 401' },
  touch: { who: lena, where: dach, typed: 'touch 401' },
  meet: { who: lena, where: dach, typed: 'meet 401' },
  nurture: { who: lena, where: dach, typed: 'nurture 401' },
  disqualify: { who: lena, where: dach, typed: 'disqualify 401' },
  next: { who: lena, where: dach, typed: 'next' },
  away: { who: lena, where: dach, typed: `away ${inDays(14)}` },
  back: { who: lena, where: dach, typed: 'back' },
  criteria: { who: lena, where: dach, typed: 'criteria' },
  qualify: {
    who: lena,
    where: dach,
    typed: 'qualify 401',
    fields: {
      Budget: '3 · approved',
      Authority: '2 · decision maker known and engaged',
      Need: '2 · clear problem',
      Timeline: '3 · under 3 months',
      'Account executive': 'Paolo Greco',
    },
    first: ['touch 401 call reached'],
    sends: true,
  },
  mine: { who: lena, where: dach, typed: 'mine' },
  hand: { who: lena, where: dach, typed: 'hand 401' },
  return: { who: paolo, where: dach, typed: 'return 401' },
  outcome: { who: paolo, where: dach, typed: 'outcome 401', first: [`meet 401 ${inDays(-1)} 10:00`] },
  confirm: {
    who: paolo,
    where: dach,
    typed: 'confirm 401',
    fields: {
      'Meeting held on': inDays(0),
      Amount: '36,000',
      'Expected close date': inDays(60),
      'Next step': 'contract draft',
      'Next step by': inDays(7),
    },
    sends: true,
  },
  step: { who: paolo, where: dach, typed: 'step 401' },
  win: { who: paolo, where: dach, typed: 'win 401' },
  lose: { who: paolo, where: dach, typed: 'lose 401' },
  sendback: { who: sofia, where: dach, typed: 'sendback 401' },
  note: { who: felix, where: 'marketing', typed: 'note 401', fields: { Note: 'Met them at the fair: they know us.' } },
  ask: { who: felix, where: 'marketing', typed: 'ask 401', fields: { Question: 'Who else decides?' } },
  edit: { who: felix, where: 'marketing', typed: 'edit 404' },
  show: { who: sofia, where: dach, typed: 'show 401' },
  find: { who: sofia, where: dach, typed: 'find katrin weiss' },
  why: { who: sofia, where: dach, typed: 'why 404' },
  funnel: { who: sofia, where: dach, typed: 'funnel last month' },
  digest: { who: sofia, where: dach, typed: 'digest new', fields: { Split: 'By source', Queue: 'DACH' }, sends: true },
  reopen: { who: sofia, where: dach, typed: 'reopen 402', first: ['nurture 402 not_ready'] },
  merge: { who: sofia, where: dach, typed: 'merge 404' },
  here: { who: sofia, where: 'marketing', typed: 'here alerts' },
  unhere: { who: sofia, where: 'marketing', typed: 'unhere' },
  team: { who: sofia, where: dach, typed: 'team dach' },
  setup: { who: sofia, where: dach, typed: 'setup' },
  doctor: { who: sofia, where: dach, typed: 'doctor' },
  erase: { who: sofia, where: dach, typed: 'erase doris.lechner@isarlicht.example' },
  dm: { who: lena, where: dach, typed: 'dm' },
  help: { who: lena, where: dach, typed: 'help' },
}

const isForm = async (stage: Stage) => (await stage.modal().count()) > 0

/** Types a line and waits for what answers it: a form, or a message that was not there. */
const type = async (stage: Stage, text: string): Promise<Locator> => {
  const messages = stage.pane().getByTestId('message')
  const before = await messages.count()
  await stage.type(`/lead ${text}`)
  for (let tries = 0; tries < 200; tries++) {
    if (await isForm(stage)) return stage.modal()
    if ((await messages.count()) > before) break
    await stage.page.waitForTimeout(50)
  }
  await stage.page.waitForTimeout(300)
  const own = messages.filter({ hasText: 'Only visible to you' })
  return (await own.count()) > 0 ? own.last() : messages.last()
}

const enter = async (stage: Stage, label: string, value: string) => {
  const field = stage.field(label)
  const isChoice = (await field.evaluate((one) => one.tagName)) === 'SELECT'
  if (isChoice) await field.selectOption({ label: value })
  else await field.fill(value)
}

/** Plays a scene and gives the picture of what the person sees. */
export const play = async (stage: Stage, scene: Scene): Promise<Buffer> => {
  await stage.become(scene.who)
  await stage.goTo(scene.where)
  await stage.page.waitForTimeout(300)
  for (const text of scene.first ?? []) {
    await type(stage, text)
    if (await isForm(stage)) await stage.close()
  }
  const shown = await type(stage, scene.typed)
  for (const [label, value] of Object.entries(scene.fields ?? {})) await enter(stage, label, value)
  const hasForm = await isForm(stage)
  // Behind the round corners of a form stands what was said before.
  const hideBehind = (isHidden: boolean) =>
    stage.page.evaluate((hides) => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      for (const one of document.querySelectorAll<HTMLElement>('[data-testid=message]'))
        one.style.visibility = hides ? 'hidden' : ''
    }, isHidden)
  if (hasForm) await hideBehind(true)
  await stage.page.mouse.move(0, 0)
  await stage.page.waitForTimeout(200)
  const png = await shown.screenshot({ animations: 'disabled', caret: 'hide' })
  if (hasForm) await hideBehind(false)
  if (scene.sends && hasForm) {
    await stage.submit()
    await stage.page.waitForTimeout(1_000)
  }
  if (await isForm(stage)) await stage.close()
  return png
}
