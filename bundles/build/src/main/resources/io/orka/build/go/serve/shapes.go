package orkaserve

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strings"
	"sync"
)

// shape describes a type for the search.
type shape struct {
	marshals          bool
	marshalsByAddress bool
	badKey            bool
	bytes             bool
	scalars           bool
	fields            []field
}

// field is a field that encoding/json encodes, with its path through embedded structs.
type field struct {
	name   string
	tagged bool
	way    []int
}

var (
	shapes        sync.Map
	marshaler     = reflect.TypeOf((*json.Marshaler)(nil)).Elem()
	textMarshaler = reflect.TypeOf((*encoding.TextMarshaler)(nil)).Elem()
	numberType    = reflect.TypeOf(json.Number(""))
)

func of(t reflect.Type) *shape {
	if known, ok := shapes.Load(t); ok {
		return known.(*shape)
	}
	s := &shape{marshals: marshals(t), marshalsByAddress: t.Kind() != reflect.Ptr && marshals(reflect.PtrTo(t))}
	switch t.Kind() {
	case reflect.Map:
		key := t.Key()
		s.badKey = key.Kind() != reflect.String && !isWhole(key.Kind()) && !key.Implements(textMarshaler)
	case reflect.Slice, reflect.Array:
		element := t.Elem()
		own := marshals(element) || marshals(reflect.PtrTo(element))
		s.bytes = element.Kind() == reflect.Uint8 && !own
		s.scalars = (isWhole(element.Kind()) || element.Kind() == reflect.Bool) && !own
	case reflect.Struct:
		s.fields = fieldsOf(t)
	}
	shapes.Store(t, s)
	return s
}

func marshals(t reflect.Type) bool {
	return t.Implements(marshaler) || t.Implements(textMarshaler)
}

func isWhole(k reflect.Kind) bool {
	return k >= reflect.Int && k <= reflect.Uintptr
}

// of returns the field's value, unless an embedded pointer on its path is nil.
func (f field) of(v reflect.Value) (reflect.Value, bool) {
	for _, index := range f.way {
		if v.Kind() == reflect.Ptr {
			if v.IsNil() {
				return v, false
			}
			v = v.Elem()
		}
		v = v.Field(index)
	}
	return v, true
}

type embedded struct {
	of  reflect.Type
	way []int
}

// fieldsOf visits the levels of embedding. A name hides the same name on deeper levels. If a name occurs several times
// on one level, the only tagged field has precedence; without a single tagged field, no field is encoded.
func fieldsOf(t reflect.Type) []field {
	var fields []field
	hidden := map[string]bool{}
	seen := map[reflect.Type]bool{t: true}
	for level := []embedded{{of: t}}; len(level) > 0; {
		var deeper []embedded
		found := map[string][]field{}
		var order []string
		for _, e := range level {
			for i := 0; i < e.of.NumField(); i++ {
				f := e.of.Field(i)
				name, isStruct, written := nameOf(f)
				if !written {
					continue
				}
				way := append(append([]int{}, e.way...), i)
				if isStruct && name == "" {
					inner := f.Type
					if inner.Kind() == reflect.Ptr {
						inner = inner.Elem()
					}
					if !seen[inner] {
						seen[inner] = true
						deeper = append(deeper, embedded{inner, way})
					}
					continue
				}
				tagged := name != ""
				if !tagged {
					name = f.Name
				}
				if found[name] == nil {
					order = append(order, name)
				}
				found[name] = append(found[name], field{name, tagged, way})
			}
		}
		for _, name := range order {
			if only, ok := dominant(found[name]); ok && !hidden[name] {
				fields = append(fields, only)
			}
			hidden[name] = true
		}
		level = deeper
	}
	return fields
}

// nameOf returns the name in a field's tag, whether the field embeds a struct, and whether the field is encoded.
func nameOf(f reflect.StructField) (string, bool, bool) {
	tag := f.Tag.Get("json")
	inner := f.Type
	if inner.Kind() == reflect.Ptr && inner.Name() == "" {
		inner = inner.Elem()
	}
	isStruct := f.Anonymous && inner.Kind() == reflect.Struct
	return strings.Split(tag, ",")[0], isStruct, tag != "-" && (f.PkgPath == "" || isStruct)
}

func dominant(same []field) (field, bool) {
	if len(same) == 1 {
		return same[0], true
	}
	var tagged []field
	for _, f := range same {
		if f.tagged {
			tagged = append(tagged, f)
		}
	}
	if len(tagged) == 1 {
		return tagged[0], true
	}
	return field{}, false
}
