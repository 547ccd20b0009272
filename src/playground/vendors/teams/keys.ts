import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { Json } from '../../api.ts'
import type { Ctx } from './ctx.ts'
import type { TeamsProof } from './options.ts'

type Pair = { privateKey: KeyObject; jwk: Json; kid: string }

let made: Pair | null = null

/**
 * The key of the connector: one for the whole process, because the packages of the product keep the keys of an address for a
 * day and would not know a second fake's.
 */
const keyPair = (): Pair => {
  if (made) return made
  const pem = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const jwk = { ...createPublicKey(pem.publicKey).export({ format: 'jwk' }) }
  const kid = createHash('sha256').update(pem.publicKey).digest('base64url').slice(0, 27)
  made = { privateKey: createPrivateKey(pem.privateKey), jwk, kid }
  return made
}

/** The keys of the issuer, as its key address shows them. */
export const publicKeys = (): Json => {
  const { jwk, kid } = keyPair()
  return { keys: [{ ...jwk, use: 'sig', alg: 'RS256', kid, x5t: kid, endorsements: ['msteams'] }] }
}

const encoded = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Signs claims as the issuer does. */
const jwtOf = (claims: Json, header: Json): string => {
  const { privateKey, kid } = keyPair()
  const text = `${encoded({ alg: 'RS256', kid, x5t: kid, typ: 'JWT', ...header })}.${encoded(claims)}`
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`
}

export const issuer = 'https://api.botframework.com'

/** The `Authorization` header of an activity; null when a test wants none. */
export const authorization = (ctx: Ctx, serviceUrl: unknown, { token, claims, header }: TeamsProof): string | null => {
  if (token !== undefined) return token === null ? null : `Bearer ${token}`
  const seconds = Math.floor(ctx.tokenNow() / 1_000)
  const usual = {
    serviceurl: serviceUrl,
    nbf: seconds - 60,
    exp: seconds + 3_600,
    iss: issuer,
    aud: ctx.options.appId,
  }
  return `Bearer ${jwtOf({ ...usual, ...claims }, header ?? {})}`
}
