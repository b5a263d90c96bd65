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

	// batch is how many bytes of frames are written at once, before it is seen whether something urgent has come.
	batch = 256 << 10
)

// fault is short, however long the plugin's words are: a frame that is too long would end the process.
func fault(id uint64, kind, message, stack string) *bytes.Buffer {
	out, err := encoded(kindFault, id, map[string]interface{}{
		"kind": kind, "message": shortened(message, longestMessage), "stack": shortened(stack, longestStack)}, 0)
	if err != nil { // three strings are always JSON
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

// outgoing is a frame that waits to be written.
type outgoing struct {
	bytes []byte
	done  chan struct{} // closed when it is written, if somebody waits for that
}

// link writes frames. When the host is gone, the reader finds out.
type link struct {
	conn    net.Conn
	lock    sync.Mutex
	first   []outgoing
	unsent  []outgoing
	writing bool
}

// urgent writes a frame before all that wait, so that a heartbeat waits for one answer at most.
func (l *link) urgent(out []byte) {
	l.lock.Lock()
	l.first = append(l.first, outgoing{bytes: out})
	l.write(false)
}

// send writes one frame, or leaves it to the goroutine that writes just now, so that under load many go out at once; for
// that it may let others run first.
func (l *link) send(out []byte, waits bool) {
	l.lock.Lock()
	l.unsent = append(l.unsent, outgoing{bytes: out})
	l.write(waits)
}

// sendAll returns when the host has taken the frame.
func (l *link) sendAll(out []byte) {
	done := make(chan struct{})
	l.lock.Lock()
	l.unsent = append(l.unsent, outgoing{out, done})
	l.write(false)
	<-done
}

// write is called under the lock and gives it up.
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

// next takes what is urgent and some of the rest.
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
	// workspace is the memory in which large answers are written, all together; who finds none left waits for others.
	workspace = 256 << 20
	// large is an answer from this length on.
	large = 1 << 20
	// writingTimes is how much memory it takes to write an answer, as a multiple of its length.
	writingTimes = 4
)

// gate lets so many large answers be written at once, in the order in which they come.
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
