package orkaserve

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"runtime/debug"
	"time"
)

// nothing is the result of a call whose answer was already sent.
var nothing = &bytes.Buffer{}

// brief is the maximum age of a call whose answer waits for answers of other calls.
const brief = time.Millisecond

func (s *server) call(ctx context.Context, cancel context.CancelFunc, id uint64, body []byte, came time.Time) {
	var out *bytes.Buffer
	defer func() {
		if out == nil { // runtime.Goexit ends this goroutine
			out = fault(id, "panic", "the goroutine of the call ended by runtime.Goexit", string(debug.Stack()))
		}
		cancel()
		s.calls.Lock()
		delete(s.running, id)
		alone := len(s.running) == 0
		s.calls.Unlock()
		if out != nothing {
			s.link.send(out.Bytes(), !alone && time.Since(came) < brief)
		}
	}()
	out = s.run(ctx, id, body)
}

// run returns the frame that answers one call, even if the plugin panics.
func (s *server) run(ctx context.Context, id uint64, body []byte) (out *bytes.Buffer) {
	defer func() {
		if thrown := recover(); thrown != nil {
			out = fault(id, "panic", words(thrown), string(debug.Stack()))
		}
	}()
	return s.answered(ctx, id, body)
}

type call struct {
	Method        string                 `json:"method"`
	Args          map[string]interface{} `json:"args"`
	TimeoutMillis *int64                 `json:"timeoutMillis"`
	Attributes    map[string]string      `json:"attributes"`
}

type answer struct {
	Success bool        `json:"success"`
	Error   string      `json:"error,omitempty"`
	Data    interface{} `json:"data"`
}

func (s *server) answered(ctx context.Context, id uint64, body []byte) *bytes.Buffer {
	call, err := read(body)
	if err != nil {
		return fault(id, "error", "cannot decode the call: "+err.Error(), "")
	}
	if call.Args == nil {
		call.Args = map[string]interface{}{}
	}
	if call.TimeoutMillis != nil {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Duration(*call.TimeoutMillis)*time.Millisecond)
		defer cancel()
	}
	for name, value := range call.Attributes {
		// The keys are plain strings, since plugins do not use this package's types.
		ctx = context.WithValue(ctx, name, value)
	}
	success, text, data, err := s.answer(ctx, call.Method, call.Args)
	if err != nil {
		return fault(id, "error", err.Error(), "")
	}
	length, bad := tooMuch(text, data)
	if bad != nil {
		return fault(id, "data", bad.words(), "")
	}
	if length >= large {
		return s.largeAnswer(id, answer{success, text, data}, length)
	}
	return written(id, answer{success, text, data}, length)
}

// largeAnswer encodes and sends an answer while other large answers wait. It returns the variable nothing.
func (s *server) largeAnswer(id uint64, a answer, length int) *bytes.Buffer {
	share := s.gate.enter(length)
	defer s.gate.leave(share)
	out := written(id, a, length)
	s.link.sendAll(out.Bytes())
	return nothing
}

func written(id uint64, a answer, length int) *bytes.Buffer {
	out, err := encoded(kindAnswer, id, a, length)
	if err != nil {
		return fault(id, "data", unencodable(a.Data, err).words(), "")
	}
	if out.Len()-headLength > longestBody {
		return fault(id, "data", tooLong(out.Len()-headLength), "")
	}
	return out
}

// read decodes the call in a body. If no number has so many digits that a float64 could lose some, as is usual,
// encoding/json decodes all numbers directly.
func read(body []byte) (c call, err error) {
	if !hasManyDigits(body) && json.Unmarshal(body, &c) == nil {
		return c, nil
	}
	c = call{}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	err = decoder.Decode(&c)
	for name, value := range c.Args {
		c.Args[name] = plain(value)
	}
	return c, err
}

// hasManyDigits reports whether there are 16 digits in a row, as many as in 2^53.
func hasManyDigits(body []byte) bool {
	const many = 16
	row := 0
	for _, b := range body {
		if b < '0' || b > '9' {
			row = 0
		} else if row++; row == many {
			return true
		}
	}
	return false
}

// plain converts each number to a float64, like encoding/json, or to an int64 or uint64 if a float64 would lose digits.
func plain(value interface{}) interface{} {
	switch v := value.(type) {
	case json.Number:
		return number(v)
	case map[string]interface{}:
		for name, inner := range v {
			v[name] = plain(inner)
		}
	case []interface{}:
		for i, inner := range v {
			v[i] = plain(inner)
		}
	}
	return value
}

func number(n json.Number) interface{} {
	const exact = 1 << 53
	if i, err := n.Int64(); err == nil {
		if i >= -exact && i <= exact {
			return float64(i)
		}
		return i
	}
	var u uint64
	if json.Unmarshal([]byte(n), &u) == nil {
		return u
	}
	f, _ := n.Float64()
	return f
}

// words describes a panic value. Only simple values are printed, since the output of a value that contains itself would
// never end.
func words(thrown interface{}) (text string) {
	defer func() {
		if recover() != nil {
			text = "a value that cannot be printed"
		}
	}()
	switch t := thrown.(type) {
	case error:
		return t.Error()
	case fmt.Stringer:
		return t.String()
	}
	if reflect.ValueOf(thrown).Kind() <= reflect.Complex128 || reflect.TypeOf(thrown).Kind() == reflect.String {
		return fmt.Sprint(thrown)
	}
	if _, bad := tooMuch("", thrown); bad == nil {
		if written, err := json.Marshal(thrown); err == nil {
			return fmt.Sprintf("%T %s", thrown, written)
		}
	}
	return fmt.Sprintf("a value of type %T", thrown)
}
