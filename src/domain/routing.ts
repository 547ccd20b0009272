/** Conditions of one rule; all that are given must hold (domain §5). */
export type RuleConditions = {
  country?: string[]
  employees?: { min?: number; max?: number }
  industry?: string[]
  source?: string[]
  campaign?: string[]
  title?: string[]
  domain?: string[]
  language?: string[]
  priority?: number[]
  score?: { min?: number; max?: number }
}

/** Sends what meets its conditions to a queue, by the queue's key (domain §5). */
export type RoutingRule = { when: RuleConditions; to: string }
