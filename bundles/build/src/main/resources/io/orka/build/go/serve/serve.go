// Package orkaserve executes the calls of an Orka host over a Unix domain socket. The protocol is described in
// docs/process-protocol.md of Orka. The package is compiled into plugins and uses the standard library only.
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

	// closing is the timeout of the plugin's OrkaClose; the host waits a little longer.
	closing = 8 * time.Second
)

// Answer calls the plugin and returns success, the plugin's own error text, data, and an error when the call failed.
type Answer func(ctx context.Context, method string, args map[string]interface{}) (bool, string, interface{}, error)

type server struct {
	answer  Answer
	close   func() error
	link    link
	gate    gate
	calls   sync.Mutex
	running map[uint64]context.CancelFunc
}

// Serve executes calls until the host disconnects, and calls close, which may be nil, when the host requests the exit.
// Serve never returns.
func Serve(answer Answer, close func() error) {
	place := os.Getenv("ORKA_SOCKET")
	if place == "" {
		fmt.Fprintln(os.Stderr, "ORKA_SOCKET is not set: this program is an Orka plugin, and only Orka can start it")
		os.Exit(2)
	}
	// Processes started by this program must not use the socket.
	os.Unsetenv("ORKA_SOCKET")
	// A terminal and a service manager signal all processes of a host at once, but the host still drains its calls. This
	// process exits when the connection closes. The signals are caught instead of ignored, since programs that the plugin
	// starts would inherit ignored signals.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	conn, err := net.Dial("unix", place)
	if err != nil {
		fmt.Fprintln(os.Stderr, "cannot reach the host:", err)
		os.Exit(2)
	}
	s := &server{answer: answer, close: close, link: link{conn: conn}, running: map[uint64]context.CancelFunc{}}
	s.gate.left.L = &s.gate.lock
	s.link.send(s.ready(), false)
	err = s.read(bufio.NewReaderSize(conn, 64<<10))
	if err != nil && err != io.EOF {
		fmt.Fprintln(os.Stderr, "lost the connection to the host:", err)
	}
	os.Exit(0)
}

func (s *server) ready() []byte {
	if s.close == nil {
		return frame(kindReady, protocol)
	}
	out, err := encoded(kindReady, protocol, map[string]bool{"close": true}, 0)
	if err != nil { // a boolean can always be encoded
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
			s.closePlugin()
			return nil
		default:
			return fmt.Errorf("a frame of unknown kind %d", head[4])
		}
	}
}

// closePlugin calls the plugin's OrkaClose, with a timeout.
func (s *server) closePlugin() {
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
		fmt.Fprintf(os.Stderr, "OrkaClose did not return within %v; ending the process\n", closing)
		os.Exit(1)
	}
}
