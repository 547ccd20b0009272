import { type Refused, refuse } from '../domain/refusal.ts'

const attempts = 5

/** Decides again, on what is there by then, as long as somebody was faster (null); too often is refused as a slow store. */
export const decideAnew = async <Done>(decide: () => Promise<Done | Refused | null>): Promise<Done | Refused> => {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const done = await decide()
    if (done !== null) return done
  }
  return refuse({ key: 'storeSlow' })
}
