/** The token of a link. */
export const tokenOf = (link: string): string => link.slice(link.lastIndexOf("/") + 1)
