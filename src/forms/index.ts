// Every form with the examples that show it: what the render test and the gallery walk.
export { examples as close } from './close.ts'
export { examples as hand } from './hand.ts'
export { examples as handOff } from './hand-off.ts'
export { examples as meet } from './meet.ts'
export { examples as opportunity } from './opportunity.ts'
export { examples as qualify } from './qualify.ts'
export { examples as reject } from './reject.ts'
export { examples as touch } from './touch.ts'
