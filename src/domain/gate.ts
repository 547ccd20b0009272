/** What the two scores and the MQL gate are made of; every number is a setting (domain §3). */
export type ScoringRules = {
  gate: { fit: number; behaviour: number; handRaiseFit: number }
  halfLifeDays: number
  behaviour: Record<string, number>
  fit: {
    executive: number
    director: number
    manager: number
    /** Points by employee segment, as `segmentOf` names it. */
    employees: Record<string, number>
    industry: number
    country: number
    freeMail: number
  }
  targetIndustries: string[]
  servedCountries: string[]
}

/** The numbers of domain §3. */
export const defaultScoring: ScoringRules = {
  gate: { fit: 40, behaviour: 40, handRaiseFit: 20 },
  halfLifeDays: 30,
  behaviour: {
    newsletter: 5,
    ebook: 10,
    event: 10,
    webinar: 20,
    pricing_page: 15,
    contact_form: 25,
    referral: 30,
    trial: 40,
    demo_request: 50,
    rfp: 60,
  },
  fit: {
    executive: 30,
    director: 20,
    manager: 15,
    employees: { '11-50': 10, '51-200': 20, '201-1000': 25, '1001+': 15 },
    industry: 20,
    country: 15,
    freeMail: -20,
  },
  targetIndustries: [],
  servedCountries: [],
}
