import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/playground/api.ts'
import { card, dach, execute, openTeams, ownCard, text, toast, withCard } from './teams-vendor-world.ts'

const note: Json = {
  type: 'Input.Text',
  id: 'note',
  label: 'Note',
  maxLength: 10,
  isRequired: true,
  errorMessage: 'Say why',
}
const choices = [
  { title: 'Price', value: 'price' },
  { title: 'Time', value: 'time' },
]
const reason: Json = { type: 'Input.ChoiceSet', id: 'reason', label: 'Reason', style: 'compact', choices }
const both: Json = { type: 'Input.ChoiceSet', id: 'both', label: 'Both', isMultiSelect: true, choices, value: 'time' }
const day: Json = { type: 'Input.Date', id: 'day', label: 'Day', min: '2026-11-01' }
const at: Json = { type: 'Input.Time', id: 'at', label: 'At' }
const sure: Json = { type: 'Input.Toggle', id: 'sure', title: 'Sure' }
const worth: Json = { type: 'Input.Number', id: 'worth', label: 'Worth', max: 100 }

const tapIn = async (content: Json, answer = () => toast('ok')) => {
  const world = openTeams(answer)
  const id = await world.post(dach, withCard(content))
  const tap = (inputs: Record<string, string>, action = execute('accept'), user = '29:lena') =>
    world.act(user, { type: 'action', at: { conversation: dach, message: id }, action, inputs })
  return { ...world, id, tap }
}

describe('a tap of an Action.Execute', () => {
  test('is an invoke that names the message, the action and what was entered', async () => {
    const world = await tapIn(card([text('MQL'), note, reason]))
    const act = await world.tap({ note: 'too dear', reason: 'price' })
    expect(act).toMatchObject({ status: 200, error: null })
    expect(world.last()).toMatchObject({
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: world.id,
      from: { id: '29:lena', aadObjectId: 'aad-lena' },
      conversation: { id: `${dach};messageid=${world.id}` },
      value: {
        action: {
          type: 'Action.Execute',
          title: 'accept',
          verb: 'accept',
          data: { word: 'accept', about: 142, note: 'too dear', reason: 'price' },
        },
        trigger: 'manual',
      },
    })
    expect(world.message(dach, world.id)?.toast).toBe('ok')
    expect(world.message(dach, world.id, '29:felix')?.toast).toBeNull()
  })

  test('is refused by the client when the person does not see it so', async () => {
    const world = await tapIn(card())
    expect((await world.tap({}, execute('reject'))).error).toBe('client: the card shows no action reject')
    expect((await world.tap({}, execute('accept', { data: {} }))).error).toMatch(/^client: the card shows no/)
    expect((await world.tap({ note: 'x' })).error).toBe('client: there is no input note')
    expect((await world.tap({}, execute('accept'), '29:stan')).error).toMatch(/is not in/)
    expect(world.received).toHaveLength(0)
  })

  test('stays in the client while an input is wrong', async () => {
    const world = await tapIn(card([note, reason, both, day, at, sure, worth]))
    const fault = async (inputs: Record<string, string>) => (await world.tap({ note: 'x', ...inputs })).error
    expect(await fault({ note: '' })).toBe('client: note is required')
    expect(await fault({ note: 'far too long a note' })).toBe('client: note takes at most 10 characters')
    expect(await fault({ note: 'a\nb' })).toBe('client: note takes one line')
    expect(await fault({ reason: 'else' })).toBe('client: reason does not offer "else"')
    expect(await fault({ both: 'price,else' })).toBe('client: both does not offer "else"')
    expect(await fault({ day: '23.11.2026' })).toBe('client: day is not a date')
    expect(await fault({ day: '2026-10-31' })).toBe('client: day is under 2026-11-01')
    expect(await fault({ at: '25:00' })).toBe('client: at is not a time of day')
    expect(await fault({ sure: 'yes' })).toBe('client: sure is neither true nor false')
    expect(await fault({ worth: '1e9' })).toBe('client: worth is over 100')
    expect(await fault({ worth: 'much' })).toBe('client: worth is not a number')
    expect(world.received).toHaveLength(0)
  })

  test('brings all inputs as strings: several joined by commas, toggles as words, empty ones not at all', async () => {
    const world = await tapIn(card([note, reason, both, day, at, sure, worth]))
    await world.tap({ note: 'x', both: 'price,time', worth: '42' })
    const data = { word: 'accept', about: 142, note: 'x', both: 'price,time', sure: 'false', worth: '42' }
    expect(world.last()).toMatchObject({ value: { action: { data } } })
    expect(JSON.parse(world.received[0]?.raw ?? '').value.action.data).toEqual(data)
  })

  test('shows a card of the answer to the one who tapped, until the message changes for all', async () => {
    const own = card([text('yours')], [])
    const world = await tapIn(card(), () => ownCard(own))
    await world.tap({})
    expect(world.message(dach, world.id)?.card).toEqual(own)
    expect(world.message(dach, world.id, '29:felix')?.card).toEqual(card())
    expect((await world.tap({})).error).toBe('client: the card shows no action accept')
    const next = card([text('SAL 142')], [])
    await world.call('PUT', `v3/conversations/${dach}/activities/${world.id}`, withCard(next))
    expect(world.message(dach, world.id)).toMatchObject({ card: next, edited: true })
  })

  test('says that something went wrong when the answer is late, an error, or no answer at all', async () => {
    const late = await tapIn(card(), () => {
      late.clock.ms += 5_001
      return toast('ok')
    })
    expect(await late.tap({})).toMatchObject({ ms: 5_001, error: 'client: timeout' })
    expect(late.message(dach, late.id)?.toast).toBe('Something went wrong')
    for (const answer of [
      () => new Response('no', { status: 500 }),
      () => new Response(null, { status: 200 }),
      () => Response.json({ statusCode: 500, type: 'application/vnd.microsoft.error', value: {} }),
      () => ownCard({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Nonsense' }] }),
    ]) {
      const world = await tapIn(card(), answer)
      await world.tap({})
      expect(world.message(dach, world.id)).toMatchObject({
        toast: 'Something went wrong. Please try again.',
        card: card(),
      })
      expect(world.teams.problems()).toHaveLength(1)
    }
  })

  test('finds actions in sets, columns and cards that unfold, with the inputs around them', async () => {
    const inner = { type: 'AdaptiveCard', version: '1.5', body: [reason], actions: [execute('inner')] }
    const show = { type: 'Action.ShowCard', title: 'More', card: inner }
    const set = { type: 'ActionSet', actions: [execute('set', { associatedInputs: 'none' })] }
    const columns = { type: 'ColumnSet', columns: [{ type: 'Column', items: [set] }] }
    const world = await tapIn(card([note, columns], [show]))
    expect((await world.tap({}, set.actions[0])).error).toBeNull()
    expect(world.last()).toMatchObject({ value: { action: { data: { word: 'set', about: 142 } } } })
    expect((await world.tap({ note: 'x', reason: 'time' }, execute('inner'))).error).toBeNull()
    expect(world.last()).toMatchObject({ value: { action: { data: { note: 'x', reason: 'time' } } } })
  })
})

test('a plain Action.Submit in a message is a message with a value', async () => {
  const submit = { type: 'Action.Submit', title: 'Save', data: { word: 'accept' } }
  const world = await tapIn(card([note], [submit]))
  expect((await world.tap({ note: 'x' }, submit)).error).toBeNull()
  expect(world.last()).toMatchObject({ type: 'message', replyToId: world.id, value: { word: 'accept', note: 'x' } })
  expect(world.last().text).toBeUndefined()
})
