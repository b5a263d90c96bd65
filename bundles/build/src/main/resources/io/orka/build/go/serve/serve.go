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
)

// Answer is the plugin: it has one call and gives success, its own error text, data, and an error when it has no answer.
type Answer func(ctx context.Context, method string, args map[string]interface{}) (bool, string, interface{}, error)

type server struct {
	answer  Answer
	conn    net.Conn
	sending sync.Mutex
	running sync.Map // call id -> context.CancelFunc
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
	s := &server{answer: answer, conn: conn}
	s.send(frame(kindReady, protocol))
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
			s.running.Store(id, cancel)
			go s.call(ctx, cancel, id, body)
		case kindCancel:
			if cancel, ok := s.running.Load(id); ok {
				cancel.(context.CancelFunc)()
			}
		case kindPing:
			s.send(frame(kindPong, id))
		case kindClose:
			return nil
		default:
			return fmt.Errorf("a frame of the unknown kind %d", head[4])
		}
	}
}

func (s *server) call(ctx context.Context, cancel context.CancelFunc, id uint64, body []byte) {
	out := s.run(ctx, id, body)
	s.running.Delete(id)
	cancel()
	if out != nil { // else the answer went out already
		s.send(out)
	}
}

// run gives the frame that answers one call, whatever the plugin does.
func (s *server) run(ctx context.Context, id uint64, body []byte) (out *bytes.Buffer) {
	returned := false
	defer func() {
		if returned {
			return
		}
		if thrown := recover(); thrown != nil {
			out = fault(id, "panic", words(thrown), string(debug.Stack()))
			return
		}
		// runtime.Goexit ends this goroutine whatever is done here, so the answer goes out from here.
		s.running.Delete(id)
		s.send(fault(id, "panic", "the goroutine of the call ended by runtime.Goexit", string(debug.Stack())))
	}()
	out = s.answered(ctx, id, body)
	returned = true
	return out
}

func (s *server) answered(ctx context.Context, id uint64, body []byte) *bytes.Buffer {
	var call struct {
		Method        string                 `json:"method"`
		Args          map[string]interface{} `json:"args"`
		TimeoutMillis *int64                 `json:"timeoutMillis"`
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if err := decoder.Decode(&call); err != nil {
		return fault(id, "error", "the call cannot be read: "+err.Error(), "")
	}
	if call.Args == nil {
		call.Args = map[string]interface{}{}
	}
	for name, value := range call.Args {
		call.Args[name] = plain(value)
	}
	if call.TimeoutMillis != nil {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Duration(*call.TimeoutMillis)*time.Millisecond)
		defer cancel()
	}
	success, text, data, err := s.answer(ctx, call.Method, call.Args)
	if err != nil {
		return fault(id, "error", err.Error(), "")
	}
	answer := map[string]interface{}{"success": success, "data": data}
	if text != "" {
		answer["error"] = text
	}
	out, err := encoded(kindAnswer, id, answer)
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

// send writes one frame; when the host is gone, the reader finds out.
func (s *server) send(out *bytes.Buffer) {
	s.sending.Lock()
	defer s.sending.Unlock()
	s.conn.Write(out.Bytes())
}
