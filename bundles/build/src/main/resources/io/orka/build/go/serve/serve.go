// Package orkaserve answers the calls of an Orka host over a Unix domain socket. The protocol is described in
// docs/process-protocol.md of Orka. It is compiled into plugins and uses nothing but the standard library.
package orkaserve

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"sync"
	"syscall"
	"time"
)

const (
	kindCall   = 1
	kindCancel = 2
	kindPing   = 3
	kindClose  = 4
	kindReady  = 16
	kindAnswer = 17
	kindFault  = 18
	kindPong   = 19

	protocol    = 1
	headLength  = 13
	longestBody = 64 << 20

	// brief is how soon others have to be answered for an answer to wait for them.
	brief = time.Millisecond
)

// Answer is the plugin: it has one call and gives success, its own error text, data, and an error when it has no answer.
type Answer func(ctx context.Context, method string, args map[string]interface{}) (bool, string, interface{}, error)

type server struct {
	answer  Answer
	conn    net.Conn
	sending sync.Mutex
	unsent  net.Buffers
	writing bool
	calls   sync.Mutex
	running map[uint64]context.CancelFunc
}

// Serve answers calls until the host is gone. It never returns.
func Serve(answer Answer) {
	place := os.Getenv("ORKA_SOCKET")
	if place == "" {
		fmt.Fprintln(os.Stderr, "this program is a plugin; Orka starts it and tells it in ORKA_SOCKET where to connect")
		os.Exit(2)
	}
	// What this program starts has no business on the socket.
	os.Unsetenv("ORKA_SOCKET")
	// A terminal and a service manager signal all processes of a host at once, and the host wants to drain. The end of
	// the connection is the end of this process.
	signal.Ignore(syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	conn, err := net.Dial("unix", place)
	if err != nil {
		fmt.Fprintln(os.Stderr, "the host cannot be reached:", err)
		os.Exit(2)
	}
	s := &server{answer: answer, conn: conn, running: map[uint64]context.CancelFunc{}}
	s.send(frame(kindReady, protocol), false)
	err = s.read(bufio.NewReaderSize(conn, 64<<10))
	if err != nil && err != io.EOF {
		fmt.Fprintln(os.Stderr, "the connection to the host broke:", err)
	}
	os.Exit(0)
}

func (s *server) read(in io.Reader) error {
	var head [headLength]byte
	for {
		if _, err := io.ReadFull(in, head[:]); err != nil {
			return err
		}
		length := int64(binary.BigEndian.Uint32(head[:4])) - (headLength - 4)
		if length < 0 || length > longestBody {
			return fmt.Errorf("a frame of %d bytes", length)
		}
		id := binary.BigEndian.Uint64(head[5:])
		body := make([]byte, length)
		if _, err := io.ReadFull(in, body); err != nil {
			return err
		}
		switch head[4] {
		case kindCall:
			ctx, cancel := context.WithCancel(context.Background())
			s.calls.Lock()
			s.running[id] = cancel
			s.calls.Unlock()
			go s.call(ctx, cancel, id, body, time.Now())
		case kindCancel:
			s.calls.Lock()
			cancel := s.running[id]
			s.calls.Unlock()
			if cancel != nil {
				cancel()
			}
		case kindPing:
			s.send(frame(kindPong, id), false)
		case kindClose:
			return nil
		default:
			return fmt.Errorf("a frame of the unknown kind %d", head[4])
		}
	}
}

func (s *server) call(ctx context.Context, cancel context.CancelFunc, id uint64, body []byte, came time.Time) {
	var out *bytes.Buffer
	defer func() {
		if out == nil { // runtime.Goexit ends this goroutine whatever is done here
			out = fault(id, "panic", "the goroutine of the call ended by runtime.Goexit", string(debug.Stack()))
		}
		cancel()
		s.calls.Lock()
		delete(s.running, id)
		alone := len(s.running) == 0
		s.calls.Unlock()
		s.send(out, !alone && time.Since(came) < brief)
	}()
	out = s.run(ctx, id, body)
}

// run gives the frame that answers one call, whatever the plugin does.
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
		return fault(id, "error", "the call cannot be read: "+err.Error(), "")
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
		// Under plain strings, since a plugin knows no type of this package.
		ctx = context.WithValue(ctx, name, value)
	}
	success, text, data, err := s.answer(ctx, call.Method, call.Args)
	if err != nil {
		return fault(id, "error", err.Error(), "")
	}
	out, err := encoded(kindAnswer, id, answer{success, text, data})
	if err != nil {
		path, cause := badValue(data, "data")
		if cause == nil {
			cause = err
		}
		return fault(id, "data", cause.Error()+" at "+path, "")
	}
	if out.Len()-headLength > longestBody {
		return fault(id, "data", fmt.Sprintf("%d bytes of JSON, more than the %d that fit", out.Len()-headLength, longestBody), "")
	}
	return out
}

// read gives the call in a body. Where no number is so long that a float64 could lose digits, which is nearly always,
// encoding/json makes all of them what they are to be.
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

// hasManyDigits tells whether there are 16 digits in a row: 2^53 has as many.
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

// plain makes of each number what encoding/json makes of it, a float64, but an int64 or uint64 where that would lose digits.
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

// badValue looks for the innermost part of the data that JSON cannot carry.
func badValue(data interface{}, path string) (string, error) {
	_, err := json.Marshal(data)
	if err == nil {
		return "", nil
	}
	switch v := data.(type) {
	case map[string]interface{}:
		for name, inner := range v {
			if at, cause := badValue(inner, path+"."+name); cause != nil {
				return at, cause
			}
		}
	case []interface{}:
		for i, inner := range v {
			if at, cause := badValue(inner, fmt.Sprintf("%s[%d]", path, i)); cause != nil {
				return at, cause
			}
		}
	}
	return path, err
}

func words(thrown interface{}) (text string) {
	defer func() {
		if recover() != nil {
			text = "a value that cannot be printed"
		}
	}()
	return fmt.Sprint(thrown)
}

func fault(id uint64, kind, message, stack string) *bytes.Buffer {
	out, err := encoded(kindFault, id, map[string]interface{}{"kind": kind, "message": message, "stack": stack})
	if err != nil { // three strings are always JSON
		panic(err)
	}
	return out
}

func encoded(kind byte, id uint64, body interface{}) (*bytes.Buffer, error) {
	out := bytes.NewBuffer(make([]byte, headLength, 512))
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(body); err != nil {
		return nil, err
	}
	head(out.Bytes(), kind, id)
	return out, nil
}

func frame(kind byte, id uint64) *bytes.Buffer {
	out := make([]byte, headLength)
	head(out, kind, id)
	return bytes.NewBuffer(out)
}

func head(out []byte, kind byte, id uint64) {
	binary.BigEndian.PutUint32(out, uint32(len(out)-4))
	out[4] = kind
	binary.BigEndian.PutUint64(out[5:], id)
}

// send writes one frame, or leaves it to the goroutine that writes just now, so that under load many go out at once; for
// that it may let others run first. When the host is gone, the reader finds out.
func (s *server) send(out *bytes.Buffer, waits bool) {
	s.sending.Lock()
	s.unsent = append(s.unsent, out.Bytes())
	if s.writing {
		s.sending.Unlock()
		return
	}
	s.writing = true
	s.sending.Unlock()
	if waits {
		runtime.Gosched()
	}
	for {
		s.sending.Lock()
		frames := s.unsent
		s.unsent = nil
		s.writing = len(frames) > 0
		s.sending.Unlock()
		if len(frames) == 0 {
			return
		}
		frames.WriteTo(s.conn)
	}
}
