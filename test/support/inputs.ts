/** What a field of a form takes, whatever the platform calls it. */
export type InputKind = 'text' | 'choice' | 'several' | 'date' | 'time' | 'search' | 'person' | 'people' | 'channel'

export type Input = {
  id: string
  label: string
  kind: InputKind
  options: { label: string; value: string }[]
  /** What stands in it, as a person reads it. */
  stands: string | null
  /** That as it is sent. */
  value: string | null
  /** What is chosen in it changes the form. */
  redraws: boolean
  error: string | null
}

/** Fields in which something is picked that is offered. */
export const isPick = ({ kind }: Input) => ['choice', 'search', 'person', 'people', 'channel'].includes(kind)

/** The value of what is offered, by its label or as it is. */
export const chosenIn = ({ label, options }: Pick<Input, 'label' | 'options'>, text: string): string => {
  const found = options.find((one) => one.label === text || one.value === text)
  if (!found) throw new Error(`"${label}" does not offer "${text}", but: ${options.map((one) => one.label).join(', ')}`)
  return found.value
}
