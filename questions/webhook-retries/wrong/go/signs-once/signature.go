package hooks

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
)

const tolerance = 300

var form = regexp.MustCompile(`^t=([0-9]{1,12}),v1=[0-9a-f]{64}$`)

// Sign makes the header "t=<seconds>,v1=<digits>", where the digits depend on all three.
func Sign(secret string, at int64, body string) string {
	return fmt.Sprintf("t=%d,v1=%s", at, digitsOf(secret, at, body))
}

// IsGenuine tells whether Sign made this very header, for this body and with this secret.
//
// It must be at most 300 seconds away from now, before or after. Receivers call this with whatever they are sent:
// nonsense is not genuine, and nothing else happens.
func IsGenuine(secret, header, body string, now int64) bool {
	match := form.FindStringSubmatch(header)
	if match == nil {
		return false
	}
	at, err := strconv.ParseInt(match[1], 10, 64)
	if err != nil || now-at > tolerance || at-now > tolerance {
		return false
	}
	return hmac.Equal([]byte(header), []byte(Sign(secret, at, body)))
}

func digitsOf(secret string, at int64, body string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "%d.%s", at, body)
	return hex.EncodeToString(mac.Sum(nil))
}
