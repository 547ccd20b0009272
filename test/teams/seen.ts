export type Json = Record<string, unknown>

export const nodes = (node: unknown): Json[] => {
  if (Array.isArray(node)) return node.flatMap(nodes)
  if (typeof node !== 'object' || node === null) return []
  return [node as Json, ...Object.values(node).flatMap(nodes)]
}
export const said = (card: unknown) =>
  nodes(card)
    .flatMap((one) => (one.type === 'TextRun' ? [String(one.text)] : []))
    .join(' ')
const actionsOf = (card: unknown) => nodes(card).filter((one) => String(one.type).startsWith('Action.'))
export const actionOf = (card: unknown, title: string) => {
  const found = actionsOf(card).find((one) => one.title === title)
  if (!found) throw new Error(`There is no “${title}”, but: ${actionsOf(card).map((one) => one.title)}`)
  return found
}
export const titles = (card: unknown) => actionsOf(card).map((one) => one.title)
export const standsIn = (card: unknown, id: string) => nodes(card).find((one) => one.id === id)?.value
