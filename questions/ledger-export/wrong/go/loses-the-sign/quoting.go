package ledger

import "strings"

// quoted is a field as it stands in the file.
//
// A field with a semicolon, a double quote or a line break (\n or \r) in it is put in double quotes, and each
// double quote in it is doubled. Any other field stays as it is.
func quoted(field string) string {
	if !strings.ContainsAny(field, ";\"\n\r") {
		return field
	}
	return `"` + strings.ReplaceAll(field, `"`, `""`) + `"`
}
