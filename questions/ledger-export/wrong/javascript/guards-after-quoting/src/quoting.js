/**
 * A field as it stands in the file.
 *
 * A field with a semicolon, a double quote or a line break (`\n` or `\r`) in it is put in double
 * quotes, and each double quote in it is doubled. Any other field stays as it is.
 *
 * @param {string} field
 * @returns {string}
 */
export function quoted(field) {
  if (!/[;"\n\r]/.test(field)) return field;
  return `"${field.replaceAll('"', '""')}"`;
}
