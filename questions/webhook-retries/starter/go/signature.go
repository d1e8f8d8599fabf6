package hooks

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
)

const tolerance = 300

// Sign makes the header "t=<seconds>,v1=<digits>", where the digits depend on all three.
func Sign(secret string, at int64, body string) string {
	return fmt.Sprintf("t=%d,v1=%s", at, digitsOf(secret, at, body))
}

// IsGenuine tells whether Sign made this very header, for this body and with this secret.
//
// It must be at most 300 seconds away from now, before or after. Receivers call this with whatever they are sent:
// nonsense is not genuine, and nothing else happens.
func IsGenuine(secret, header, body string, now int64) bool {
	parts := strings.Split(header, ",")
	at, _ := strconv.ParseInt(strings.TrimPrefix(parts[0], "t="), 10, 64)
	if now-at > tolerance {
		return false
	}
	given, expected := strings.TrimPrefix(parts[1], "v1="), digitsOf(secret, at, body)
	different := byte(0)
	for i := range given {
		different |= given[i] ^ expected[i]
	}
	return different == 0
}

func digitsOf(secret string, at int64, body string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "%d.%s", at, body)
	return hex.EncodeToString(mac.Sum(nil))
}
