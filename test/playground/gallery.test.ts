import { expect, test } from 'vitest'
import * as cards from '../../src/cards/index.ts'
import * as forms from '../../src/forms/index.ts'
import type { Exhibit } from '../../src/playground/api.ts'
import { drawGallery } from '../../src/playground/gallery.ts'
import { anchorOf } from '../../src/playground/page/gallery/anchor.ts'
import { groupExhibits } from '../../src/playground/page/gallery/groups.ts'

const namesOf = (all: Record<string, object>) =>
  Object.entries(all).flatMap(([group, examples]) => Object.keys(examples).map((name) => `${group}, ${name}`))

const { exhibits, languages } = drawGallery(null)
const shown = (kind: Exhibit['kind']) =>
  exhibits.filter((one) => one.kind === kind).map(({ group, name }) => `${group}, ${name}`)

test('every example of a card and of a form hangs in the gallery', () => {
  expect(shown('card')).toEqual(namesOf(cards))
  expect(shown('form')).toEqual(namesOf(forms))
})

test.each(languages)('nothing that hangs there breaks a limit of Slack or of Teams, in %s', (language) => {
  const { exhibits: drawn } = drawGallery(language)
  expect(
    drawn.flatMap(({ slack, teams, name }) => [...slack.faults, ...teams.faults].map((one) => [name, one])),
  ).toEqual([])
})

test('a language that nobody has translated is shown in English', () => {
  expect(drawGallery('tlh').language).toBe('en')
})

test('every exhibit has an anchor of its own, and stands in one group', () => {
  const groups = groupExhibits(exhibits)
  const anchors = [...groups.map(({ id }) => id), ...groups.flatMap((group) => group.exhibits.map(anchorOf))]
  expect(new Set(anchors).size).toBe(anchors.length)
  expect(anchors.every((anchor) => /^[a-z0-9-]+$/.test(anchor))).toBe(true)
  expect(groups.flatMap((group) => group.exhibits).length).toBe(exhibits.length)
})
