const ofSlack = /^https:\/\/[a-z0-9-]+(?:\.enterprise)?\.slack(?:-gov)?\.com\/archives\/\w+\/p\d+(?:\?[\w=.&]*)?$/
const ofTeams = /^https:\/\/teams\.(?:microsoft\.(?:com|us)|cloud\.microsoft)\/l\/message\/[^\s"<>]+$/

/** Whether an address is that of a message in a chat: what a form brings back of it may have been changed on the way. */
export const isMessageLink = (url: string): boolean => ofSlack.test(url) || ofTeams.test(url)
