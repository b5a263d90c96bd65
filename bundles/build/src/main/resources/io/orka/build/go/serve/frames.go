package orkaserve

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"net"
	"runtime"
	"sync"
	"unicode/utf8"
)

const (
	longestMessage = 10000
	longestStack   = 20000

	// batch is the number of bytes to write before the next check for urgent frames.
	batch = 256 << 10
)

// fault returns the frame of a failed call. It shortens long messages, since the host ends the process after a frame
// that is too long.
func fault(id uint64, kind, message, stack string) *bytes.Buffer {
	out, err := encoded(kindFault, id, map[string]interface{}{
		"kind": kind, "message": shortened(message, longestMessage), "stack": shortened(stack, longestStack)}, 0)
	if err != nil { // three strings can always be encoded
		panic(err)
	}
	return out
}

func shortened(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most] + "…"
}

func encoded(kind byte, id uint64, body interface{}, length int) (*bytes.Buffer, error) {
	out := bytes.NewBuffer(make([]byte, headLength, length+512))
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(body); err != nil {
		return nil, err
	}
	head(out.Bytes(), kind, id)
	return out, nil
}

func frame(kind byte, id uint64) []byte {
	out := make([]byte, headLength)
	head(out, kind, id)
	return out
}

func head(out []byte, kind byte, id uint64) {
	binary.BigEndian.PutUint32(out, uint32(len(out)-4))
	out[4] = kind
	binary.BigEndian.PutUint64(out[5:], id)
}

// outgoing is a frame that is waiting to be written.
type outgoing struct {
	bytes []byte
	done  chan struct{} // closed when the frame is written; nil if not needed
}

// link writes frames. The reading goroutine detects when the host disconnects.
type link struct {
	conn    net.Conn
	lock    sync.Mutex
	first   []outgoing
	unsent  []outgoing
	writing bool
}

// urgent writes a frame before all waiting frames, so that a heartbeat waits for at most one answer.
func (l *link) urgent(out []byte) {
	l.lock.Lock()
	l.first = append(l.first, outgoing{bytes: out})
	l.write(false)
}

// send writes one frame, or passes the frame to the goroutine that is writing, so that under load many frames are
// written at once. If waits is true, send first yields to other goroutines.
func (l *link) send(out []byte, waits bool) {
	l.lock.Lock()
	l.unsent = append(l.unsent, outgoing{bytes: out})
	l.write(waits)
}

// sendAll returns when the host has accepted the frame.
func (l *link) sendAll(out []byte) {
	done := make(chan struct{})
	l.lock.Lock()
	l.unsent = append(l.unsent, outgoing{out, done})
	l.write(false)
	<-done
}

// write is called under the lock and releases it.
func (l *link) write(waits bool) {
	if l.writing {
		l.lock.Unlock()
		return
	}
	l.writing = true
	if waits {
		l.lock.Unlock()
		runtime.Gosched()
		l.lock.Lock()
	}
	for {
		frames := l.next()
		if len(frames) == 0 {
			l.writing = false
			l.lock.Unlock()
			return
		}
		l.lock.Unlock()
		all := make(net.Buffers, len(frames))
		for i, f := range frames {
			all[i] = f.bytes
		}
		all.WriteTo(l.conn)
		for i, f := range frames {
			if f.done != nil {
				close(f.done)
			}
			frames[i] = outgoing{}
		}
		l.lock.Lock()
	}
}

// next returns the urgent frames and some of the other frames.
func (l *link) next() []outgoing {
	frames := l.first
	l.first = nil
	length := 0
	count := 0
	for count < len(l.unsent) && length < batch {
		length += len(l.unsent[count].bytes)
		count++
	}
	if frames == nil {
		frames = l.unsent[:count:count]
	} else {
		frames = append(frames, l.unsent[:count]...)
	}
	if count == len(l.unsent) {
		l.unsent = nil
	} else {
		l.unsent = l.unsent[count:]
	}
	return frames
}

const (
	// workspace is the memory for encoding large answers; goroutines wait until enough memory is free.
	workspace = 256 << 20
	// large is the minimum length of a large answer.
	large = 1 << 20
	// writingTimes is the memory to encode an answer, as a multiple of the answer's length.
	writingTimes = 4
)

// gate limits the number of large answers that are encoded at once. The other answers wait in order.
type gate struct {
	turn sync.Mutex
	lock sync.Mutex
	left sync.Cond
	used int
}

func (g *gate) enter(length int) (share int) {
	share = length * writingTimes
	if share > workspace {
		share = workspace
	}
	g.turn.Lock()
	defer g.turn.Unlock()
	g.lock.Lock()
	defer g.lock.Unlock()
	for g.used+share > workspace {
		g.left.Wait()
	}
	g.used += share
	return share
}

func (g *gate) leave(share int) {
	g.lock.Lock()
	defer g.lock.Unlock()
	g.used -= share
	g.left.Signal()
}
