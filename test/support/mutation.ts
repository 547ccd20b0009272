import fc from 'fast-check'

type Node = Record<string, unknown> | unknown[]
type Spot = { node: Node; key: string | number }

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

/** Every place of a value that something else could stand in, in the order of reading. */
const spotsOf = (node: Node): Spot[] =>
  (Array.isArray(node) ? node.map((value, key) => [key, value] as const) : Object.entries(node)).flatMap(
    ([key, value]) => [{ node, key }, ...(isNode(value) ? spotsOf(value) : [])],
  )

const at = ({ node, key }: Spot): unknown => (node as Record<string | number, unknown>)[key]
const put = ({ node, key }: Spot, value: unknown) => {
  Object.defineProperty(node, key, { value, enumerable: true, configurable: true, writable: true })
}

const strange: unknown[] = [
  null,
  '',
  ' ',
  0,
  -0,
  -1,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  2 ** 53,
  true,
  [],
  {},
  [[]],
  '\u0000',
  '\ud800',
  '\u202eevil',
  '<!channel>',
  '<@U123>',
  '<https://evil.example|bank>',
  '*_~`:tada:',
  'x'.repeat(3_001),
  '🏆'.repeat(2_000),
  '10000-01-01',
  '2026-02-30',
  '25:61',
  '12,5',
  '1.234,56',
  '#999999999',
  'handoff:0',
  'handoff:1#2',
  'accept/../undo',
  '__proto__',
  'constructor',
  'DROP TABLE leads; --',
  '%00%ff',
]

const value = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...strange) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
)

const knuth = 2_654_435_761

/** A spot as a share of all. Small numbers are drawn more often than others, spots are to be all alike. */
const spot = fc.nat().map((drawn) => (Math.imul(drawn, knuth) >>> 0) / 2 ** 32)

/** One change of a recorded request: which spot of it, and what becomes of it. */
export const edit = fc.record({
  where: spot,
  how: fc.constantFrom('put', 'put', 'put', 'drop', 'rename', 'copy', 'nest'),
  value,
  other: spot,
})
export type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never

const asText = (given: unknown) => (typeof given === 'string' ? given : (JSON.stringify(given) ?? ''))

const changeOne = (root: Node, { where, how, value: given, other }: Edit) => {
  const spots = spotsOf(root)
  const spot = spots[Math.floor(where * spots.length)]
  const second = spots[Math.floor(other * spots.length)]
  if (!spot || !second) return
  // A copy each time: one array put at two spots, then into itself, would be a ring that no request can hold.
  if (how === 'put') put(spot, structuredClone(given))
  else if (how === 'copy') put(spot, structuredClone(at(second)))
  else if (how === 'nest') put(spot, [at(spot)])
  else if (Array.isArray(spot.node)) spot.node.splice(Number(spot.key), 1)
  else {
    const was = at(spot)
    delete spot.node[spot.key]
    if (how === 'rename') put({ node: spot.node, key: asText(given) }, was)
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A recorded body as data: the fields of a form, with JSON read where a field holds it. */
const read = (type: string, body: string): Node => {
  if (type.startsWith('application/json')) return JSON.parse(body) as Node
  const fields = [...new URLSearchParams(body)].map(([name, text]) => [name, name === 'payload' ? parsed(text) : text])
  return Object.fromEntries(fields)
}

/** The body of a recorded request, changed. It is still of its type, so that it comes through to what reads it. */
export const mutate = ({ type, body }: { type: string; body: string }, edits: readonly Edit[]): string => {
  const root = read(type, body)
  for (const one of edits) changeOne(root, one)
  if (type.startsWith('application/json')) return JSON.stringify(root)
  const fields = Object.entries(root).map(([name, given]) => [name, asText(given)])
  return new URLSearchParams(fields.map(([name = '', text = '']) => [name, text])).toString()
}
