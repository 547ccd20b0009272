import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { key, moment } from './columns.ts'
import { ofTenant } from './tenants.ts'

/** A person outside, at a company (domain §1). The keys are what duplicates are matched by (domain §4). */
export const leads = pgTable(
  'leads',
  {
    id: key(),
    tenantId: ofTenant(),
    name: text('name'),
    email: text('email'),
    emailKey: text('email_key'),
    phone: text('phone'),
    phoneKey: text('phone_key'),
    title: text('title'),
    language: text('language'),
    company: text('company'),
    companyDomain: text('company_domain'),
    employees: integer('employees'),
    industry: text('industry'),
    country: text('country'),
    createdAt: moment('created_at').notNull(),
    /** When the person was forgotten (domain §11); the row stays for the counts. */
    erasedAt: moment('erased_at'),
  },
  (t) => [
    index('leads_email').on(t.tenantId, t.emailKey),
    index('leads_phone').on(t.tenantId, t.phoneKey),
    index('leads_text').using(
      'gin',
      t.name.op('gin_trgm_ops'),
      t.company.op('gin_trgm_ops'),
      t.email.op('gin_trgm_ops'),
      t.phoneKey.op('gin_trgm_ops'),
    ),
    index('leads_erased').on(t.tenantId).where(sql`erased_at is not null`),
    index('leads_domain').on(t.tenantId, t.companyDomain),
  ],
)
