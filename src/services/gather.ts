import DataLoader from 'dataloader'

const gatherAtMost = 40
/** A statement that takes longer, behind a lock perhaps, holds up nobody else. */
const turnMs = 25
/** So often reads may go before an act that came earlier. */
const passedAtMost = 4

type Waiting = { isAct: boolean; passed: number; start: () => void }

/**
 * Answers questions one by one from batches: many that are asked at once cost one query. The batches of a store take
 * turns, so that what comes in meanwhile gathers for the next; reads go first, for what they lead to can then join the
 * acts that are waiting.
 */
export const createGather = () => {
  const waiting: Waiting[] = []
  let isTaken = false
  let isLooking = false

  const next = (): Waiting | undefined => {
    const overdue = waiting.findIndex((one) => one.passed >= passedAtMost)
    const read = waiting.findIndex((one) => !one.isAct)
    const [chosen] = waiting.splice(Math.max(0, overdue >= 0 ? overdue : read), 1)
    for (const one of waiting) one.passed += 1
    return chosen
  }

  const look = () => {
    isLooking = false
    if (!isTaken) next()?.start()
  }

  const lookSoon = () => {
    if (isLooking) return
    isLooking = true
    setImmediate(look)
  }

  const hold = (batch: Promise<unknown>) => {
    isTaken = true
    let isOver = false
    const end = () => {
      clearTimeout(timer)
      if (isOver) return
      isOver = true
      isTaken = false
      lookSoon()
    }
    const timer = setTimeout(end, turnMs)
    batch.then(end, end)
  }

  return <Question extends object, Answer>(
    kind: 'read' | 'act',
    answer: (questions: readonly Question[]) => Promise<(Answer | Error)[]>,
  ) => {
    const isAct = kind === 'act'
    const loader = new DataLoader<Question, Answer>(
      (questions) => {
        const batch = answer(questions)
        hold(batch)
        return batch
      },
      {
        cache: false,
        maxBatchSize: gatherAtMost,
        batchScheduleFn: (start) => {
          waiting.push({ isAct, passed: 0, start })
          lookSoon()
        },
      },
    )
    return (question: Question) => loader.load(question)
  }
}
