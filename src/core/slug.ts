/** A name as it stands in an address: `Acme & Söhne` is `acme-sohne`. At most `most` characters; `instead` of none. */
export function slugOf(name: string, most: number, instead: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  const words = plain.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "")
  return words.slice(0, most) || instead
}
