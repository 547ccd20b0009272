import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/playground/api.ts'
import { button, form, noteInput, openWorld, plain, type Received } from './vendor-world.ts'

/** A world in which Lena has typed a command and the product may open a form. */
const withTrigger = async (answers?: (received: Received) => Response) => {
  const world = openWorld(answers)
  await world.slack.command('ULENA', 'CDACH', 'new')
  const open = (view: Json) => world.call('views.open', { trigger_id: world.last().trigger_id, view })
  const views = () => world.slack.see('ULENA').views
  const top = () => views().at(-1)?.id ?? ''
  const type = (value: string) => world.slack.change('ULENA', top(), 'note', 'text', value)
  return { ...world, open, views, top, type }
}

const optionRow = (text: string, value: string): Json => ({ text: plain(text), value })

describe('triggers', () => {
  test('a trigger lives three seconds', async () => {
    const world = await withTrigger()
    const trigger_id = world.last().trigger_id
    world.clock.ms += 3_001
    expect(await world.call('views.open', { trigger_id, view: form() })).toMatchObject({ error: 'expired_trigger_id' })
    world.clock.ms -= 1
    expect(await world.call('views.open', { trigger_id, view: form() })).toMatchObject({ ok: true })
  })

  test('a trigger works once, and a refused view does not use it up', async () => {
    const world = await withTrigger()
    expect(await world.open(form([], { title: plain('x'.repeat(25)) }))).toMatchObject({ error: 'invalid_arguments' })
    expect(await world.open(form())).toMatchObject({ ok: true })
    expect(await world.open(form())).toMatchObject({ error: 'exchanged_trigger_id' })
    expect(await world.call('views.open', { trigger_id: 'no', view: form() })).toMatchObject({
      error: 'invalid_trigger_id',
    })
  })
})

describe('views', () => {
  test('an opened view is shown to the person with its inputs empty', async () => {
    const world = await withTrigger()
    const answer = await world.open(form([noteInput()], { private_metadata: '{"lead":142}' }))
    expect(answer.view).toMatchObject({
      callback_id: 'reject',
      private_metadata: '{"lead":142}',
      app_installed_team_id: 'T1',
    })
    expect(world.views()).toMatchObject([
      {
        type: 'modal',
        title: plain('Reject'),
        state: { note: { text: { type: 'plain_text_input', value: null } } },
        errors: null,
        took: { of: 'command' },
        sent: { method: 'views.open' },
      },
    ])
    expect(world.slack.see('UFELIX').views).toEqual([])
  })

  test('an update with an old hash is a conflict', async () => {
    const world = await withTrigger()
    const view = (await world.open(form())).view as Json
    const update = (hash: unknown) => world.call('views.update', { view_id: view.id, hash, view: form() })
    const second = (await update(view.hash)) as { view: Json }
    expect(second).toMatchObject({ ok: true })
    expect(await update(view.hash)).toMatchObject({ ok: false, error: 'hash_conflict' })
    expect(await update(second.view.hash)).toMatchObject({ ok: true })
    expect(world.slack.problems()).toEqual([])
  })

  test('an update keeps what was typed in the same field and forgets it in a renamed one', async () => {
    const world = await withTrigger()
    await world.open(form())
    await world.type('no budget')
    await world.call('views.update', {
      view_id: world.top(),
      view: form([noteInput(), { ...noteInput(), block_id: 'second' }]),
    })
    expect(world.views()[0]?.state).toMatchObject({
      note: { text: { value: 'no budget' } },
      second: { text: { value: null } },
    })
  })

  test('a stack holds three views', async () => {
    const world = await withTrigger()
    await world.open(form([{ type: 'actions', block_id: 'more', elements: [button('deeper')] }]))
    const push = async () => {
      await world.slack.tap('ULENA', { view: world.top(), blockId: 'more', actionId: 'deeper' })
      const view = form([{ type: 'actions', block_id: 'more', elements: [button('deeper')] }])
      return world.call('views.push', { trigger_id: world.last().trigger_id, view })
    }
    expect(await push()).toMatchObject({ ok: true })
    expect(await push()).toMatchObject({ ok: true })
    expect(world.views()).toHaveLength(3)
    expect(await push()).toMatchObject({ error: 'push_limit_reached' })
  })

  test('the Home tab is published per person and opened by an event', async () => {
    const world = openWorld()
    const view = { type: 'home', blocks: [{ type: 'actions', block_id: 'go', elements: [button('mine')] }] }
    expect(await world.call('views.publish', { user_id: 'ULENA', view })).toMatchObject({ ok: true })
    await world.slack.openHome('ULENA')
    expect(world.last()).toMatchObject({
      event: { type: 'app_home_opened', tab: 'home', user: 'ULENA', channel: 'DLENA' },
    })
    await world.slack.tap('ULENA', { view: 'home', blockId: 'go', actionId: 'mine' })
    expect(world.last()).toMatchObject({ type: 'block_actions', container: { type: 'view' }, view: { type: 'home' } })
    expect(world.slack.see('UFELIX').home).toBeNull()
  })
})

describe('forms', () => {
  test('a submission carries what was entered', async () => {
    const world = await withTrigger()
    const reason = {
      type: 'input',
      block_id: 'reason',
      label: plain('Reason'),
      element: { type: 'static_select', action_id: 'key', options: [optionRow('No budget', 'no_budget')] },
    }
    await world.open(form([reason, noteInput({ max_length: 5 })]))
    await world.slack.change('ULENA', world.top(), 'reason', 'key', 'no_budget')
    await world.type('later')
    expect(world.received).toHaveLength(1)
    expect(await world.slack.submit('ULENA', world.top())).toMatchObject({ status: 200, error: null })
    expect(world.last()).toMatchObject({
      type: 'view_submission',
      user: { id: 'ULENA', team_id: 'T1' },
      view: {
        callback_id: 'reject',
        state: {
          values: {
            reason: { key: { type: 'static_select', selected_option: optionRow('No budget', 'no_budget') } },
            note: { text: { type: 'plain_text_input', value: 'later' } },
          },
        },
      },
    })
    expect(world.views()).toEqual([])
  })

  test('the client keeps a form that lacks a field or breaks a length', async () => {
    const world = await withTrigger()
    await world.open(form([noteInput({ max_length: 5, min_length: 2 })]))
    expect((await world.slack.submit('ULENA', world.top())).error).toBe('client: note is required')
    await world.type('sixsix')
    expect((await world.slack.submit('ULENA', world.top())).error).toBe('client: note takes at most 5 characters')
    await world.type('s')
    expect((await world.slack.submit('ULENA', world.top())).error).toBe('client: note needs at least 2 characters')
    expect((await world.slack.change('ULENA', world.top(), 'note', 'other', 'x')).error).toMatch(
      /^client: there is no element/,
    )
    expect(world.received).toHaveLength(1)
  })

  test('field errors stand at their field and nothing typed is lost', async () => {
    const answers = [new Response(''), Response.json({ response_action: 'errors', errors: { note: 'Say more.' } })]
    const world = await withTrigger(() => answers.shift() ?? new Response(''))
    await world.open(form())
    await world.type('x')
    await world.slack.submit('ULENA', world.top())
    expect(world.views()).toMatchObject([{ errors: { note: 'Say more.' }, state: { note: { text: { value: 'x' } } } }])
    await world.slack.submit('ULENA', world.top())
    expect(world.views()).toEqual([])
    expect(world.slack.problems()).toEqual([])
  })

  test('an error for a field that is none is a violation', async () => {
    const answers = [new Response(''), Response.json({ response_action: 'errors', errors: { text: 'Say more.' } })]
    const world = await withTrigger(() => answers.shift() ?? new Response(''))
    await world.open(form())
    await world.type('x')
    await world.slack.submit('ULENA', world.top())
    expect(world.slack.problems()).toMatchObject([{ where: 'submit', error: 'invalid_errors' }])
  })

  test('an answer may update, push or clear', async () => {
    const next = form([], { title: plain('Scored') })
    const bodies: Json[] = [
      {},
      { response_action: 'update', view: form() },
      { response_action: 'push', view: next },
      { response_action: 'clear' },
    ]
    const world = await withTrigger(() => Response.json(bodies.shift() ?? {}))
    const titles = () => world.views().map((view) => view.title?.text)
    await world.open(form())
    await world.type('x')
    await world.slack.submit('ULENA', world.top())
    expect(titles()).toEqual(['Reject'])
    await world.slack.submit('ULENA', world.top())
    expect(titles()).toEqual(['Reject', 'Scored'])
    await world.slack.submit('ULENA', world.top())
    expect(titles()).toEqual([])
  })

  test('a plain answer closes the top view alone, and closing tells who asked to be told', async () => {
    const world = await withTrigger()
    await world.open(form([{ type: 'actions', block_id: 'b', elements: [button('more')] }], { notify_on_close: true }))
    await world.slack.tap('ULENA', { view: world.top(), blockId: 'b', actionId: 'more' })
    await world.call('views.push', { trigger_id: world.last().trigger_id, view: form([]) })
    await world.slack.submit('ULENA', world.top())
    expect(world.views()).toHaveLength(1)
    await world.slack.close('ULENA', world.top())
    expect(world.last()).toMatchObject({ type: 'view_closed', is_cleared: false })
    expect(world.views()).toEqual([])
  })

  test('an input that dispatches tells the product at once', async () => {
    const world = await withTrigger()
    await world.open(form([{ ...noteInput(), dispatch_action: true }]))
    await world.type('x')
    expect(world.last()).toMatchObject({
      type: 'block_actions',
      view: { state: { values: { note: { text: { value: 'x' } } } } },
      actions: [{ type: 'plain_text_input', value: 'x' }],
    })
  })

  test('suggestions of an external select are what it takes', async () => {
    const found = optionRow('Paolo Greco', 'm7')
    const world = await withTrigger(({ payload }) =>
      payload.type === 'block_suggestion' ? Response.json({ options: [found] }) : new Response(''),
    )
    const ae = {
      ...noteInput(),
      block_id: 'ae',
      element: { type: 'external_select', action_id: 'who', min_query_length: 2 },
    }
    await world.open(form([ae]))
    const ask = (query: string) => world.slack.suggest('ULENA', { view: world.top() }, 'ae', 'who', query)
    expect((await ask('p')).error).toBe('client: type at least 2 characters')
    expect((await world.slack.change('ULENA', world.top(), 'ae', 'who', 'm7')).error).toMatch(/does not offer/)
    expect((await ask('pa')).options).toEqual([found])
    expect(world.last()).toMatchObject({ type: 'block_suggestion', value: 'pa', action_id: 'who', block_id: 'ae' })
    await world.slack.change('ULENA', world.top(), 'ae', 'who', 'm7')
    expect(world.views()[0]?.state.ae).toEqual({ who: { type: 'external_select', selected_option: found } })
  })
})
