// Package sdk contains the types that the host and its plugin share.
package sdk

// Request is the input of a call.
type Request struct {
	Method string
	Args   map[string]any
}

// Response is the output of a call.
type Response struct {
	Success bool
	Error   string
	Data    any
}
