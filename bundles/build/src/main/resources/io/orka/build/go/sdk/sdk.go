// Package sdk stands in for github.com/orka-platform/orka-plugin-sdk where that module cannot be fetched: the request and
// the response that plugins are written against.
package sdk

// Request is one call: the logical operation and its arguments.
type Request struct {
	Method string         `json:"method"`
	Args   map[string]any `json:"args"`
}

// Response is a plugin's answer: whether it worked, and either data or the plugin's own error text.
type Response struct {
	Success bool   `json:"success"`
	Error   string `json:"error,omitempty"`
	Data    any    `json:"data,omitempty"`
}
