package orkaserve

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

const (
	// deepest is the maximum nesting of lists, maps and structs: the same for all plugins of a host.
	deepest    = 64
	mostValues = 10000000
	// mostPointers is the maximum length of a chain of pointers.
	mostPointers = 100
	longestPath  = 200
	longestName  = 60
)

// bad is a part of an answer that cannot be encoded. The path to the part is built while the recursion returns.
type bad struct {
	cause string
	path  string
}

func (b *bad) in(step string) *bad {
	b.path = shortened(step, longestName) + b.path
	return b
}

func (b *bad) words() string {
	return b.cause + " at " + shortened("data"+b.path, longestPath)
}

func tooLong(bytes int) string {
	return fmt.Sprintf("%d bytes of JSON (limit %d)", bytes, longestBody)
}

// tooMuch checks whether an answer exceeds the limits, and returns the minimum length of the JSON. Data that contains
// itself never ends, and a few lists that contain each other twice have more parts than fit in memory, so tooMuch
// visits at most as many parts as an answer may have.
func tooMuch(text string, data interface{}) (int, *bad) {
	s := search{bytes: len(text)}
	found := s.any(data, 0)
	return s.bytes, found
}

// unencodable finds the innermost part of the data that encoding/json rejects.
func unencodable(data interface{}, refused error) *bad {
	s := search{encodes: true}
	if found := s.any(data, 0); found != nil {
		return found
	}
	return refusal(refused)
}

// search visits the same parts as encoding/json.
type search struct {
	values  int
	bytes   int // minimum length of the JSON
	encodes bool
	lengths map[reflect.Type]*length
}

type length struct {
	asked int
	most  int
}

// take counts a part and its bytes.
func (s *search) take(parts, bytes int) *bad {
	s.values += parts
	s.bytes += parts + bytes
	switch {
	case s.encodes:
		return nil // the parts were counted before
	case s.values > mostValues:
		return &bad{cause: fmt.Sprintf("more than %d values", mostValues)}
	case s.bytes > longestBody:
		return &bad{cause: "at least " + tooLong(s.bytes)}
	}
	return nil
}

func tooDeep() *bad {
	return &bad{cause: fmt.Sprintf("data that is nested deeper than %d levels, or contains itself,", deepest)}
}

// any visits one part, and handles common types without reflection.
func (s *search) any(data interface{}, depth int) *bad {
	switch v := data.(type) {
	case nil, bool, int, int32, int64, uint, uint32, uint64:
		return s.take(1, 0)
	case string:
		return s.take(1, len(v))
	case []byte:
		return s.take(1, len(v)/3*4)
	case float64:
		if !s.encodes { // JSON does not support some numbers
			return s.take(1, 0)
		}
	case map[string]interface{}:
		if depth == deepest {
			return tooDeep()
		}
		found := s.take(1, 0)
		for name, inner := range v {
			if found == nil {
				s.bytes += len(name)
				found = s.any(inner, depth+1)
			}
			if found != nil {
				return found.in("." + name)
			}
		}
		return found
	case []interface{}:
		if depth == deepest {
			return tooDeep()
		}
		found := s.take(1, 0)
		for i, inner := range v {
			if found == nil {
				found = s.any(inner, depth+1)
			}
			if found != nil {
				return found.in(fmt.Sprintf("[%d]", i))
			}
		}
		return found
	}
	return s.value(reflect.ValueOf(data), depth, 0)
}

func (s *search) value(v reflect.Value, depth, pointers int) *bad {
	t := of(v.Type())
	if t.marshals || (t.marshalsByAddress && v.CanAddr()) {
		return s.marshaled(v)
	}
	switch v.Kind() {
	case reflect.String:
		if s.encodes && v.Type() == numberType {
			return s.leaf(v)
		}
		return s.take(1, v.Len())
	case reflect.Interface, reflect.Ptr:
		if v.IsNil() {
			return s.take(1, 0)
		}
		if pointers == mostPointers {
			return tooDeep()
		}
		return s.value(v.Elem(), depth, pointers+1)
	case reflect.Map:
		return s.mapped(v, t, depth)
	case reflect.Slice, reflect.Array:
		return s.list(v, t, depth)
	case reflect.Struct:
		if depth == deepest {
			return tooDeep()
		}
		if found := s.take(1, 0); found != nil {
			return found
		}
		return s.fields(v, t, depth+1)
	}
	return s.leaf(v)
}

// leaf visits a part without children.
func (s *search) leaf(v reflect.Value) *bad {
	if !s.encodes {
		return s.take(1, 0)
	}
	if _, err := marshal(v); err != nil {
		return refusal(err)
	}
	return nil
}

// refusal converts an error that encoding/json returned.
func refusal(err error) *bad {
	return &bad{cause: strings.TrimPrefix(err.Error(), "json: ")}
}

// marshaled visits a part whose type has a custom encoding. The same part may occur a million times, so only some parts
// of each type are encoded to determine their length. The other parts are assumed to have the same length.
func (s *search) marshaled(v reflect.Value) *bad {
	const asked, many, worth = 16, 100, 64
	if s.encodes || s.values < many {
		return s.leaf(v)
	}
	if v.Kind() == reflect.Slice || v.Kind() == reflect.String { // such as a json.RawMessage, which is read completely
		s.values += v.Len() / worth
	}
	if s.lengths == nil {
		s.lengths = map[reflect.Type]*length{}
	}
	known := s.lengths[v.Type()]
	if known == nil {
		known = &length{}
		s.lengths[v.Type()] = known
	}
	if known.asked < asked {
		known.asked++
		if text, err := marshal(v); err == nil && len(text) > known.most {
			known.most = len(text)
		}
	}
	return s.take(1, known.most)
}

func marshal(v reflect.Value) ([]byte, error) {
	if v.CanAddr() {
		v = v.Addr()
	}
	if !v.CanInterface() {
		return nil, nil
	}
	return json.Marshal(v.Interface())
}

func (s *search) mapped(v reflect.Value, t *shape, depth int) *bad {
	if v.IsNil() || t.badKey {
		return s.leaf(reflect.MakeMap(v.Type()))
	}
	if depth == deepest {
		return tooDeep()
	}
	found := s.take(1, 0)
	for entries := v.MapRange(); entries.Next(); {
		key := entries.Key()
		if found == nil {
			if key.Kind() == reflect.String {
				s.bytes += key.Len()
			}
			found = s.value(entries.Value(), depth+1, 0)
		}
		if found != nil {
			return found.in("." + fmt.Sprint(key))
		}
	}
	return found
}

func (s *search) list(v reflect.Value, t *shape, depth int) *bad {
	if v.Kind() == reflect.Slice && (v.IsNil() || t.bytes) {
		return s.take(1, v.Len()/3*4)
	}
	if depth == deepest {
		return tooDeep()
	}
	if t.scalars {
		return s.take(1+v.Len(), 0)
	}
	found := s.take(1, 0)
	for i := 0; i < v.Len(); i++ {
		if found == nil {
			found = s.value(v.Index(i), depth+1, 0)
		}
		if found != nil {
			return found.in(fmt.Sprintf("[%d]", i))
		}
	}
	return found
}

// fields visits the fields that encoding/json encodes, including fields of embedded structs.
func (s *search) fields(v reflect.Value, t *shape, depth int) *bad {
	for _, f := range t.fields {
		inner, there := f.of(v)
		if !there {
			continue
		}
		s.bytes += len(f.name)
		if found := s.value(inner, depth, 0); found != nil {
			return found.in("." + f.name)
		}
	}
	return nil
}
