// Package orkaserve answers the calls of an Orka host over a Unix domain socket. The protocol is described in
// docs/process-protocol.md of Orka. It is compiled into plugins and uses nothing but the standard library.
package orkaserve

import (
	"bufio"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
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

	// closing is how long the plugin's OrkaClose may take; the host waits a little longer.
	closing = 8 * time.Second
)

// Answer is the plugin: it has one call and gives success, its own error text, data, and an error when it has no answer.
type Answer func(ctx context.Context, method string, args map[string]interface{}) (bool, string, interface{}, error)

type server struct {
	answer  Answer
	close   func() error
	link    link
	gate    gate
	calls   sync.Mutex
	running map[uint64]context.CancelFunc
}

// Serve answers calls until the host is gone, and calls close, which may be nil, when the host says goodbye. It never
// returns.
func Serve(answer Answer, close func() error) {
	place := os.Getenv("ORKA_SOCKET")
	if place == "" {
		fmt.Fprintln(os.Stderr, "this program is a plugin; Orka starts it and tells it in ORKA_SOCKET where to connect")
		os.Exit(2)
	}
	// What this program starts has no business on the socket.
	os.Unsetenv("ORKA_SOCKET")
	// A terminal and a service manager signal all processes of a host at once, and the host wants to drain. The end of
	// the connection is the end of this process. Signals that are ignored would be ignored by all that the plugin starts,
	// too; these are caught, and nobody listens.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	conn, err := net.Dial("unix", place)
	if err != nil {
		fmt.Fprintln(os.Stderr, "the host cannot be reached:", err)
		os.Exit(2)
	}
	s := &server{answer: answer, close: close, link: link{conn: conn}, running: map[uint64]context.CancelFunc{}}
	s.gate.left.L = &s.gate.lock
	s.link.send(s.ready(), false)
	err = s.read(bufio.NewReaderSize(conn, 64<<10))
	if err != nil && err != io.EOF {
		fmt.Fprintln(os.Stderr, "the connection to the host broke:", err)
	}
	os.Exit(0)
}

func (s *server) ready() []byte {
	if s.close == nil {
		return frame(kindReady, protocol)
	}
	out, err := encoded(kindReady, protocol, map[string]bool{"close": true}, 0)
	if err != nil { // a boolean is always JSON
		panic(err)
	}
	return out.Bytes()
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
			s.link.urgent(frame(kindPong, id))
		case kindClose:
			s.farewell()
			return nil
		default:
			return fmt.Errorf("a frame of the unknown kind %d", head[4])
		}
	}
}

// farewell lets the plugin close what it has opened.
func (s *server) farewell() {
	if s.close == nil {
		return
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if thrown := recover(); thrown != nil {
				fmt.Fprintln(os.Stderr, "OrkaClose panicked:", words(thrown))
			}
		}()
		if err := s.close(); err != nil {
			fmt.Fprintln(os.Stderr, "OrkaClose failed:", err)
		}
	}()
	select {
	case <-done:
	case <-time.After(closing):
		fmt.Fprintln(os.Stderr, "OrkaClose has not returned within", closing, "and is left alone; the process is ended")
		os.Exit(1)
	}
}
