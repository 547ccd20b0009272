/** What makes an SQO one that can close (domain §7, "To SQO"). Days are `YYYY-MM-DD`. */
export type Opportunity = {
  amountMinor: number
  currency: string
  closeDate: string
  nextStep: string
  nextStepBy: string
}
